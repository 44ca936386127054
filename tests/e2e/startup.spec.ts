/** @file What the server is asked for before the app can be used, and what only when it is needed. */
import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { serve } from '../../electron/loopback.ts';
import { readServedFiles } from '../../electron/served-files.ts';
import { expect, Person, test as base } from './person.ts';

const dist = join(import.meta.dirname, '../../dist');

/** Bytes, as they are and not packed, of all that a first start asks for. */
const MOST = 1.5e6;

/** What is asked of a server, in its order. */
interface Asked {
  readonly address: string;
  readonly files: readonly string[];
}

const test = base.extend<{ asked: Asked }>({
  asked: async ({}, use) => {
    const { folder, files } = await readServedFiles(dist);
    const asked: string[] = [];
    const noted = new Proxy(files, {
      get(target, path: string) {
        asked.push(target[path]!.file);
        return target[path];
      },
    });
    const { address, close } = await serve({ folder, files: noted }, 0);
    await use({ address, files: asked });
    await close();
  },
});

/** Until nothing more is asked for. */
async function started(page: Page, { address }: Asked): Promise<Person> {
  await page.goto(address);
  const person = new Person(page);
  await expect(person.button('Train')).toBeVisible();
  await expect(page.locator('footer')).toContainText(/\d threads?/);
  const fetched = () => page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name));
  await expect.poll(fetched, 'what is fetched when there is time, to its end').toContainEqual(expect.stringContaining('KeysSheet'));
  return person;
}

const bytesOf = (files: readonly string[]) => files.reduce((sum, file) => sum + statSync(join(dist, 'renderer', file)).size, 0);
const named = (files: readonly string[], part: RegExp) => files.filter((file) => part.test(file));

test('the first start asks for less than 1.5 MB, for nothing twice, and for no part that is not seen', async ({ page, asked }) => {
  await started(page, asked);
  expect(bytesOf(asked.files)).toBeLessThan(MOST);
  expect(asked.files.filter((file, at) => asked.files.indexOf(file) !== at)).toEqual([]);
  const later =
    /hi-|messages\.hi|read-|write-|tidy|reader-worker|helper|Depth|DataView|CompareRuns|WalkBar|HoverCard|PostMortem|Questions|About|devanagari/;
  expect(named(asked.files, later)).toEqual([]);
  expect(named(asked.files, /\.woff2$/)).toHaveLength(3);
  expect(named(asked.files, /\.wasm$/)).toHaveLength(1);
});

test('what is seen later is fetched then, and only once', async ({ page, asked }) => {
  const person = await started(page, asked);
  await person.openExample('XOR');
  expect(named(asked.files, /tidy/)).toEqual([]);
  await person.button('Tidy').click();
  await expect.poll(() => named(asked.files, /tidy/)).toHaveLength(1);

  expect(named(asked.files, /devanagari|hi-/)).toEqual([]);
  await person.button('हिन्दी').click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'hi');
  await expect.poll(() => named(asked.files, /devanagari/).length).toBeGreaterThan(0);
  await person.button('English').click();
  await person.button('हिन्दी').click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'hi');
  expect(named(asked.files, /messages\.hi/)).toHaveLength(1);
});

test('a page that is loaded again asks for nothing but itself', async ({ page, asked }) => {
  await started(page, asked);
  const before = asked.files.length;
  await page.reload();
  await expect(new Person(page).button('Train')).toBeVisible();
  expect(asked.files.slice(before).filter((file) => file !== 'index.html')).toEqual([]);
});

test('where no script may run, the page says what it needs, and otherwise never', async ({ browser, page, asked }) => {
  const says = /allow JavaScript/;
  await started(page, asked);
  await expect(page.getByText(says)).toHaveCount(0);
  const context = await browser.newContext({ javaScriptEnabled: false });
  const without = await context.newPage();
  await without.goto(asked.address);
  // whatever time has passed: as it is at its beginning, and from there on
  const beginning = await without.evaluateHandle(() => {
    const animations = document.getAnimations();
    for (const animation of animations) {
      animation.pause();
      animation.currentTime = 0;
    }
    return animations;
  });
  await expect(without.getByText(says)).toBeHidden();
  await beginning.evaluate((animations) => animations.forEach((animation) => animation.play()));
  await expect(without.getByText(says)).toBeVisible();
  await expect(without.locator('[lang=hi]')).toBeVisible();
  await without.screenshot({ path: join(dist, 'screenshots', 'not-started.png') });
  await context.close();
});
