/** @file What the network makes of its data: the plane and its units, rows, confusion, scatter; beside the curves and over the canvas. */
import { expect, test, type Person } from './person.ts';

const tab = (person: Person, name: string) => person.page.getByRole('radio', { name, exact: true });

async function trainedToTheEnd(person: Person, example: string): Promise<void> {
  await person.openExample(example);
  await tab(person, 'Data').click();
  await person.button('Train').click();
  await expect.poll(() => person.progress(), { timeout: 60_000 }).toMatch(/step [\d,]+$/);
}

test('the plane shows fresh weights before training, follows it, and is read by keys', async ({ person, picture }) => {
  test.setTimeout(90_000);
  const { page } = person;
  await person.openExample('Spiral: two arms, four layers');
  await tab(person, 'Data').click();
  const plane = page.getByRole('img', { name: 'Decision surface', exact: true });
  await expect(plane).toBeVisible();
  await expect.poll(() => person.description(plane)).toMatch(/^Step 0\. Of the plane, the network predicts arm 1 on/);

  await person.button('Train').click();
  await expect.poll(() => person.progress(), { timeout: 60_000 }).toMatch(/step [\d,]+$/);
  const step = (await person.restingStep()).toLocaleString('en');
  await expect.poll(() => person.description(plane)).toMatch(new RegExp(`^Step ${step}\\. Of the plane`));
  await picture('data-plane');

  await plane.focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Shift+ArrowUp');
  await expect(plane.getByText(/^x .+ · y /)).toContainText(/arm [12] [\d.]+ %/);
  await page.keyboard.press('Escape');
  await expect(plane.getByText(/^x .+ · y /)).toBeHidden();
});

test('a block that is selected shows what its units put out; one of them large, over the canvas, by keys alone', async ({
  person,
  picture,
}) => {
  test.setTimeout(90_000);
  const { page } = person;
  await trainedToTheEnd(person, 'Spiral: two arms, four layers');
  await expect(page.getByRole('img', { name: 'Decision surface', exact: true })).toBeVisible();
  await person.block('relu1').click();
  const units = page.getByRole('list', { name: 'Units of relu1', exact: true }).getByRole('button');
  await expect(units).toHaveCount(16);
  await page.getByRole('button', { name: 'Units after these', exact: true }).click();
  await expect(page.getByRole('button', { name: /^Unit 31 of relu1, / })).toBeVisible();
  await page.keyboard.press('Alt+5');
  const region = page.getByRole('region', { name: 'Data, large', exact: true });
  await expect(region).toBeFocused();
  await region.getByRole('button', { name: /^Unit 20 of relu1, / }).press('Enter');
  await expect(region.getByRole('img', { name: 'unit 20 of relu1', exact: true })).toBeVisible();
  await picture('data-unit-large');
  await region.press('Escape');
  await expect(region).toBeHidden();
  await expect(page.getByRole('img', { name: 'unit 20 of relu1', exact: true })).toBeVisible();
});

test('confusion is as right as the run was judged, and its cells lead to their rows', async ({ person, picture }) => {
  test.setTimeout(90_000);
  const { page } = person;
  await trainedToTheEnd(person, 'Iris');
  await tab(person, 'Confusion').click();
  const matrix = page.getByRole('table', { name: 'Confusion matrix', exact: true });
  await expect.poll(() => person.description(matrix)).toMatch(/validation rows right/);
  const accuracy = await person.inspector
    .getByRole('row', { name: /^validation/ })
    .getByRole('cell')
    .last()
    .textContent();
  await expect.poll(() => person.description(matrix)).toContain(`. ${accuracy!.trim()} of`);

  const first = matrix.getByRole('button').first();
  await first.focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowDown');
  const cell = matrix.locator(':focus');
  await expect(cell).toHaveAccessibleName(/^True (.+), predicted \1: \d+ of \d+ rows/);
  const count = await cell.textContent();
  await picture('data-confusion');
  await page.keyboard.press('Enter');
  await expect(page.getByText(new RegExp(` of ${count!.trim()}$`))).toBeVisible();
  await page
    .getByRole('button', { name: /^Row \d+, .+, rightly predicted with/ })
    .first()
    .press('Enter');
  await expect(page.getByRole('list', { name: 'Probabilities of all classes' }).getByRole('listitem')).toHaveCount(3);
  await page.keyboard.press('Escape');
  await page
    .getByRole('button', { name: /taken for/ })
    .first()
    .click();
  await expect(page.getByRole('button', { name: 'only wrong ones', exact: true })).toBeVisible();
});

test('a regression is scattered around what is true, and read by keys', async ({ person, picture }) => {
  test.setTimeout(90_000);
  await trainedToTheEnd(person, 'Plane: predict a number');
  await expect(person.page.getByRole('img', { name: 'Predicted surface', exact: true })).toBeVisible();
  await tab(person, 'Scatter').click();
  const scatter = person.page.getByRole('img', { name: 'Predicted values over true ones', exact: true });
  await expect.poll(() => person.description(scatter)).toMatch(/Root of the mean squared error 0\.0\d+, over \d+ validation rows/);
  await scatter.press('Home');
  await expect(scatter.getByText(/^true .+\npredicted /)).toBeVisible();
  await picture('data-scatter');
});
