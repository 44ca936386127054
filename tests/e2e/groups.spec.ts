import { expect, test, type Person } from './person.ts';

const EXAMPLE = 'Ten sigmoids: the gradient vanishes';
const group = (person: Person, name: RegExp) => person.canvas.getByRole('group', { name });
const note = (person: Person, name: RegExp) => person.canvas.getByRole('group', { name });

interface Saved {
  readonly nodes: readonly {
    readonly id: string;
    readonly name: string;
    readonly settings: Readonly<Record<string, unknown>>;
    readonly bypassed?: boolean;
  }[];
  readonly groups?: readonly { readonly name: string; readonly nodes: readonly string[]; readonly collapsed?: boolean }[];
  readonly notes?: readonly { readonly text: string; readonly position: readonly number[]; readonly size?: readonly number[] }[];
}

const network = async (person: Person) => (await person.network()) as Saved;

/** Presses blocks one after another with Ctrl held down. */
async function choose(person: Person, ...names: readonly string[]): Promise<void> {
  await person.select(names[0]!);
  for (const name of names.slice(1)) await person.block(name).click({ modifiers: ['Control'] });
  await expect(person.inspector.getByRole('heading', { name: `${names.length} blocks`, exact: true })).toBeVisible();
}

/** A group of two hidden layers, each a Linear and a Sigmoid. */
async function groupFour(person: Person): Promise<void> {
  await choose(person, 'fc2', 'sigmoid2', 'fc3', 'sigmoid3');
  await person.page.keyboard.press('Control+g');
  await expect(group(person, /^Block 1, group of 4 blocks, 2 repeats, expanded$/)).toBeVisible();
}

test('a group is made, collapsed, trained in, opened and taken apart again, and each of it can be undone', async ({ person, picture }) => {
  await person.openExample(EXAMPLE);
  const before = await network(person);

  await groupFour(person);
  await expect(person.inspector.getByRole('heading', { name: 'Block 1, group of 4 blocks' })).toBeVisible();
  const grouped = await network(person);
  expect(grouped.groups).toMatchObject([{ name: 'Block 1', nodes: { length: 4 } }]);

  await group(person, /expanded$/).focus();
  await person.page.keyboard.press('Alt+c');
  const block = group(person, /^Block 1, group of 4 blocks, 2 repeats$/);
  await expect(block).toBeVisible();
  await expect(person.block('fc2')).toHaveCount(0);
  await expect(person.wire('sigmoid1', 'fc2')).toBeAttached();
  await expect(person.wire('fc2', 'sigmoid2')).toHaveCount(0);
  expect((await network(person)).groups![0]!.collapsed).toBe(true);

  // while it trains, what is hidden shows how much gradient it gets
  await person.button('Train').click();
  const bars = block.locator('.strip i');
  await expect(bars).toHaveCount(4);
  await expect(block.locator('.strip i.cold')).toHaveCount(4);
  await expect
    .poll(async () => Number(await bars.first().evaluate((bar) => getComputedStyle(bar).getPropertyValue('--length'))))
    .toBeGreaterThan(0.5);
  await picture('group-training');
  await person.page.emulateMedia({ colorScheme: 'dark' });
  await picture('group-training-dark');

  await block.focus();
  await person.page.keyboard.press('Enter');
  const frame = group(person, /^Block 1, group of 4 blocks, 2 repeats, expanded$/);
  await expect(frame).toBeFocused();
  await expect(person.block('fc2')).toBeVisible();
  await picture('group-open-dark');

  await person.page.keyboard.press('Control+Shift+g');
  await expect(frame).toHaveCount(0);
  const apart = await network(person);
  expect(apart.groups).toBeUndefined();
  expect(apart.nodes.map(({ id, name, settings }) => ({ id, name, settings }))).toEqual(
    before.nodes.map(({ id, name, settings }) => ({ id, name, settings })),
  );

  for (let undone = 0; undone < 4; undone++) await person.button('Undo').click();
  expect(await network(person)).toEqual(before);
  await expect(person.button('Undo')).toBeDisabled();
});

