/** @file Files and work in the desktop window: on the disk, by the shell's own code, across starts of the app. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { spiralMlp } from '../../core/lessons/spiral-mlp.ts';
import { works, type Desktop } from './desktop.ts';
import { expect, Person, test } from './person.ts';

/** The person at the first window of the app. */
async function personAt(desktop: Desktop): Promise<Person> {
  const person = new Person(await desktop.page());
  await expect(person.button('Open')).toBeVisible();
  return person;
}

test('a file is opened and saved in its place by the shell, and what is in no file outlives the process', async ({ start, folders }) => {
  const path = join(folders.files, 'spiral.gradscape.json');
  writeFileSync(path, JSON.stringify(spiralMlp.document));
  const first = await start();
  const before = await personAt(first);
  await first.opens(path);
  await before.button('Open').click();
  await expect(before.block('fc2')).toBeVisible();

  await before.select('fc2');
  await before.fill('out_features', '24');
  await expect.poll(() => works(folders.own)).toEqual(['document']);
  await before.page.keyboard.press('Control+s');
  await expect.poll(() => readFileSync(path, 'utf8')).toContain('"out_features": 24');
  await expect.poll(() => works(folders.own)).toEqual([]);
  expect(readdirSync(folders.files)).toEqual(['spiral.gradscape.json']);

  await before.fill('out_features', '25');
  await expect.poll(() => works(folders.own)).toEqual(['document']);
  await first.kill();

  const second = await start();
  const after = await personAt(second);
  await expect(after.blocks).toHaveCount(0);
  await after.button('Restore spiral.gradscape.json').click();
  await after.select('fc2');
  await expect(after.field('out_features')).toHaveValue('25');
  await after.page.keyboard.press('Control+s');
  await expect.poll(() => readFileSync(path, 'utf8')).toContain('"out_features": 25');
  await expect.poll(() => works(folders.own)).toEqual([]);
  await after.page.keyboard.press('Alt+o');
  await expect(after.page.getByRole('menuitem', { name: /spiral\.gradscape\.json/ })).toBeVisible();
});

test('a file that is not there any more, or a folder, is refused in one sentence, and what is open stays', async ({
  person,
  desktop,
  folders,
}) => {
  mkdirSync(join(folders.files, 'folder'));
  await person.dragBlock('Dropout', [200, 200]);
  await person.page.keyboard.press('Escape');
  for (const [name, sentence] of [
    ['gone.safetensors', 'gone.safetensors cannot be read: there is no such file or folder.'],
    ['folder', 'folder cannot be read: it is a folder.'],
  ] as const) {
    await desktop!.opens(join(folders.files, name));
    await person.button('Open').click();
    await expect(person.page.getByRole('alert').filter({ hasText: sentence })).toBeVisible();
  }
  await expect(person.blocks).toHaveCount(1);
});
