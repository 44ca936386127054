/** @file A layer in depth: opened by its row, its block and by keys; its numbers held against those of saved models; at rest, live, looked back at. */
import type { Locator } from '@playwright/test';
import { readSafetensors } from '../../core/formats/safetensors.ts';
import { axe } from './axe.ts';
import { expect, test, type Person } from './person.ts';

const SIGMOIDS = 'Ten sigmoids: the gradient vanishes';
const LR = 0.1; // of its SGD, which has no momentum

const tab = (person: Person, name: string) => person.inspector.getByRole('radio', { name, exact: true });
const pictureOf = (within: Locator, quantity: string, block: string) =>
  within.getByRole('img', { name: `${quantity} of ${block}`, exact: true });

/** What the line below the picture says when the arrow keys have led to a cell. */
async function readAt({ page, inspector }: Person, picture: Locator, row: number, column: number): Promise<string> {
  await expect(inspector.locator('.when')).toHaveText(/^step /); // until what is asked for has come there are no cells
  await picture.focus();
  await page.keyboard.press('Escape');
  await picture.focus();
  await page.keyboard.press('ArrowRight'); // the first cell
  for (let down = 0; down < row; down++) await page.keyboard.press('ArrowDown');
  for (let across = 0; across < column; across++) await page.keyboard.press('ArrowRight');
  const cell = page.getByText(`[${row}, ${column}] = `).first();
  await expect(cell).toBeVisible();
  return (await cell.textContent())!;
}

/** The number of "head.weight[1, 3] = −3.2e−5 …". */
function numberIn(words: string): number {
  return Number(/= ([−\d.e]+)/.exec(words)![1]!.replaceAll('−', '-'));
}

/** The number of a saved model at [row, column] of a weight. */
async function savedAt(person: Person, name: string, row: number, column: number): Promise<number> {
  const { bytes } = await person.saveAs('Model with its weights');
  const { shape, bytes: numbers } = readSafetensors('saved', bytes).tensors.get(name)!;
  return new DataView(numbers.buffer, numbers.byteOffset).getFloat32(4 * (row * shape[1]! + column), true);
}

async function step(person: Person, count = 1): Promise<void> {
  for (let taken = 0; taken < count; taken++) {
    const before = /step ([\d,]+)$/.exec(await person.progress())?.[1] ?? '0';
    await person.button('Step').click();
    await expect.poll(() => person.progress()).toMatch(new RegExp(`step ${Number(before) + 1}$`));
  }
}

test('weights, gradient and update of a step are to the number what the saved models before and after it say', async ({ person }) => {
  await person.openExample(SIGMOIDS);
  await person.block('head').click();
  await tab(person, 'In depth').click();
  await step(person, 3);
  const before = await savedAt(person, 'head.weight', 1, 3);
  await step(person);
  const after = await savedAt(person, 'head.weight', 1, 3);

  await expect(person.inspector).toContainText('step 4');
  const gradient = await readAt(person, pictureOf(person.inspector, '|∂L/∂W|', 'head'), 1, 3);
  expect(gradient).toMatch(/^head\.weight\[1, 3\] = /);
  expect(numberIn(gradient) * LR).toBeCloseTo(before - after, 6);
  expect(Math.abs(numberIn(gradient))).toBeGreaterThan(1e-4);

  await tab(person, 'W').click();
  expect(Math.fround(numberIn(await readAt(person, pictureOf(person.inspector, 'W', 'head'), 1, 3)))).toBe(before);

  await tab(person, 'ΔW / |W|').click();
  const update = numberIn(await readAt(person, pictureOf(person.inspector, 'ΔW / |W|', 'head'), 1, 3));
  expect(update * Math.abs(before)).toBeCloseTo(after - before, 7);
});

test('what is pooled says so, of the whole and of a cell', async ({ person }) => {
  const { page } = person;
  await person.openExample('Digits: 784 → 512 → 256 → 10');
  await person.block('fc1').click();
  await page.keyboard.press('i');
  await step(person);
  const picture = pictureOf(person.inspector, '|∂L/∂W|', 'fc1');
  await expect.poll(() => person.description(picture)).toMatch(/^Step 1\. \|∂L\/∂W\| of fc1\.weight, 512 × 784 numbers\./);
  await expect(person.inspector).toContainText(/512 × 784 · largest of \d–\d × \d–\d/);
  await tab(person, 'mean').click();
  await expect(person.inspector).toContainText(/512 × 784 · mean of /);
  await picture.focus();
  await page.keyboard.press('ArrowRight');
  const first = person.inspector.getByText(/^fc1\.weight, mean magnitude from \[0, 0\] to /);
  await expect(first.first()).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(first).toHaveCount(0);
});

test('a row of the landscape opens its layer in depth, a block that is selected then keeps the tab, and it is remembered', async ({
  person,
}) => {
  const { page } = person;
  await person.openExample(SIGMOIDS);
  await person.select('fc2');
  await expect(tab(person, 'Settings')).toBeChecked();
  await step(person);
  const landscape = (await person.heatmap.boundingBox())!;
  await page.mouse.click(landscape.x + landscape.width / 2, landscape.y + 12);
  await expect(tab(person, 'In depth')).toBeChecked();
  await expect(person.inspector.getByRole('heading', { name: 'fc1 · Linear' })).toBeVisible();
  await person.block('sigmoid3').click();
  await expect(pictureOf(person.inspector, 'Signal', 'sigmoid3')).toBeVisible();
  await expect(tab(person, 'W')).toHaveCount(0);
  await page.reload();
  await person.block('fc2').click();
  await expect(tab(person, 'In depth')).toBeChecked();
});

