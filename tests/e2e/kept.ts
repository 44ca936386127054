/** @file What the browser keeps of the work of its tabs. */
import type { Page } from '@playwright/test';

export interface Kept {
  /** The document, as a file would have it. */
  readonly text: string;
  /** Of the weights beside it; 0 without any. */
  readonly step: number;
}

/** Of every tab with work that is in no file. A database that is not there is not made by asking. */
export function keptWorks(page: Page): Promise<readonly Kept[]> {
  return page.evaluate(async () => {
    if (!(await indexedDB.databases()).some(({ name }) => name === 'gradscape')) return [];
    return new Promise<Kept[]>((resolve, reject) => {
      const opening = indexedDB.open('gradscape');
      opening.onerror = () => reject(opening.error!);
      opening.onsuccess = () => {
        const getting = opening.result.transaction('work').objectStore('work').getAll();
        getting.onsuccess = () => {
          opening.result.close();
          resolve((getting.result as { work: Kept }[]).map(({ work: { text, step } }) => ({ text, step })));
        };
      };
    });
  });
}
