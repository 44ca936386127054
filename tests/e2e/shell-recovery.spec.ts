/**
 * @file Pages of the desktop app that die or hang: the window comes back with its work, says what happened, and does not loop. Playwright gives
 * up a page that crashed, so what is loaded after it is looked at through the main process.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readSealed } from '../../core/disk/sealed-file.ts';
import { spiralMlp } from '../../core/lessons/spiral-mlp.ts';
import { works, type Desktop } from './desktop.ts';
import { expect, Person, test } from './person.ts';

const SPIRAL = 'Spiral: two arms, four layers';

test.afterEach(({ complaints }) => complaints.forget(/crashed/));

/** What an expression comes to in the page of the first window, whoever loaded it. */
const seen = <T>(desktop: Desktop, expression: string): Promise<T> =>
  desktop.electron.evaluate(
    ({ BrowserWindow }, script) => BrowserWindow.getAllWindows()[0]!.webContents.executeJavaScript(script) as Promise<T>,
    expression,
  );

const alerts = (desktop: Desktop) =>
  seen<string>(desktop, `[...document.querySelectorAll('[role=alert]')].map((each) => each.textContent).join()`);
const blocks = (desktop: Desktop) => seen<number>(desktop, `document.querySelectorAll('.svelte-flow__node').length`);
const progress = (desktop: Desktop) => seen<string>(desktop, `document.querySelector('[role=progressbar]')?.ariaValueText ?? ''`);
const button = (desktop: Desktop, name: string) =>
  seen<boolean>(
    desktop,
    `[...document.querySelectorAll('button')].some((each) => (each.ariaLabel ?? each.textContent).trim() === ${JSON.stringify(name)})`,
  );

async function crash(desktop: Desktop): Promise<void> {
  await desktop.electron.evaluate(async ({ BrowserWindow }) => {
    const { webContents } = BrowserWindow.getAllWindows()[0]!;
    const gone = new Promise((told) => webContents.once('render-process-gone', told));
    webContents.forcefullyCrashRenderer();
    await gone;
  });
}

/** The log file, as far as it is written. */
async function log({ electron }: Desktop): Promise<string> {
  const folder = await electron.evaluate(({ app }) => app.getPath('logs'));
  return readFileSync(join(folder, 'gradscape.log'), 'utf8');
}

/** Of the only window, the step of the weights that it has kept outside of its page; null before it keeps anything. */
async function keptStep({ own }: Desktop): Promise<number | null> {
  const sessions = join(own, 'sessions');
  const [session] = works(own).includes('weights') ? readdirSync(sessions) : [];
  const work = session === undefined ? null : await readSealed(join(sessions, session, 'document'));
  return work && (JSON.parse(new TextDecoder().decode(work)) as { step: number }).step;
}

/** A network in work that is in no file, trained to step 252, and kept. */
async function inWork(desktop: Desktop): Promise<Person> {
  const person = new Person(await desktop.page());
  await person.openExample(SPIRAL);
  await person.fill('epochs', '3');
  await person.button('Train').click();
  await expect.poll(() => person.progress()).toMatch(/^finished/);
  const step = await person.restingStep();
  await expect.poll(() => keptStep(desktop)).toBe(step);
  return person;
}

test('a page that crashes comes back with its network and its weights, and says so', async ({ start }) => {
  const desktop = await start();
  const person = await inWork(desktop);
  const step = await person.restingStep();
  await crash(desktop);
  await expect.poll(() => alerts(desktop).catch(() => '')).toContain('The page of this window crashed, and was loaded again.');
  expect(await alerts(desktop)).toContain('What was not saved has been brought back');
  expect(await blocks(desktop)).toBe(9);
  expect(await progress(desktop)).toContain(`step ${step}`);
  await expect.poll(() => log(desktop)).toContain('the process of a page is gone: crashed');
  expect(await desktop.asked()).toEqual([]);
});

