/**
 * @file Files that the browser writes in place, and that another window or program writes too. The pickers cannot be driven: they hand out
 * files of the browser's own file system, which are files like all others to the page.
 */
import type { BrowserContext } from '@playwright/test';
import { expect, test } from './app.ts';
import { keptWorks } from './kept.ts';
import { Person } from './person.ts';

const NAME = 'XOR.safetensors';

/** A window whose pickers choose the file of the suggested name, or the one named `NAME`. */
async function personWithFiles(context: BrowserContext, address: string): Promise<Person> {
  const page = await context.newPage();
  await page.addInitScript((name) => {
    const file = async (of: string, create: boolean) => (await navigator.storage.getDirectory()).getFileHandle(of, { create });
    Object.assign(window, {
      showSaveFilePicker: ({ suggestedName }: { suggestedName: string }) => file(suggestedName, true),
      showOpenFilePicker: async () => [await file(name, false)],
    });
  }, NAME);
  await page.goto(address);
  return new Person(page);
}

/** Come back from another window. */
async function comeBack({ page }: Person): Promise<void> {
  await page.evaluate(() => window.dispatchEvent(new Event('focus')));
}

const notice = ({ page }: Person) => page.getByRole('group', { name: `${NAME} has changed on disk` });
const question = ({ page }: Person) => page.getByRole('alertdialog', { name: `${NAME} has changed on disk` });
const unsaved = ({ page }: Person) => page.getByRole('img', { name: 'There are changes that are in no file yet.' });

async function rename(person: Person, name: string): Promise<void> {
  await person.fill('name', name);
  await person.button('Save').click();
}

/** The example with a change, saved to its file: the page has written it, and knows how it has left it. */
async function saveExample(person: Person): Promise<void> {
  await person.openExample('XOR: eight neurons and one answer');
  await person.fill('seed', '7');
  await expect(unsaved(person)).toBeVisible();
  await person.button('Save').click();
  await expect(unsaved(person)).toHaveCount(0);
}

test('two windows on one file do not write over one another unasked, and hear of each other', async ({ context, address }) => {
  const one = await personWithFiles(context, address);
  await saveExample(one);
  const two = await personWithFiles(context, address);
  await two.button('Open').click();
  await expect(two.block('head')).toBeVisible();
  await comeBack(two);
  await expect(notice(two)).toHaveCount(0);

  await rename(one, 'by one');
  await expect(unsaved(one)).toHaveCount(0);
  await two.field('name').focus();
  await comeBack(two);
  await two.page.waitForTimeout(500);
  await expect(notice(two), 'not while one types').toHaveCount(0);
  await two.field('name').press('Tab');
  await two.button('Save').focus();
  await expect(notice(two)).toBeVisible();
  await notice(two).getByRole('button', { name: 'Reload' }).click();
  await expect(two.field('name')).toHaveValue('by one');
  await expect(notice(two)).toHaveCount(0);

  await rename(two, 'by two');
  await expect(unsaved(two)).toHaveCount(0);
  await one.fill('name', 'mine');
  await one.button('Save').focus();
  await comeBack(one);
  await notice(one).getByRole('button', { name: 'Keep mine' }).click();
  await expect(notice(one)).toHaveCount(0);
  await one.button('Save').click();
  await question(one).getByRole('button', { name: 'Cancel' }).click();
  await expect(unsaved(one)).toBeVisible();
  await one.button('Save').click();
  await question(one).getByRole('button', { name: 'Overwrite' }).click();
  await expect(unsaved(one)).toHaveCount(0);
  await one.fill('name', 'once more');
  await one.button('Save').click();
  await expect(unsaved(one), 'nobody else has written it').toHaveCount(0);

  await two.fill('name', 'too late');
  await two.button('Save').click();
  await question(two).getByRole('button', { name: 'Reload, and drop my changes' }).click();
  await expect(two.field('name')).toHaveValue('once more');
});

test('a file that someone else has spoilt is not written over unasked after it could not be reloaded', async ({ context, address }) => {
  const person = await personWithFiles(context, address);
  await saveExample(person);
  await person.page.evaluate(async (name) => {
    const stream = await (await (await navigator.storage.getDirectory()).getFileHandle(name)).createWritable();
    await stream.write('spoilt');
    await stream.close();
  }, NAME);
  await person.fill('name', 'mine');
  await person.button('Save').click();
  await question(person).getByRole('button', { name: 'Reload, and drop my changes' }).click();
  await expect(person.page.getByRole('alert').filter({ hasText: NAME })).toBeVisible();
  await expect(person.field('name')).toHaveValue('mine');
  await person.button('Save').click();
  await question(person).getByRole('button', { name: 'Overwrite' }).click();
  await expect(unsaved(person)).toHaveCount(0);
});

const REFUSALS: Readonly<Record<string, string>> = {
  QuotaExceededError: 'There is no room left for the file.',
  NotFoundError: 'The file is not there any more',
  NotAllowedError: 'The browser was not allowed to use the file.',
  NoModificationAllowedError: 'The file cannot be changed',
};

test('what the disk refuses is said in a sentence, and the work stays open and unsaved', async ({ context, address }) => {
  const person = await personWithFiles(context, address);
  await saveExample(person);
  for (const [name, sentence] of Object.entries(REFUSALS)) {
    await person.page.evaluate((refusal) => {
      FileSystemFileHandle.prototype.createWritable = () => Promise.reject(new DOMException('refused', refusal));
    }, name);
    await rename(person, name);
    await expect(person.page.getByRole('alert').filter({ hasText: sentence })).toBeVisible();
    await expect(unsaved(person)).toBeVisible();
    await expect(person.field('name')).toHaveValue(name);
  }
});

test('restored work is saved to its own file, and notices who wrote it meanwhile', async ({ context, address }) => {
  const one = await personWithFiles(context, address);
  one.page.on('dialog', (dialog) => void dialog.accept());
  await saveExample(one);
  await one.fill('name', 'edited');
  await expect.poll(() => keptWorks(one.page)).toMatchObject([{ text: expect.stringContaining('"edited"') }]);
  const two = await personWithFiles(context, address);
  await two.button('Open').click();
  await expect(two.block('head')).toBeVisible();
  await rename(two, 'by two');
  await expect(unsaved(two)).toHaveCount(0);

  await one.page.reload();
  await expect(one.field('name')).toHaveValue('edited');
  await one.button('Save').click();
  await question(one).getByRole('button', { name: 'Overwrite' }).click();
  await expect(unsaved(one)).toHaveCount(0);
});
