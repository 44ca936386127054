/**
 * @file The page in the desktop window, with the files of the shell behind it: the shell's own code answers, as it answers the messages of
 * Electron.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from '@playwright/test';
import { CHANNELS, NOTICES } from '../../electron/bridge.ts';
import { spiralMlp } from '../../core/lessons/spiral-mlp.ts';
import { startDesktop, type Desktop } from '../helpers/desktop.ts';
import { expect, Person, test as base } from './person.ts';

interface Shown {
  readonly desktop: Desktop;
  readonly person: Person;
  /** As when its process is killed: nobody hears that the window goes. */
  kill(): Promise<void>;
}

const test = base.extend<{ folder: string; start: () => Promise<Shown> }>({
  folder: async ({}, use, info) => {
    const folder = info.outputPath('files');
    mkdirSync(join(folder, 'own'), { recursive: true });
    await use(folder);
  },
  start: async ({ browser, address, folder }, use) => {
    await use(() => shown(browser, address, join(folder, 'own')));
  },
});

async function shown(browser: Browser, address: string, own: string): Promise<Shown> {
  const desktop = startDesktop(own);
  const context = await browser.newContext();
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  let alive = true;
  await page.exposeFunction('askShell', (verb: keyof typeof CHANNELS, sent: unknown[]) =>
    alive ? (desktop.bridge[verb] as (...sent: unknown[]) => unknown)(...sent) : new Promise(() => {}),
  );
  await page.exposeFunction('tellShell', (verb: keyof typeof NOTICES | 'onOpenFile', value: never) => {
    if (alive) desktop.bridge[verb](value);
  });
  await page.addInitScript(
    ([verbs, notices]) => {
      type Shell = Record<'askShell' | 'tellShell', (verb: string, sent?: unknown) => Promise<unknown>>;
      const { askShell, tellShell } = window as unknown as Shell;
      const asking = verbs.map((verb) => [verb, (...sent: unknown[]) => askShell(verb, sent)] as const);
      const telling = notices.map((verb) => [verb, (value: unknown) => void tellShell(verb, value)] as const);
      const gradscape = { ...Object.fromEntries([...asking, ...telling]), onOpenFile: () => void tellShell('onOpenFile') };
      Object.assign(gradscape, { onMenuChosen: () => {}, onSaveAsked: () => {} });
      Object.assign(window, { gradscape });
    },
    [Object.keys(CHANNELS), Object.keys(NOTICES)] as const,
  );
  await page.goto(address);
  const person = new Person(page);
  await expect(person.button('Open')).toBeVisible();
  const kill = async () => {
    alive = false;
    await context.close();
    expect(complaints).toEqual([]);
  };
  return { desktop, person, kill };
}

/** What is kept of windows, by the names of its files. */
function works(folder: string): string[] {
  const sessions = join(folder, 'own/sessions');
  return existsSync(sessions) ? readdirSync(sessions).flatMap((id) => readdirSync(join(sessions, id))) : [];
}

test('a file is opened and saved in its place by the shell, and what is in no file outlives the process', async ({ start, folder }) => {
  const path = join(folder, 'spiral.gradscape.json');
  writeFileSync(path, JSON.stringify(spiralMlp.document));
  const first = await start();
  first.desktop.person.choose = [path];
  await first.person.button('Open').click();
  await expect(first.person.block('fc2')).toBeVisible();

  await first.person.select('fc2');
  await first.person.fill('out_features', '24');
  await expect.poll(() => works(folder)).toEqual(['document']);
  await first.person.page.keyboard.press('Control+s');
  await expect.poll(() => readFileSync(path, 'utf8')).toContain('"out_features": 24');
  await expect.poll(() => works(folder)).toEqual([]);
  expect(readdirSync(folder).sort()).toEqual(['own', 'spiral.gradscape.json']);

  await first.person.fill('out_features', '25');
  await expect.poll(() => works(folder)).toEqual(['document']);
  await first.kill();

  const second = await start();
  await expect(second.person.blocks).toHaveCount(0);
  await second.person.button('Restore spiral.gradscape.json').click();
  await second.person.select('fc2');
  await expect(second.person.field('out_features')).toHaveValue('25');
  await second.person.page.keyboard.press('Control+s');
  await expect.poll(() => readFileSync(path, 'utf8')).toContain('"out_features": 25');
  await expect.poll(() => works(folder)).toEqual([]);
  expect((await second.desktop.recents.list()).map(({ name }) => name)).toEqual(['spiral.gradscape.json']);
  await second.kill();
});

test('a file that is not there any more, or a folder, is refused in one sentence, and what is open stays', async ({ start, folder }) => {
  const { desktop, person, kill } = await start();
  await person.dragBlock('Dropout', [200, 200]);
  await person.page.keyboard.press('Escape');
  for (const [name, sentence] of [
    ['gone.safetensors', 'gone.safetensors cannot be read: there is no such file or folder.'],
    ['own', 'own cannot be read: it is a folder.'],
  ] as const) {
    desktop.person.choose = [join(folder, name)];
    await person.button('Open').click();
    await expect(person.page.getByRole('alert').filter({ hasText: sentence })).toBeVisible();
  }
  await expect(person.blocks).toHaveCount(1);
  await kill();
});