test('one that crashes twice in a minute is offered its work instead, and at the third time the person is asked', async ({ start }) => {
  const desktop = await start();
  await inWork(desktop);
  await crash(desktop);
  await expect.poll(() => blocks(desktop).catch(() => 0)).toBe(9);
  await crash(desktop);
  await expect.poll(() => button(desktop, 'Restore Spiral').catch(() => false)).toBe(true);
  expect(await blocks(desktop)).toBe(0);
  await expect.poll(() => alerts(desktop)).toContain('it is offered over the canvas');
  await desktop.answers('Load again');
  await crash(desktop);
  await expect.poll(() => button(desktop, 'Restore Spiral').catch(() => false)).toBe(true);
  expect(await desktop.asked()).toMatchObject([{ dialog: 'message', buttons: ['Load again', 'Close window'] }]);
});

test('a file that nobody has changed is opened again', async ({ start, folders }) => {
  const path = join(folders.files, 'spiral.gradscape.json');
  writeFileSync(path, JSON.stringify(spiralMlp.document));
  const desktop = await start({ args: [path] });
  await expect(new Person(await desktop.page()).block('fc2')).toBeVisible();
  await crash(desktop);
  await expect.poll(() => blocks(desktop).catch(() => 0)).toBe(9);
  await expect
    .poll(() => desktop.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.getTitle()))
    .toContain('spiral');
});

test('a page that hangs is left to itself or loaded again, as the person wants it', async ({ start }) => {
  const desktop = await start();
  const person = await inWork(desktop);
  const unresponsive = () =>
    desktop.electron.evaluate(({ BrowserWindow }) => void BrowserWindow.getAllWindows()[0]!.webContents.emit('unresponsive'));
  await desktop.answers('Wait');
  await unresponsive();
  await expect.poll(() => desktop.asked()).toHaveLength(1);
  await expect(person.block('fc2')).toBeVisible();

  void person.page
    .evaluate(() => {
      for (;;);
    })
    .catch(() => undefined);
  await desktop.answers('Load again');
  await unresponsive();
  await expect.poll(() => alerts(desktop).catch(() => ''), { timeout: 30_000 }).toContain('did not answer any more, and was loaded again');
  expect(await blocks(desktop)).toBe(9);
  expect((await desktop.asked()).map(({ message, buttons }) => [message, buttons.length])).toEqual([
    ['Spiral: the window does not answer.', 3],
    ['Spiral: the window does not answer.', 3],
  ]);
});

test('a window that hangs while it trains, and is closed, shows nothing in the dock any more', async ({ start }) => {
  const desktop = await start();
  const page = await desktop.page();
  const person = new Person(page);
  await person.openExample(SPIRAL);
  await person.fill('epochs', '5000');
  await person.button('Train').click();
  await expect.poll(() => desktop.progress(page)).toBeGreaterThan(0);
  await desktop.windowOf(async () => desktop.choose(page, 'File', 'New window'));
  await desktop.answers('Close window');
  await desktop.electron.evaluate(({ BrowserWindow }) => {
    const hung = BrowserWindow.getAllWindows().sort((a, b) => a.id - b.id)[0]!;
    hung.webContents.emit('unresponsive');
  });
  await expect.poll(() => page.isClosed()).toBe(true);
  expect(await desktop.electron.evaluate(() => [...globalThis.spec.progress.values()])).toEqual([-1, -1]);
});

test('where the graphics card fails again and again, the next start draws without it and says so, and the one after that tries it', async ({
  start,
  complaints,
}) => {
  const lost = { type: 'GPU', reason: 'crashed', exitCode: 139 };
  const first = await start();
  await first.page();
  await first.electron.evaluate(({ app }, details) => {
    for (let loss = 0; loss < 3; loss++) app.emit('child-process-gone', {}, details);
  }, lost);
  await expect.poll(() => log(first)).toContain('a process is gone: GPU');
  await first.quit();

  const second = await start();
  const page = await second.page();
  await expect(page.getByRole('alert')).toContainText('so this one draws without it');
  await second.quit();

  const third = new Person(await (await start()).page());
  await expect(third.canvas).toBeVisible();
  await expect(third.page.getByRole('alert')).toHaveCount(0);
  expect(complaints.all).toEqual([]);
});
