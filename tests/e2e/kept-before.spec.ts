/** @file The browser's storage as earlier versions of the app left it, and as it is when it is held, newer, or taken away. */
import type { Page } from '@playwright/test';
import { expect, test } from './app.ts';
import { keptWorks } from './kept.ts';
import { Person } from './person.ts';

interface Before {
  readonly version: number;
  /** Stores with keys of their own, beside `files` and `work`. */
  readonly stores: readonly string[];
  /** What is in the slot of a window that is gone. */
  readonly slot: object;
  readonly held: boolean;
}

/** A page of the same origin without the app writes the database as it was then; `held`: and does not let go of it. */
async function write(page: Page, address: string, before: Before): Promise<void> {
  await page.route(`${address}blank`, (route) => route.fulfill({ contentType: 'text/html', body: '' }));
  await page.goto(`${address}blank`);
  await page.evaluate(
    ({ version, stores, slot, held }) =>
      new Promise<void>((resolve, reject) => {
        const opening = indexedDB.open('gradscape', version);
        opening.onerror = () => reject(opening.error!);
        opening.onupgradeneeded = () => {
          opening.result.createObjectStore('files', { keyPath: 'name' });
          for (const name of ['work', ...stores]) opening.result.createObjectStore(name);
        };
        opening.onsuccess = () => {
          const transaction = opening.result.transaction('work', 'readwrite');
          const bytes = (slot as { weights?: number[] }).weights;
          transaction.objectStore('work').put({ ...slot, ...(bytes ? { weights: new Uint8Array(bytes) } : {}) }, 'gone');
          transaction.oncomplete = () => {
            if (!held) opening.result.close();
            resolve();
          };
        };
      }),
    before,
  );
}

const RUNS = ['runs', 'run_records', 'run_states'];
const OF_VERSION: Readonly<Record<number, readonly string[]>> = { 1: [], 2: RUNS };

async function saved(person: Person): Promise<{ text: string; weights: number[] }> {
  await person.openExample('XOR: eight neurons and one answer');
  await person.button('Train').click();
  await expect.poll(() => person.progress()).toMatch(/^finished/);
  await person.page.evaluate(() => Object.assign(window, { showSaveFilePicker: undefined }));
  const model = await person.save();
  const document = await person.saveAs('Document only');
  return { text: document.bytes.toString(), weights: [...model.bytes] };
}

for (const [version, stores] of Object.entries(OF_VERSION))
  test(`work that was kept in storage of version ${version} is offered and restored`, async ({ app, browser, address }) => {
    const { text } = await saved(new Person(app));
    const context = await browser.newContext();
    const page = await context.newPage();
    await write(page, address, {
      version: Number(version),
      stores,
      slot: { text, fileName: 'old.gradscape.json', at: Date.now() },
      held: false,
    });
    await page.goto(address);
    const person = new Person(page);
    await person.button('Restore old.gradscape.json').click();
    await expect(person.block('head')).toContainText('8 → 1');
    await context.close();
  });

test('work that was kept in storage of version 3 is restored with its weights', async ({ app, browser, address }) => {
  const { text, weights } = await saved(new Person(app));
  const context = await browser.newContext();
  const page = await context.newPage();
  const work = { text, base: text, fileName: 'old.safetensors', step: 1 };
  await write(page, address, { version: 3, stores: RUNS, slot: { work, at: Date.now(), weights }, held: false });
  await page.goto(address);
  const person = new Person(page);
  await person.button('Restore old.safetensors').click();
  await expect(person.block('head')).toContainText('8 → 1');
  expect(await person.restingStep()).toBeGreaterThan(0);
  await context.close();
});

test('where an earlier version holds the storage or a newer one has written it, that is said and the app goes on', async ({
  browser,
  address,
}) => {
  const slot = { text: '', fileName: null, at: 0 };
  for (const [version, held, sentence] of [
    [2, true, 'an earlier version of this page is open in another window: close it'],
    [99, false, 'a newer version of this page has written there: load this page again'],
  ] as const) {
    const context = await browser.newContext();
    await write(await context.newPage(), address, { version, stores: RUNS, slot, held });
    const page = await context.newPage();
    await page.goto(address);
    await expect(page.getByRole('alert')).toContainText(sentence);
    const person = new Person(page);
    await person.openExample('XOR: eight neurons and one answer');
    await expect(person.block('head')).toBeVisible();
    await context.close();
  }
});

test('work is kept again after the storage was deleted beneath the page', async ({ browser, address }) => {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(address);
  const person = new Person(page);
  await person.openExample('XOR: eight neurons and one answer');
  await person.fill('name', 'first');
  await expect.poll(() => keptWorks(page)).toMatchObject([{ text: expect.stringContaining('"first"') }]);
  const session = await context.newCDPSession(page);
  await session.send('Storage.clearDataForOrigin', { origin: new URL(address).origin, storageTypes: 'indexeddb' });
  await person.fill('name', 'second');
  await expect.poll(() => keptWorks(page)).toMatchObject([{ text: expect.stringContaining('"second"') }]);
  page.on('dialog', (dialog) => void dialog.accept());
  await page.reload();
  await expect(person.field('name')).toHaveValue('second');
  await expect(page.getByRole('alert')).toHaveCount(0);
  await context.close();
});
