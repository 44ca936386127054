/** @file Pages and browsers that are killed in the midst of editing and training: the next start has what was there. */
import type { BrowserContext, Page } from '@playwright/test';
import { axe } from './axe.ts';
import { expect, test } from './app.ts';
import { keptWorks } from './kept.ts';
import { Person } from './person.ts';

const SPIRAL = 'Spiral: two arms, four layers';
/** Milliseconds of edits that may be lost at the most, with what a crowded machine takes to write. */
const EDITS_LOST = 5_000 + 1_500;

/** Milliseconds of training after which its weights are surely kept. */
const SNAPSHOT = 12_000;

const recovered = (page: Page) => page.getByRole('region', { name: 'Recovered work', exact: true });

async function person(context: BrowserContext, address: string): Promise<Person> {
  const page = await context.newPage();
  await page.goto(address);
  const someone = new Person(page);
  await expect(someone.canvas).toBeVisible();
  return someone;
}

/** The page's process goes, without a word to the page. */
async function crash({ page }: Person): Promise<void> {
  const gone = page.waitForEvent('crash');
  const session = await page.context().newCDPSession(page);
  void session.send('Page.crash').catch(() => undefined);
  await gone;
}

/** The whole browser goes. */
async function crashBrowser(context: BrowserContext): Promise<void> {
  const gone = context.waitForEvent('close');
  const session = await context.newCDPSession(context.pages()[0]!);
  void session.send('Browser.crash').catch(() => undefined);
  await gone;
}

test('what was in work in a page that crashed is offered with its difference, and goes on from its step once restored', async ({
  context,
  address,
}) => {
  const before = await person(context, address);
  await before.openExample(SPIRAL);
  await before.select('fc2');
  await before.fill('out_features', '24');
  await before.selectNothing();
  await before.fill('epochs', '100000');
  await before.button('Train').click();
  await expect.poll(() => before.progress()).toMatch(/^epoch [2-9]/);
  await before.button('Pause').click();
  const step = await before.restingStep();
  await before.dragBlock('Dropout', [200, 60]); // after the last snapshot, and no part of what is trained
  await expect.poll(() => keptWorks(before.page)).toMatchObject([{ text: expect.stringContaining('"drop1"'), step }]);
  await crash(before);

  const after = await person(context, address);
  const offer = recovered(after.page).getByRole('group', { name: 'Spiral' });
  await expect(offer).toContainText(/today \d\d:\d\d, just now/);
  await expect(offer).toContainText('1 block added, fc2: out_features 32 → 24, training: epochs 100 → 100000');
  await expect(offer).toContainText(`trained to step ${step.toLocaleString('en')}`);
  await expect(after.blocks, 'nothing is opened unasked').toHaveCount(0);
  await after.button('Restore Spiral').click();
  await expect(after.block('drop1')).toBeVisible();
  await expect(after.block('fc2')).toContainText('32 → 24');
  await expect(recovered(after.page)).toHaveCount(0);
  await after.block('drop1').click();
  await after.page.keyboard.press('Delete');
  await expect.poll(() => after.restingStep()).toBe(step);
  await after.button('Step').click();
  await expect.poll(() => after.restingStep()).toBe(step + 1);
});

test('restored work outlasts another crash, and a reload brings it straight back with its weights', async ({ context, address }) => {
  const first = await person(context, address);
  await first.openExample(SPIRAL);
  await first.fill('epochs', '3');
  await first.button('Train').click();
  await expect.poll(() => first.progress()).toMatch(/^finished/);
  const step = await first.restingStep();
  await expect.poll(() => keptWorks(first.page)).toMatchObject([{ step }]);
  await crash(first);

  const second = await person(context, address);
  await second.button('Restore Spiral').click();
  await expect(second.block('fc2')).toBeVisible();
  await crash(second);

  const third = await person(context, address);
  await third.button('Restore Spiral').click();
  await expect.poll(() => third.restingStep()).toBe(step);
  third.page.on('dialog', (dialog) => void dialog.accept());
  await third.page.reload();
  await expect(third.block('fc2')).toBeVisible();
  await expect.poll(() => third.restingStep()).toBe(step);
  await expect(recovered(third.page)).toHaveCount(0);
});

