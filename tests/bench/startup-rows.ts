/** @file The start of the built app, many times over: when it is first painted and when it can be used. */
import type { Browser, Page } from '@playwright/test';
import { median } from './spread.ts';
import { started, watchStart, type Started } from './startup-watch.ts';

export interface StartRow {
  /** A first start, or one of a page that this browser has had before. */
  readonly start: 'first' | 'again';
  readonly seen: keyof Started;
  readonly median_ms: number;
  readonly worst_ms: number;
  /** What the median should be below. */
  readonly target_ms: number;
}

const TARGET: { readonly [S in keyof Started]: number } = { paint: 1000, content: 1000, usable: 2000 };

/** Each time in a browser context of its own, which has nothing of the one before; the page is then loaded once more. */
export async function startRows(browser: Browser, address: string, runs: number, say: (what: string) => void): Promise<StartRow[]> {
  const all: { readonly [S in StartRow['start']]: Started[] } = { first: [], again: [] };
  for (let run = 1; run <= runs; run++) {
    say(`start ${run} of ${runs}`);
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
    const page = await context.newPage();
    await page.addInitScript(watchStart);
    await page.goto(address);
    all.first.push(await page.evaluate(started));
    await useIt(page);
    await page.goto('about:blank');
    await page.goto(address);
    all.again.push(await page.evaluate(started));
    await context.close();
  }
  return (['first', 'again'] as const).flatMap((start) =>
    (Object.keys(TARGET) as (keyof Started)[]).map((seen) => rowOf(start, seen, all[start])),
  );
}

/** What is called usable is used: a block is dragged onto the canvas, and is heard of by the worker. */
async function useIt(page: Page): Promise<void> {
  const { x, y } = (await page.getByRole('region', { name: 'Canvas', exact: true }).boundingBox())!;
  await page.getByRole('button', { name: 'Linear', exact: true }).hover();
  await page.mouse.down();
  await page.mouse.move(x + 200, y + 100, { steps: 4 });
  await page.mouse.up();
  await page.getByRole('group', { name: /^fc1, Linear$/ }).waitFor();
  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await page.getByRole('group', { name: /^fc1, Linear$/ }).waitFor({ state: 'detached' });
}

function rowOf(start: StartRow['start'], seen: keyof Started, all: readonly Started[]): StartRow {
  const values = all.map((each) => each[seen]);
  return { start, seen, median_ms: Math.round(median(values)), worst_ms: Math.round(Math.max(...values)), target_ms: TARGET[seen] };
}
