/**
 * @file Where windows keep their work: each in a folder of its own, that is found again after whatever ended the window. One process at a
 * time has these folders, for a second start of the app hands over to the first: what is not of a window of this process was left behind.
 */
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { sweep } from '../core/disk/sweep.ts';

export const DOCUMENT = 'document';
export const WEIGHTS = 'weights';

export const isId = (name: string) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(name);

export class KeptSessions {
  readonly folder: string;
  /** Those of the windows that are open. */
  readonly live = new Set<string>();
  /** One thing after another, in the order in which they were asked for: two windows may want the same. */
  #last: Promise<unknown> = Promise.resolve();

  /** @param folder that holds a folder for every window */
  constructor(folder: string) {
    this.folder = folder;
  }

  next<T>(action: () => Promise<T>): Promise<T> {
    const done = this.#last.then(action);
    this.#last = done.catch(() => {});
    return done;
  }

  /** Resolves when everything is done that was asked for until now. */
  async settled(): Promise<void> {
    await this.#last;
  }

  /** The folders that are no window's. */
  async leftBehind(): Promise<readonly string[]> {
    return (await readdir(this.folder).catch(() => [])).filter((name) => isId(name) && !this.live.has(name));
  }

  /** Takes away what a process that was killed had not finished, and folders in which nothing is kept. */
  sweep(): Promise<void> {
    return this.next(async () => {
      for (const id of await this.leftBehind()) {
        const folder = join(this.folder, id);
        await sweep(folder);
        const names = await readdir(folder).catch(() => [DOCUMENT]);
        // what the disk does not give up now, a later sweep tries again
        if (!names.some((name) => name.startsWith(DOCUMENT)))
          await rm(folder, { recursive: true, force: true, maxRetries: 3 }).catch(() => {});
      }
    });
  }
}