test('what is offered is discarded only after a question, can be saved aside, and is gone from every window', async ({
  context,
  address,
}) => {
  const before = await person(context, address);
  await before.openExample(SPIRAL);
  await before.fill('epochs', '4');
  await expect.poll(() => keptWorks(before.page)).toMatchObject([{ text: expect.stringContaining('"epochs": 4') }]);
  await crash(before);

  const [here, there] = [await person(context, address), await person(context, address)];
  for (const { page } of [here, there]) await expect(recovered(page)).toBeVisible();
  for (const colorScheme of ['dark', 'light'] as const) {
    await here.page.emulateMedia({ colorScheme });
    const { violations } = await axe(here.page).include('section[aria-label="Recovered work"]').analyze();
    expect(violations.map(({ id }) => id)).toEqual([]);
  }
  await here.button('हिन्दी').click();
  await expect(here.page.getByRole('region', { name: 'वापस मिला काम' })).toContainText('आज');
  await here.button('English').click();
  const download = here.page.waitForEvent('download');
  await here.page.evaluate(() => Object.assign(window, { showSaveFilePicker: undefined }));
  await here.button('Save a copy of Spiral').click();
  expect((await download).suggestedFilename()).toBe('Spiral.gradscape.json');
  await here.button('Discard Spiral').click();
  await here.button('Keep').click();
  await expect(here.button('Discard Spiral')).toBeFocused();
  await here.button('Discard Spiral').click();
  await here.button('Discard for good').click();
  await expect(recovered(here.page)).toHaveCount(0);

  await there.button('Restore Spiral').click();
  await expect(there.page.getByRole('alert')).toContainText('another window has restored or discarded it');
  await expect(recovered(there.page)).toHaveCount(0);
});

test('work that cannot be read is said to be so, and its text can be saved', async ({ context, address }) => {
  const before = await person(context, address);
  await before.page.evaluate(
    () =>
      new Promise<void>((resolve, reject) => {
        const opening = indexedDB.open('gradscape');
        opening.onerror = () => reject(opening.error!);
        opening.onsuccess = () => {
          const transaction = opening.result.transaction('work', 'readwrite');
          const work = { text: '{"format":"gradscape","version":999}', base: '', fileName: 'net.safetensors', handle: null, step: 0 };
          transaction.objectStore('work').put({ work, at: Date.now() - 3 * 24 * 3_600_000 }, 'gone');
          transaction.oncomplete = () => {
            opening.result.close();
            resolve();
          };
        };
      }),
  );
  await before.page.reload();
  const offer = recovered(before.page).getByRole('group', { name: 'net.safetensors' });
  await expect(offer).toContainText('3 days ago');
  await expect(offer).toContainText('It cannot be read: ');
  await expect(offer.getByRole('button', { name: /^Restore/ })).toHaveCount(0);
  await before.page.evaluate(() => Object.assign(window, { showSaveFilePicker: undefined }));
  const download = before.page.waitForEvent('download');
  await before.button('Save net.safetensors as text').click();
  expect((await download).suggestedFilename()).toBe('net.txt');
  await expect(offer, 'it stays').toBeVisible();
});

test('work that took the page with it each time it was brought back is offered instead', async ({ context, address }) => {
  const someone = await person(context, address);
  someone.page.on('dialog', (dialog) => void dialog.accept());
  await someone.openExample(SPIRAL);
  await someone.fill('epochs', '4');
  await expect.poll(() => keptWorks(someone.page)).toMatchObject([{ text: expect.stringContaining('"epochs": 4') }]);
  await someone.page.reload();
  await expect(someone.block('fc2')).toBeVisible();
  await someone.page.addInitScript(() => sessionStorage.setItem('gradscape.restoring', '2')); // as two crashes leave it
  await someone.page.reload();
  await expect(someone.button('Restore Spiral')).toBeVisible();
  await expect(someone.blocks).toHaveCount(0);
});

test('a browser that is killed at any moment of editing and training loses five seconds of edits at the most', async ({
  playwright,
  launchOptions,
  viewport,
  locale,
  address,
}, testInfo) => {
  const options = { ...launchOptions, viewport, ...(locale ? { locale } : {}), reducedMotion: 'reduce' } as const;
  const start = () => playwright.chromium.launchPersistentContext(testInfo.outputPath('profile'), options);
  let context = await start();
  for (const lives of [2_400, 6_100, 13_000]) {
    const someone = await person(context, address);
    await someone.openExample(SPIRAL);
    await someone.fill('epochs', '100000');
    await someone.button('Train').click();
    const [begun, typed] = [performance.now(), [] as { at: number; name: string }[]];
    const isKept = async () => (await keptWorks(someone.page)).some(({ text }) => text.includes('"try '));
    while (performance.now() - begun < lives || !(await isKept())) {
      const name = `try ${typed.length}`;
      await someone.fill('name', name);
      typed.push({ at: performance.now(), name });
    }
    const killed = performance.now();
    await crashBrowser(context);

    context = await start();
    const next = await person(context, address);
    const mustBe = typed.filter(({ at }) => killed - at > EDITS_LOST).length - 1;
    const offered = await next.page.getByRole('button', { name: /^Restore try / }).getAttribute('aria-label');
    expect(Number(/\d+$/.exec(offered!)![0]), `after ${lives} ms, ${typed.length} edits`).toBeGreaterThanOrEqual(mustBe);
    if (lives > SNAPSHOT) await expect(recovered(next.page)).toContainText(/trained to step [\d,]{3,}/);
    await next.button(offered!).click();
    await expect(next.blocks).toHaveCount(9);
    await next.button('New').click();
    await next.button('Discard').click();
    await expect(next.blocks).toHaveCount(0);
    await next.page.close();
  }
  await context.close();
});
