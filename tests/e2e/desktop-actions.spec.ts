/** @file What a person does from the menu bar of a desktop window, and what the page of such a window does outside of it. */
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { spiralMlp } from '../../core/lessons/spiral-mlp.ts';
import { expect, Person, test } from './person.ts';

const SPIRAL = 'Spiral: two arms, four layers';

test('what is chosen in the menu bar is done as by its key or by its name', async ({ desktop, app, person }) => {
  const choose = (...labels: readonly string[]) => desktop!.choose(app, ...labels);
  await expect.poll(() => desktop!.menu(app)).toContain('File > Examples > ' + SPIRAL);
  await choose('File', 'Examples', SPIRAL);
  await expect(person.blocks).toHaveCount(9);
  await choose('Add', 'Layers', 'Linear');
  await expect(person.blocks).toHaveCount(10);
  await expect.poll(() => desktop!.menu(app)).toContain('Edit > Undo');
  await choose('Edit', 'Undo');
  await expect(person.blocks).toHaveCount(9);
  await choose('View', 'Appearance', 'Dark');
  await expect(app.locator('html')).toHaveAttribute('data-theme', 'dark');
  await choose('View', 'Appearance', 'हिन्दी');
  await expect(app.locator('html')).toHaveAttribute('lang', 'hi');
  await expect.poll(() => desktop!.menu(app)).toContain('मदद');
});

test('while a text field has the focus, undoing and selecting all in the menu bar are meant for its text', async ({
  desktop,
  app,
  person,
}) => {
  await person.openExample(SPIRAL);
  await person.select('fc2');
  await person.fill('out_features', '24');
  await person.field('name').click();
  await app.keyboard.press('End');
  await app.keyboard.type('z');
  await expect(person.field('name')).toHaveValue('fc2z');
  await expect(person.block('fc2z')).toBeVisible(); // a hand takes longer to the menu bar than a name that is typed to the canvas
  await desktop!.choose(app, 'Edit', 'Undo');
  await expect(person.field('name')).toHaveValue('fc2');
  await expect(person.field('out_features'), 'the network stays').toHaveValue('24');
  await desktop!.choose(app, 'Select', 'Select all');
  const chosen = () =>
    person.field('name').evaluate((field: HTMLInputElement) => field.value.slice(field.selectionStart!, field.selectionEnd!));
  await expect.poll(chosen).toBe('fc2');
  await app.keyboard.type('second');
  await expect(person.field('name')).toHaveValue('second');
  await expect(person.block('fc1'), 'no block was selected').not.toHaveClass(/selected/);
});

test('the menu bar reaches past what the window has opened over itself, and not past a question', async ({ desktop, app, person }) => {
  await person.openExample(SPIRAL);
  await person.select('fc2');
  await person.fill('out_features', '24');
  await app.keyboard.press('Control+k');
  await expect(app.getByRole('dialog', { name: 'Commands' })).toBeVisible();
  await desktop!.choose(app, 'Add', 'Activate', 'ReLU');
  await expect(app.getByRole('dialog')).toHaveCount(0);
  await expect(person.blocks).toHaveCount(10);

  await desktop!.choose(app, 'File', 'New');
  await expect(app.getByRole('alertdialog')).toBeVisible();
  await expect.poll(() => desktop!.menu(app)).toContain('Edit > (Undo)');
  await desktop!.choose(app, 'Edit', 'Undo');
  await app.getByRole('button', { name: 'Cancel' }).click();
  await expect(person.blocks).toHaveCount(10);
  await expect.poll(() => desktop!.menu(app)).toContain('Edit > Undo');
});

test('files that were opened are in the menu bar, and open from there', async ({ start, folders }) => {
  const path = join(folders.files, 'a & b.gradscape.json');
  writeFileSync(path, JSON.stringify(spiralMlp.document));
  const desktop = await start({ args: [path] });
  const page = await desktop.page();
  const person = new Person(page);
  await expect(person.block('fc2')).toBeVisible();
  await expect.poll(() => desktop.menu(page)).toContain('File > Open recent > a && b.gradscape.json');
  await desktop.choose(page, 'File', 'New');
  await expect(person.blocks).toHaveCount(0);
  await desktop.choose(page, 'File', 'Open recent', 'a  b.gradscape.json');
  await expect(person.block('fc2')).toBeVisible();
});

test('a new window is empty, and stands beside this one', async ({ desktop, app, person }) => {
  await person.openExample(SPIRAL);
  const other = new Person(await desktop!.windowOf(() => app.keyboard.press('Alt+n')));
  await expect(other.canvas).toBeVisible();
  await expect(other.blocks).toHaveCount(0);
  await expect(person.blocks).toHaveCount(9);
});

test('pages of PyTorch are shown by the browser, and the folder of the log file by the system', async ({ desktop, app, person }) => {
  await person.openExample(SPIRAL);
  await person.select('fc2');
  await person.inspector.getByRole('link').click();
  const linear = 'https://docs.pytorch.org/docs/stable/generated/torch.nn.Linear.html';
  await expect.poll(() => desktop!.handedOver()).toEqual([linear]);
  await desktop!.choose(app, 'Help', "PyTorch's documentation");
  await expect.poll(() => desktop!.handedOver()).toHaveLength(2);
  await desktop!.choose(app, 'Help', 'About Gradscape');
  const about = app.getByRole('dialog', { name: 'Gradscape' });
  await expect(about).toContainText(/Electron\s*\d+\.\d+\.\d+/);
  await expect(about).toContainText(/Node\s*\d+\.\d+\.\d+/);
  await expect(about, 'it lacks nothing').not.toContainText('In this browser');
  await about.getByRole('button', { name: 'Show the log file' }).click();
  await expect.poll(() => desktop!.handedOver()).toHaveLength(3);
  expect((await desktop!.handedOver())[2]).toMatch(/gradscape\.log$/);
});

test('on the desktop long runs are told of unless that is switched off, also the next time', async ({ start }) => {
  const first = await start();
  const setting = (person: Person) => person.inspector.getByRole('checkbox', { name: 'Tell me when a long run ends' });
  const person = new Person(await first.page());
  await expect(setting(person)).toBeChecked();
  await first.choose(person.page, 'Train', 'Tell me when a long run ends');
  await expect(setting(person)).not.toBeChecked();
  await person.page.reload();
  await expect(setting(person)).not.toBeChecked();
});

test('what fails in the page gets into the log file, once, and nothing of the network with it', async ({
  app,
  person,
  folders,
  complaints,
}) => {
  await person.openExample(SPIRAL);
  await app.evaluate(() => {
    const fail = () => {
      throw new TypeError('something of ours is not a function');
    };
    for (let times = 0; times < 3; times++) setTimeout(fail);
    void Promise.reject(new SyntaxError('Unexpected token in "secret text"'));
  });
  const log = () => {
    const folder = readdirSync(folders.own, { recursive: true, encoding: 'utf8' }).find((name) => name.endsWith('gradscape.log'));
    return folder && existsSync(join(folders.own, folder)) ? readFileSync(join(folders.own, folder), 'utf8') : '';
  };
  await expect.poll(() => complaints.all).toHaveLength(4);
  await expect.poll(log).toContain('SyntaxError');
  await expect.poll(() => log().match(/TypeError: something of ours is not a function/g)).toHaveLength(1);
  expect(log()).not.toContain('secret');
  complaints.forget(/something of ours|secret text/);
});