test('a group is repeated, and what is set in one copy is set in all', async ({ person, picture }) => {
  await person.openExample(EXAMPLE);
  await groupFour(person);
  const grouped = await network(person);

  await person.fill('repeats', '5');
  await expect(group(person, /^Block 1, group of 10 blocks, 5 repeats, expanded$/)).toBeVisible();
  await expect(person.field('repeats')).toHaveValue('5');
  await person.fill('out_features', '24');
  const widened = await network(person);
  expect(widened.nodes.filter(({ settings }) => settings.out_features === 24)).toHaveLength(5);
  await person.button('Fit').click();
  await picture('group-repeated');

  await person.fill('repeats', '1');
  await expect(group(person, /^Block 1, group of 2 blocks, expanded$/)).toBeVisible();
  for (let undone = 0; undone < 3; undone++) await person.button('Undo').click();
  expect(await network(person)).toEqual(grouped);
});

test('a frame is dragged by its header with all its blocks, in one step', async ({ person }) => {
  await person.openExample(EXAMPLE);
  await groupFour(person);
  for (let times = 0; times < 3; times++) await person.button('Zoom out').click(); // near its edge the view moves with the hand, for as long as it is there
  // from a block that stays
  const below = async () => (await person.block('fc3').boundingBox())!.y - (await person.block('fc1').boundingBox())!.y;
  const before = await below();
  const frame = group(person, /expanded$/);
  const { x, y } = (await frame.boundingBox())!;
  await person.page.mouse.move(x + 60, y + 8);
  await person.page.mouse.down();
  await person.page.mouse.move(x + 60, y + 68, { steps: 6 });
  await person.page.mouse.up();
  await expect.poll(async () => (await below()) - before).toBeGreaterThan(40);
  await person.button('Undo').click();
  await expect.poll(below).toBeCloseTo(before, 0);
  await expect(frame).toBeVisible();
});

test('a note is written, made larger, moved and undone', async ({ person, picture }) => {
  await person.openExample(EXAMPLE);
  const before = await network(person);
  await person.canvas.click({ position: { x: 700, y: 40 } });
  await person.button('Commands').click();
  await person.page.keyboard.type('note');
  await person.page.getByRole('option', { name: /note/i }).first().click();
  const field = person.canvas.getByRole('textbox', { name: 'Text of the note' });
  await expect(field).toBeFocused();
  await person.page.keyboard.type('Watch the first layers');
  await person.page.keyboard.press('Escape');
  const card = note(person, /^Note: Watch the first layers$/);
  await expect(card).toBeFocused();
  await picture('note');

  const corner = card.getByRole('button', { name: 'Size of the note' });
  await corner.focus();
  await person.page.keyboard.press('Shift+ArrowRight');
  await person.page.keyboard.press('Shift+ArrowDown');
  await card.focus();
  await person.page.keyboard.press('ArrowRight');
  const [written] = (await network(person)).notes!;
  expect(written!.text).toBe('Watch the first layers');
  expect(written!.size).toEqual([216, 112]);

  await card.press('Enter');
  await expect(field).toBeFocused();
  await person.page.keyboard.press('Escape');
  await card.click();
  await person.inspector.getByLabel('Note').fill('Two lines\nof it');
  await expect(note(person, /^Note: Two lines of it$/)).toBeVisible();

  await note(person, /^Note:/).press('Delete');
  await expect(note(person, /^Note:/)).toHaveCount(0);
  while (await person.button('Undo').isEnabled()) await person.button('Undo').click();
  expect(await network(person)).toEqual(before);
});

test('a bypassed block says so, and is in use again after undo', async ({ person, picture }) => {
  await person.openExample(EXAMPLE);
  await person.select('sigmoid2');
  await person.field('bypass').check();
  await expect(person.canvas.getByRole('group', { name: 'sigmoid2, Sigmoid, bypassed', exact: true })).toBeVisible();
  expect((await network(person)).nodes.filter(({ bypassed }) => bypassed)).toHaveLength(1);
  await picture('bypassed');
  await person.button('Undo').click();
  await expect(person.block('sigmoid2')).toBeVisible();
});

