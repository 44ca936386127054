import type { Locator } from '@playwright/test';
import { expect, test, type Person } from './person.ts';

/** The outline, and keys alone. */
class Reader {
  readonly person: Person;
  readonly tree: Locator;
  readonly items: Locator;
  /** What a screen reader says of changes. */
  readonly spoken: Locator;

  constructor(person: Person) {
    this.person = person;
    this.tree = person.page.getByRole('tree', { name: 'Outline' });
    this.items = this.tree.getByRole('treeitem');
    this.spoken = person.page.locator('[role="status"]').first();
  }

  item(name: string): Locator {
    return this.tree.getByRole('treeitem', { name: new RegExp(`^${name},`) });
  }

  get focused(): Locator {
    return this.tree.locator('[role="treeitem"]:focus');
  }

  async keys(...keys: readonly string[]): Promise<void> {
    for (const key of keys) await this.person.page.keyboard.press(key);
  }

  async open(): Promise<void> {
    await this.keys('Control+Shift+O');
    await expect(this.tree).toBeVisible();
  }

  /** From wherever the focus is, to a block of the outline. */
  async goTo(name: string): Promise<void> {
    for (let presses = 0; presses < 12 && (await this.tree.locator(':focus').count()) === 0; presses++) await this.keys('F6');
    await this.keys('Home');
    for (let presses = 0; presses < 30; presses++) {
      if (((await this.focused.getAttribute('aria-label')) ?? '').startsWith(`${name},`)) return;
      await this.keys('ArrowDown');
    }
    throw new Error(`The outline has no ${name}`);
  }

  /** A block by its layer's name, behind the block that has the focus. */
  async addAfter(layer: string, name: string): Promise<void> {
    await this.keys('+');
    await expect(this.person.page.getByRole('combobox', { name: 'Add a block here' })).toBeFocused();
    await this.person.page.keyboard.type(layer);
    await this.keys('Enter');
    await expect(this.person.block(name)).toBeAttached();
  }

  /** Chooses the other end of a wire of the block that has the focus. */
  async wire(key: 'w' | 'Shift+W', other: string): Promise<void> {
    await this.keys(key);
    await expect(this.person.page.getByRole('combobox', { name: 'Search blocks' })).toBeFocused();
    await this.person.page.keyboard.type(other);
    await this.keys('Enter');
    await expect(this.person.page.getByRole('dialog')).toHaveCount(0);
  }
}

test('a residual network is built, wired, moved, tuned and trained by the outline, without a mouse', async ({ person, picture }) => {
  const { page } = person;
  const reader = new Reader(person);
  await page.keyboard.press('/');
  await page.keyboard.type('Input');
  await page.keyboard.press('Enter');
  await expect(person.block('input1')).toBeAttached();
  await page.keyboard.press('Escape');
  await reader.open();
  await reader.goTo('input1');

  // each block behind the one before: it is there and has the focus, in the outline as it was
  for (const [layer, name] of [
    ['Linear', 'fc1'],
    ['ReLU', 'relu1'],
    ['Linear', 'fc2'],
    ['Add', 'add1'],
    ['Linear', 'fc3'],
    ['CrossEntropyLoss', 'loss1'],
  ] as const) {
    await reader.addAfter(layer, name);
    await expect(reader.item(name)).toBeFocused();
  }
  await expect(reader.items).toHaveCount(7);

  // the shortcut: among what fits, the open input comes first
  await reader.goTo('relu1');
  await reader.wire('w', 'add1');
  await expect(reader.spoken).toHaveText('Wire from relu1 to add1 added');
  await expect(reader.item('relu1')).toBeFocused();
  await expect(reader.item('relu1')).toHaveAccessibleName(/also feeds add1/);
  await expect(person.wire('relu1', 'add1')).toBeAttached();

  // tuning: Enter leads to the settings, Escape back to the line
  await reader.goTo('fc3');
  await reader.keys('Enter');
  await expect(person.field('name')).toBeFocused();
  await reader.keys('Tab');
  const field = person.field('out_features');
  for (let presses = 0; presses < 4 && !(await field.evaluate((input) => input === document.activeElement)); presses++)
    await reader.keys('Tab');
  await expect(field).toBeFocused();
  await page.keyboard.type('2');
  await reader.keys('Enter', 'Escape');
  await expect(reader.item('fc3')).toBeFocused();
  await expect(reader.item('fc3')).toHaveAccessibleName(/^fc3, Linear, 16 → 2, 34 parameters/);
  await expect(person.findings).toContainText('No findings');

  // moving, and hearing where it is
  const { x, y } = (await person.block('fc3').boundingBox())!;
  await reader.keys('Alt+ArrowDown');
  await expect(reader.spoken).toHaveText(/^Moved to -?\d+, -?\d+$/);
  await expect.poll(async () => (await person.block('fc3').boundingBox())!.y).toBeGreaterThan(y);
  expect((await person.block('fc3').boundingBox())!.x).toBe(x);
  await expect(reader.item('fc3')).toBeFocused();

  // a name
  await reader.keys('F2');
  await page.keyboard.type('head');
  await reader.keys('Enter');
  await expect(reader.item('head')).toBeFocused();
  await expect(person.block('head')).toBeAttached();

  // training, heard line by line
  await reader.keys('Control+Enter');
  await expect(reader.item('fc1')).toHaveAccessibleName(/gradient \d/);
  await expect.poll(() => person.progress()).toMatch(/^finished/);
  await expect(reader.item('head')).toBeFocused();
  await picture('outline-trained');
});

