import { expect, test, type Person } from './person.ts';

/** Adds blocks by the palette's search: the slash leads there, Escape from there to the last of them on the canvas. */
async function addByName(person: Person, ...layers: readonly string[]): Promise<void> {
  const { keyboard } = person.page;
  await keyboard.press('/');
  await expect(person.palette.getByRole('searchbox', { name: 'Add a block' })).toBeFocused();
  for (const words of layers) {
    await keyboard.type(words);
    await keyboard.press('Enter');
  }
  await keyboard.press('Escape');
  await expect(person.canvas.locator('.svelte-flow__node:focus')).toHaveCount(1);
}

test('a network is built, changed, trained and saved without a mouse', async ({ person }) => {
  const { page } = person;
  await addByName(person, 'input', 'linear', 'relu', 'linear');
  await expect(person.block('fc2')).toBeFocused();
  await person.palette.getByRole('button', { name: 'CrossEntropyLoss', exact: true }).press('Enter');
  await expect(person.blocks).toHaveCount(5);
  for (const [from, to] of [
    ['input1', 'fc1'],
    ['fc1', 'relu1'],
    ['relu1', 'fc2'],
    ['fc2', 'loss1'],
  ] as const)
    await expect(person.wire(from, to)).toBeAttached();

  await person.block('fc2').press('Enter');
  await person.fill('out_features', '2');
  await expect(person.findings).toContainText('No findings');

  // an added block goes between the selected one and what it feeds
  await person.block('fc1').press('Enter');
  await person.palette.getByRole('button', { name: 'BatchNorm1d', exact: true }).press('Enter');
  await expect(person.wire('fc1', 'bn1')).toBeAttached();
  await expect(person.wire('bn1', 'relu1')).toBeAttached();

  await person.block('relu1').press('Enter');
  await page.keyboard.press('F2');
  await page.keyboard.type('act');
  await page.keyboard.press('Enter');
  await expect(person.block('act')).toBeVisible();

  const { x, y } = (await person.block('act').boundingBox())!;
  await person.block('act').press('ArrowDown');
  await expect.poll(async () => (await person.block('act').boundingBox())!.y).toBeGreaterThan(y);
  expect((await person.block('act').boundingBox())!.x).toBe(x);

  await person.block('act').press('Delete');
  await expect(person.block('act')).toHaveCount(0);
  await expect(person.wire('bn1', 'fc2')).toBeAttached();
  await page.keyboard.press('Control+z');
  await person.block('act').press('Shift+Delete');
  await expect(person.block('act')).toHaveCount(0);
  await expect(person.wires).toHaveCount(3);
  await page.keyboard.press('Control+z');
  await expect(person.block('act')).toBeVisible();
  await expect(person.wires).toHaveCount(5);
  await page.keyboard.press('Control+Shift+z');
  await expect(person.block('act')).toHaveCount(0);
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+y');
  await expect(person.block('act')).toHaveCount(0);

  // wires without a hand: every block says what feeds it
  await person.block('fc2').press('Enter');
  await person.field('in').selectOption('bn1');
  await expect(person.wire('bn1', 'fc2')).toBeAttached();
  await expect(person.findings).toContainText('No findings');

  await page.keyboard.press('Control+Enter');
  await expect.poll(() => person.progress()).toMatch(/^(epoch|finished)/);
  await expect.poll(() => person.progress()).toMatch(/^finished, step 280$/);
  expect((await person.saved(() => page.keyboard.press('Control+s'))).name).toBe('Untitled.safetensors');
});

test('keys in a text field belong to the text', async ({ person }) => {
  await addByName(person, 'input', 'linear');
  await person.block('fc1').press('Enter');
  await person.field('out_features').fill('128');
  for (const key of ['Backspace', 'Delete', 'Backspace']) await person.field('out_features').press(key);
  await expect(person.field('out_features')).toHaveValue('1');
  await expect(person.blocks).toHaveCount(2);
  await expect(person.block('fc1')).toContainText('2 → 1');
});

test('a name can be written also where the network is so far away that none can be read', async ({ person }) => {
  const { page } = person;
  await person.openExample('Residual blocks on the spiral');
  await person.block('fc1a').focus();
  for (let presses = 0; presses < 8; presses++) await page.keyboard.press('Control+-');
  await page.keyboard.press('Enter');
  await page.keyboard.press('F2');
  await expect(person.canvas.getByRole('textbox')).toBeFocused();
  await page.keyboard.type('first');
  await page.keyboard.press('Enter');
  await expect(person.block('first')).toBeFocused();
  await expect(person.block('first').getByText('first', { exact: true })).toBeVisible();
});