test('several blocks are set, lined up and bypassed together', async ({ person }) => {
  await person.openExample(EXAMPLE);
  await choose(person, 'fc2', 'fc3', 'sigmoid3');
  await expect(person.inspector.getByRole('heading', { name: 'Linear × 2' })).toBeVisible();
  await person.fill('out_features', '12');
  expect((await network(person)).nodes.filter(({ settings }) => settings.out_features === 12).map(({ name }) => name)).toEqual([
    'fc2',
    'fc3',
  ]);

  await choose(person, 'fc1', 'fc3');
  await expect(person.field('out_features')).toHaveValue('');
  await expect(person.field('out_features')).toHaveAttribute('placeholder', 'mixed');
  await person.inspector.getByRole('button', { name: 'Bypass' }).click();
  expect((await network(person)).nodes.filter(({ bypassed }) => bypassed).map(({ name }) => name)).toEqual(['fc1', 'fc3']);
});

test('what a fix would do is seen before it is done, and Enter does it', async ({ person, picture }) => {
  await person.openExample(EXAMPLE);
  const before = await network(person);
  await person.findings.getByRole('button', { name: /^What to try/ }).click();
  const apply = person.findings.getByRole('button', { name: /^Apply: Insert BatchNorm1d/ });
  await apply.hover();
  await expect(person.canvas.getByText('blocks to add: 10')).toBeVisible();
  await expect(person.canvas.locator('.svelte-flow__node.ghost')).toHaveCount(10);
  await picture('ghost');
  expect(await network(person)).toEqual(before);
  await expect(person.canvas.locator('.svelte-flow__node.ghost')).toHaveCount(0);

  await person.findings.getByRole('button', { name: /^Try: Insert BatchNorm1d/ }).focus();
  await person.page.keyboard.press('Tab');
  await expect(apply).toBeFocused();
  await expect(person.canvas.locator('.svelte-flow__node.ghost')).toHaveCount(10);
  await person.page.keyboard.press('Escape');
  await expect(person.canvas.locator('.svelte-flow__node.ghost')).toHaveCount(0);
  await person.page.keyboard.press('Enter');
  await expect.poll(async () => (await network(person)).nodes.length).toBe(before.nodes.length + 10);
});

test('a wire whose shapes do not fit offers its repair on the canvas, as a ghost and then for good', async ({ person, picture }) => {
  const node = (id: string, layer: string, column: number, settings = {}) => ({
    id,
    layer,
    name: id,
    settings,
    position: [column * 196, 0],
  });
  const wire = (from: string, to: string, port = 'in') => ({ from: [from, 'out'], to: [to, port] });
  const document = {
    format: 'gradscape',
    version: 1,
    name: 'Residual',
    nodes: [
      node('in', 'Input', 0, { shape: [2] }),
      node('fc1', 'Linear', 1, { out_features: 32 }),
      node('fc2', 'Linear', 2, { out_features: 16 }),
      node('add1', 'Add', 3),
    ],
    edges: [wire('in', 'fc1'), wire('fc1', 'fc2'), wire('fc2', 'add1', 'in1'), wire('fc1', 'add1', 'in2')],
  };
  await person.open({ name: 'residual.gradscape.json', bytes: Buffer.from(JSON.stringify(document)) });
  const fix = person.canvas.getByRole('button', { name: /^Fix: / });
  await fix.first().focus();
  await person.page.keyboard.press('Enter');
  const dialog = person.page.getByRole('dialog', { name: 'Fix' });
  await expect(dialog).toContainText('[32, 16]');
  await expect(dialog).toContainText('[32, 32]');
  await expect(dialog.getByRole('button').first()).toBeFocused();
  await expect(person.canvas.locator('.svelte-flow__node.ghost')).toHaveCount(1);
  await picture('repair');
  await person.page.keyboard.press('Tab');
  await expect(person.canvas.locator('.svelte-flow__node.ghost')).toHaveCount(0);
  await expect(person.block('fc2').getByText('16 → 32')).toBeVisible();
  await person.page.keyboard.press('Enter');
  await expect(dialog).toHaveCount(0);
  await expect(person.wire('fc1', 'add1')).toBeAttached();
  expect((await network(person)).nodes.find(({ name }) => name === 'fc2')!.settings.out_features).toBe(32);
  await person.button('Undo').click();
  expect((await network(person)).nodes.find(({ name }) => name === 'fc2')!.settings.out_features).toBe(16);
});