test('what had the focus is gone, and the focus is beside it', async ({ person }) => {
  const reader = new Reader(person);
  await person.openExample('Ten sigmoids: the gradient vanishes');
  await reader.open();
  await reader.goTo('fc2');
  const before = await reader.items.count();

  await reader.keys('Delete');
  await expect(reader.items).toHaveCount(before - 1);
  await expect(reader.focused).toHaveCount(1);
  await reader.keys('Control+z');
  await expect(reader.items).toHaveCount(before);
  await expect(reader.focused).toHaveCount(1);

  // a block that undo takes back
  await reader.goTo('fc3');
  await reader.addAfter('ReLU', 'relu1');
  await expect(reader.item('relu1')).toBeFocused();
  await reader.keys('Control+z');
  await expect(reader.item('relu1')).toHaveCount(0);
  await expect(reader.item('fc3')).toBeFocused();

  // on the canvas as in the outline
  await person.block('fc4').focus();
  await reader.keys('Enter', 'Delete');
  await expect(person.block('fc4')).toHaveCount(0);
  await expect(person.canvas.locator('.svelte-flow__node:focus')).toHaveCount(1);
  await reader.keys('Control+z');
  await expect(person.block('fc4')).toBeAttached();
  await expect(person.canvas.locator(':focus')).toHaveCount(1);

  // a dialog that opens and closes
  await reader.goTo('fc5');
  for (const key of ['w', '?', 'Control+k', 'Control+f', '+']) {
    await reader.keys(key);
    await expect(reader.focused).toHaveCount(0);
    await reader.keys('Escape');
    await expect(reader.item('fc5'), `after ${key}`).toBeFocused();
  }
});

test('wires are told below their block, found on the canvas by keys, and taken away', async ({ person }) => {
  const reader = new Reader(person);
  await person.openExample('Ten sigmoids: the gradient vanishes');
  await reader.open();
  await reader.goTo('fc2');
  await reader.keys('ArrowRight');
  await expect(reader.item('fc2')).toHaveAttribute('aria-expanded', 'true');
  await reader.keys('ArrowDown');
  await expect(reader.focused).toHaveAccessibleName(/^fed by /);
  const wires = await person.wires.count();
  await reader.keys('ArrowDown', 'Delete');
  await expect(person.wires).toHaveCount(wires - 1);
  await expect(reader.item('fc2')).toBeFocused();
  await reader.keys('Control+z');
  await expect(person.wires).toHaveCount(wires);

  // the tab key goes from block to block, and never to a wire
  await person.block('fc2').focus();
  await reader.keys('Enter', 'Tab');
  await expect(person.canvas.locator('.svelte-flow__node:focus')).toHaveCount(1);
  await person.block('fc2').focus();
  await reader.keys('Enter', ']');
  await expect(person.canvas.locator('.svelte-flow__edge:focus')).toHaveAccessibleName(/^Wire from fc2 to /);
  await reader.keys(']');
  await expect(person.block('fc2')).not.toBeFocused();
  await expect(person.canvas.locator('.svelte-flow__node:focus')).toHaveCount(1);
  await reader.keys('[', '[');
  await expect(person.block('fc2')).toBeFocused();

  // the chooser takes away what is wired
  await reader.keys('w');
  await expect(person.page.getByRole('combobox', { name: 'Search blocks' })).toBeFocused();
  await reader.keys('Enter');
  await expect(person.wires).toHaveCount(wires - 1);
  await expect(reader.spoken).toHaveText(/^Wire from fc2 to \w+ removed/);
});

