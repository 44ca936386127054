/** @file The desktop shell's own code over the double, or Electron: a window, its page, and files on the disk. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { spiralMlp } from '../../core/lessons/spiral-mlp.ts';
import { expect, Person, test } from './person.ts';

test('a window opens on the page, which is cross-origin isolated, has its bridge, and has nothing of Node', async ({ desktop, app }) => {
  expect(
    await app.evaluate(() => [crossOriginIsolated, isSecureContext, typeof Object.getOwnPropertyDescriptor(window, 'gradscape')]),
  ).toEqual([true, true, 'object']);
  expect(await app.evaluate(() => ['require', 'process', 'Buffer', 'module', 'global'].filter((name) => name in window))).toEqual([]);
  const windows = () =>
    desktop!.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map((window) => window.isVisible()));
  await expect.poll(windows).toEqual([true]);
});

test('a file that the command line names is opened, and saved in its place', async ({ start, folders }) => {
  const path = join(folders.files, 'spiral.gradscape.json');
  writeFileSync(path, JSON.stringify(spiralMlp.document));
  const desktop = await start({ args: [path] });
  const person = new Person(await desktop.page());
  await expect(person.block('fc2')).toBeVisible();
  await person.select('fc2');
  await person.fill('out_features', '24');
  await person.button('Save').click();
  await expect.poll(() => readFileSync(path, 'utf8')).toContain('"out_features": 24');
  expect(await desktop.asked(), 'no place is asked for').toEqual([]);
});

test('a new network is saved where the dialog says, by the name that it suggests', async ({ person, desktop, folders }) => {
  await person.openExample('XOR: eight neurons and one answer');
  const { name, bytes } = await person.saveAs('Document only');
  expect(name).toBe('XOR.gradscape.json');
  expect(JSON.parse(bytes.toString())).toMatchObject({ format: 'gradscape' });
  expect(readdirSync(folders.files)).toEqual([name]);
  expect(await desktop!.asked()).toMatchObject([{ dialog: 'save', suggested: name }]);
});