test('whoever selects a block while it trains, and has chosen nothing, sees it train', async ({ person }) => {
  await person.openExample(SIGMOIDS);
  await person.fill('epochs', '20000');
  await person.button('Train').click();
  await expect.poll(() => person.progress()).toContain('epoch');
  await person.block('fc4').click();
  const picture = pictureOf(person.inspector, '|∂L/∂W|', 'fc4');
  const stepSeen = async () => Number(/^Step ([\d,]+)\./.exec(await person.description(picture))?.[1]?.replaceAll(',', '') ?? 0);
  await expect.poll(stepSeen).toBeGreaterThan(0);
  const seen = await stepSeen();
  await expect.poll(stepSeen).toBeGreaterThan(seen + 50);
  const ridge = person.inspector.getByRole('img', { name: 'Magnitudes over time' });
  await expect.poll(() => person.description(ridge)).toMatch(/^Magnitudes from step [\d,]+ to step [\d,]+: /);
});

test('before the first step weights can be seen, and of the rest where they will be', async ({ person }) => {
  await person.openExample(SIGMOIDS);
  await person.block('loss').click();
  await person.page.keyboard.press('i');
  await expect(person.inspector).toContainText('There is nothing to look at in this block.');
  await person.block('fc1').click();
  await expect(person.inspector).toContainText('Train, or take one step, to see this.');
  await tab(person, 'W').click();
  const picture = pictureOf(person.inspector, 'W', 'fc1');
  await expect.poll(() => person.description(picture)).toMatch(/^Step 0\. W of fc1\.weight, /);
  const words = await readAt(person, picture, 4, 1);
  const drawn = numberIn(words);
  // the pointer reads the same cell as the keys
  await person.page.keyboard.press('Escape');
  const rows = Number(/fc1\.weight, (\d+) × 2 numbers/.exec(await person.description(picture))![1]);
  const cells = (await picture.locator('canvas').first().boundingBox())!;
  await person.page.mouse.move(cells.x + 0.75 * cells.width, cells.y + (4.5 / rows) * cells.height);
  await expect(person.inspector.getByText(words)).toBeVisible();
  await step(person);
  await expect(person.inspector).toContainText('step 1');
  expect(numberIn(await readAt(person, picture, 4, 1))).toBe(drawn);
});

test('a step that is looked back at is seen as it was', async ({ person }) => {
  const { page } = person;
  await person.openExample(SIGMOIDS);
  await person.block('head').click();
  await page.keyboard.press('i');
  const picture = pictureOf(person.inspector, '|∂L/∂W|', 'head');
  await step(person, 2);
  await expect(person.inspector).toContainText('step 2');
  const second = await readAt(person, picture, 0, 5);
  await step(person, 2);
  await expect(person.inspector).toContainText('step 4');
  expect(await readAt(person, picture, 0, 5)).not.toBe(second);
  for (let back = 0; back < 2; back++) await page.keyboard.press('Alt+,');
  await expect.poll(() => person.description(picture)).toMatch(/^Step 2\./); // while it is computed, "step 2" is said to be coming
  expect(await readAt(person, picture, 0, 5)).toBe(second);
});

test('it is enlarged over the canvas and closed by keys, with nothing else stopped, and keeps nobody out', async ({ person, picture }) => {
  const { page } = person;
  await person.openExample(SIGMOIDS);
  await person.fill('epochs', '20000');
  await person.button('Train').click();
  await expect.poll(() => person.progress()).toContain('epoch');
  await person.block('fc6').click();
  await page.keyboard.press('Shift+I');
  const region = page.getByRole('region', { name: 'fc6 in depth' });
  await expect(region).toBeFocused();
  await expect.poll(() => person.description(pictureOf(region, '|∂L/∂W|', 'fc6'))).toMatch(/^Step /);
  await region.getByRole('radio', { name: 'Pre-activations', exact: true }).click();
  await expect.poll(() => person.description(pictureOf(region, 'Pre-activations', 'fc6'))).toMatch(/Pre-activations of fc6\.out/);
  await picture('depth');
  for (const within of ['section[aria-label="fc6 in depth"]', 'section[aria-label="Inspector"]']) {
    const { violations } = await axe(page).include(within).analyze();
    expect(violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(({ id }) => id)).toEqual([]);
  }
  await expect(person.button('Pause')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(region).toHaveCount(0);
  await expect(person.block('fc6')).toBeFocused();
  await expect(pictureOf(person.inspector, 'Pre-activations', 'fc6')).toBeVisible();
});

test('over the canvas there is room for one: what is enlarged takes the place of what was', async ({ person }) => {
  const { page } = person;
  await person.openExample(SIGMOIDS);
  await person.block('fc6').click();
  await page.keyboard.press('Alt+5');
  const data = page.getByRole('region', { name: 'Data, large', exact: true });
  const depth = page.getByRole('region', { name: 'fc6 in depth' });
  await expect(data).toBeFocused();
  await person.inspector.getByRole('radio', { name: 'In depth', exact: true }).click();
  await person.inspector.getByRole('button', { name: 'Enlarge', exact: true }).click();
  await expect(depth).toBeFocused();
  await expect(data).toHaveCount(0);
  await page.keyboard.press('Escape');
  await expect(depth).toHaveCount(0);
  await expect(data).toHaveCount(0);
});