test('groups fold and unfold in the outline as on the canvas', async ({ person }) => {
  const reader = new Reader(person);
  await person.openExample('Ten sigmoids: the gradient vanishes');
  await reader.open();
  await reader.goTo('fc2');
  const before = await reader.items.count();
  await reader.keys('Shift+ArrowDown', 'Shift+ArrowDown', 'Shift+ArrowDown');
  await expect(reader.tree.locator('[aria-selected="true"]')).toHaveCount(4);
  await reader.keys('Control+g');
  await expect(reader.items).toHaveCount(before + 1);
  const group = reader.item('Block 1');
  await reader.keys('ArrowUp');
  for (let presses = 0; presses < 5 && !(await group.evaluate((item) => item === document.activeElement)); presses++)
    await reader.keys('ArrowUp');
  await expect(group).toBeFocused();
  await expect(group).toHaveAccessibleName(/^Block 1, group of 4 blocks, 2 repeats/);
  await reader.keys('ArrowLeft');
  await expect(group).toHaveAttribute('aria-expanded', 'false');
  await expect(reader.items).toHaveCount(before - 3);
  await expect(person.canvas.getByRole('group', { name: /^Block 1, group of 4 blocks/ })).toBeVisible();
  await expect(group).toBeFocused();
  await reader.keys('ArrowRight');
  await expect(reader.items).toHaveCount(before + 1);
});

test('a range begins where the focus came to, and Enter on the canvas takes one block of those that are selected', async ({ person }) => {
  const reader = new Reader(person);
  await person.openExample('Spiral: two arms, four layers');
  await person.select('fc2');
  await reader.open();
  await expect(reader.item('fc2')).toBeFocused();
  await reader.keys('Shift+ArrowDown');
  await expect(reader.tree.locator('[aria-selected="true"]')).toHaveCount(2);
  await reader.keys('Control+g');
  await expect(person.inspector.getByRole('heading', { name: /group of 2 blocks/ })).toBeVisible();
  await person.block('relu2').focus();
  await reader.keys('Enter');
  await expect(person.field('name')).toHaveValue('relu2');
});

test('typing leads to a name, and F6 through the parts of the window', async ({ person }) => {
  const reader = new Reader(person);
  await person.openExample('Ten sigmoids: the gradient vanishes');
  await reader.open();
  await reader.goTo('input');
  await person.page.keyboard.type('fc4');
  await expect(reader.item('fc4')).toBeFocused();
  await expect(person.field('name')).toHaveValue('fc4');

  const parts: string[] = [];
  for (let presses = 0; presses < 8; presses++) {
    parts.push(
      await person.page.evaluate(
        () => document.activeElement?.closest('section[aria-label], main > header, main > footer')?.ariaLabel ?? 'bar',
      ),
    );
    await reader.keys('F6');
  }
  expect(parts).toEqual(['Outline', 'Canvas', 'Inspector', 'Gradient landscape', 'Curves', 'Findings', 'bar', 'bar']);
  await expect(reader.item('fc4')).toBeFocused();
  await reader.keys('Shift+F6', 'Shift+F6', 'Shift+F6');
  await expect(person.findings.locator(':focus').or(person.page.locator(':focus'))).toHaveCount(1);
});

test('a key in the outline means the line that has the focus, also while nothing is selected', async ({ person }) => {
  await person.openExample('Spiral: two arms, four layers');
  await person.page.keyboard.press('Control+Shift+O');
  const line = person.page.getByRole('treeitem', { name: /^input/ });
  await expect(line).toBeFocused();
  await expect(line).toHaveAttribute('aria-selected', 'false');
  await person.page.keyboard.press('Delete');
  await expect(person.block('input')).toHaveCount(0);
});
