/** @file Looking back at a run, going on from there as a branch, and the runs: listed, compared, kept over a reload, gone on with. */
import type { Page } from '@playwright/test';
import { expect, test, type Person } from './person.ts';

const SPIRAL = 'Spiral: two arms, four layers';

async function trained(person: Person, epochs: number): Promise<void> {
  await person.openExample(SPIRAL);
  await person.fill('epochs', String(epochs));
  await person.button('Train').click();
  await expect.poll(() => person.progress()).toMatch(/^finished/);
}

/** Leads the moment back by keys, to a step that was recorded. */
async function lookBack(person: Person, tens: number): Promise<number> {
  for (let times = 0; times < tens; times++) await person.page.keyboard.press('Alt+<');
  await expect.poll(() => person.progress()).toMatch(/looking back$/);
  return Number(/^step ([\d,]+) of/.exec(await person.progress())![1]!.replaceAll(',', ''));
}

/** The settings of a block, with how much gradient it gets. */
async function lookAt(person: Person, block: string): Promise<void> {
  await person.block(block).click();
  await person.inspector.getByRole('radio', { name: 'Settings' }).click();
}

/** A number of the card "Gradient ..." of the inspector. */
async function numberOf(person: Person, name: string): Promise<string> {
  return (await person.inspector.locator('.number', { hasText: name }).first().locator('dd').textContent())!.trim();
}

/** The row of a run in the list. */
const rowOf = (person: Person, name: string) =>
  person.page.getByRole('region', { name: 'Runs' }).getByRole('group', { name: new RegExp(`^${name}(,|$)`) });

async function showRuns(person: Person): Promise<void> {
  await person.page.keyboard.press('Alt+r');
  await expect(person.page.getByRole('region', { name: 'Runs', exact: true })).toBeVisible();
}

/** So many runs can be taken up again after a reload. */
function keptRuns(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((resolve, reject) => {
        const opening = indexedDB.open('gradscape');
        opening.onerror = () => reject(opening.error ?? new Error('The database could not be opened.'));
        opening.onsuccess = () => {
          const counting = opening.result.transaction('run_states').objectStore('run_states').count();
          counting.onsuccess = () => resolve(counting.result);
          opening.result.close();
        };
      }),
  );
}

/** Loss and accuracy as the network of the inspector tells them. */
async function results(person: Person): Promise<string> {
  await person.page.keyboard.press('Escape');
  await person.canvas.click({ position: { x: 20, y: 20 } });
  return (await person.inspector.locator('table').first().locator('tbody').textContent())!.replaceAll(/\s+/g, ' ').trim();
}

test('at a step that is looked back at, the window shows what was recorded of it, while the run goes on', async ({ person }) => {
  const { page } = person;
  await trained(person, 20);
  await lookAt(person, 'fc2');
  const newest = await numberOf(person, 'signal q');
  const step = await lookBack(person, 5);
  await expect(person.inspector.getByRole('heading', { name: `Gradient at step ${step}` })).toBeVisible();
  const then = await numberOf(person, 'signal q');
  expect(then).not.toBe(newest);

  // what is shown is what the step told when it was the newest: the same seed comes to it again
  await person.canvas.click({ position: { x: 20, y: 20 } });
  await person.fill('epochs', '20000');
  await person.button('Train').click();
  await expect.poll(() => page.getByRole('toolbar', { name: 'Moment of the run' }).textContent()).toContain(`Looking at step ${step}`);
  await lookAt(person, 'fc2');
  const before = await person.progress();
  await expect.poll(() => person.progress()).not.toBe(before);
  expect(await numberOf(person, 'signal q'), 'new steps move nothing').toBe(then);
  await page.keyboard.press('Alt+l');
  await expect.poll(() => numberOf(person, 'signal q')).not.toBe(then);
  await person.button('Reset').click();
  await expect.poll(() => person.progress()).toBe('not started');
  for (let steps = 0; steps < 3; steps++) await person.button('Step').click();
  await expect.poll(() => person.description(person.heatmap)).toMatch(/^Step 3\./); // drawn, numbers and all
  const third = await numberOf(person, 'signal q');
  for (let steps = 0; steps < 4; steps++) await person.button('Step').click();
  await expect.poll(() => person.restingStep()).toBe(7);
  for (let times = 0; times < 4; times++) await page.keyboard.press('Alt+,');
  await expect(person.inspector.getByRole('heading', { name: 'Gradient at step 3' })).toBeVisible();
  expect(await numberOf(person, 'signal q')).toBe(third);
});

test('going back a hundred steps and on without a change comes to the same numbers', async ({ person }) => {
  await trained(person, 40);
  const before = await results(person);
  await lookBack(person, 10);
  await person.button('Continue from here').click();
  await expect.poll(() => person.progress()).toMatch(/^paused at step 460$/);
  await person.button('Train').click();
  await expect.poll(() => person.progress()).toMatch(/^finished, step 560/);
  expect(await results(person)).toBe(before);
});

test('a branch with another learning rate is listed, named, compared, kept over a reload and gone on with', async ({ person, picture }) => {
  const { page } = person;
  await trained(person, 20);
  const first = await results(person);
  const step = await lookBack(person, 10);
  await person.button('Continue from here').click();
  await expect.poll(() => person.restingStep()).toBe(step);
  await person.fill('lr', '0.02');
  await person.button('Train').click();
  await expect.poll(() => person.progress()).toMatch(/^finished/);

  await showRuns(person);
  await expect(rowOf(person, 'run 1')).toBeVisible();
  await expect(rowOf(person, 'run 2')).toContainText(`from run 1 at step ${step}`);
  await person.button('Rename run 2').click();
  await page.keyboard.type('quicker');
  await page.keyboard.press('Enter');
  await expect(rowOf(person, 'quicker')).toBeVisible();

  await page.getByRole('checkbox', { name: 'Compare run 1' }).check();
  await page.getByRole('checkbox', { name: 'Compare quicker' }).check();
  await person.button('Compare 2').click();
  const comparison = page.getByRole('region', { name: 'Compare runs' });
  await expect(comparison).toContainText('training: lr 0.005 → 0.02');
  await expect(comparison.getByRole('img', { name: 'Gradient heatmap' })).toHaveCount(2);
  await comparison.getByLabel('at epochs').fill('1, 20');
  await expect(comparison.getByRole('rowheader')).toHaveText(['1', '20']);
  await expect(comparison.getByRole('columnheader')).toHaveText(['epoch', 'run 1', 'quicker']);
  const cells = await comparison.getByRole('row').nth(1).getByRole('cell').allTextContents();
  expect(cells[0], 'both began alike').toBe(cells[1]);
  await picture('compare-runs');
  await page.keyboard.press('Escape');
  await expect(comparison).toHaveCount(0);

  page.on('dialog', (dialog) => void dialog.accept());
  await expect.poll(() => keptRuns(page)).toBe(2);
  await page.reload();
  await expect(person.canvas).toBeVisible();
  await showRuns(person);
  await expect(rowOf(person, 'quicker')).toContainText(`from run 1 at step ${step}`);
  await person.button('Open run 1').click();
  await person.button('Discard').click();
  await expect.poll(() => person.progress()).toMatch(/^finished, step 280/);
  expect(await results(person)).toBe(first);
  await expect(rowOf(person, 'run 1')).toContainText('shown now');
  await lookBack(person, 3);
  await person.button('Continue from here').click();
  await expect.poll(() => person.restingStep()).toBe(250);
  await person.button('Train').click();
  await expect.poll(() => person.progress()).toMatch(/^finished, step 280/);
  expect(await results(person), 'the same, from a state that was kept').toBe(first);
  await expect(rowOf(person, 'run 3')).toContainText('from run 1 at step 250');
});

test('by the keyboard alone: look back, go on, tick, compare, rename, delete', async ({ person }) => {
  const { page } = person;
  await trained(person, 10);
  await page.keyboard.press('Alt+<');
  await page.keyboard.press('Alt+,');
  await page.keyboard.press('Alt+b');
  await expect.poll(() => person.progress()).toMatch(/^paused at step 129$/);
  await page.keyboard.press('Control+Enter');
  await expect.poll(() => person.progress()).toMatch(/^finished/);
  await page.keyboard.press('Alt+r');
  await expect(page.getByRole('radio', { name: 'Runs 2' })).toBeFocused();
  await page.keyboard.press('Tab'); // Compare
  await page.keyboard.press('Tab');
  await expect(page.getByRole('checkbox', { name: 'Compare run 1' })).toBeFocused();
  await page.keyboard.press('Space');
  await page.keyboard.press('F2');
  await page.keyboard.type('base');
  await page.keyboard.press('Enter');
  await expect(rowOf(person, 'base')).toBeFocused();
  await page.getByRole('checkbox', { name: 'Compare run 2' }).focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('Alt+m');
  await expect(page.getByRole('region', { name: 'Compare runs' })).toBeFocused();
  await page.keyboard.press('Escape');
  await page.getByRole('checkbox', { name: 'Compare base' }).focus();
  await page.keyboard.press('Delete');
  await expect(rowOf(person, 'base')).toContainText('Delete base with all that it recorded?');
  await page.keyboard.press('Enter');
  await expect(rowOf(person, 'base')).toHaveCount(0);
  await expect(rowOf(person, 'run 2')).toBeFocused();
  await expect(rowOf(person, 'run 2')).toContainText('of a run that is gone');
});

test('a run that an edit ended while it went on is kept with its weights, and opens with the network that it was trained of', async ({
  person,
}) => {
  const { page } = person;
  await person.openExample(SPIRAL);
  await person.fill('epochs', '20000');
  await person.button('Train').click();
  await expect.poll(() => person.progress()).toMatch(/^epoch ([3-9]|\d\d)/);
  await person.block('relu2').click();
  await page.keyboard.press('Delete');
  await expect.poll(() => person.progress()).toBe('not started');
  await showRuns(person);
  // it is written down when the page rests
  await expect(person.button('Open run 1')).toHaveAttribute('aria-disabled', 'false');
  await person.button('Open run 1').click();
  await person.button('Discard').click();
  await expect(person.block('relu2')).toBeVisible();
  const step = await person.restingStep();
  expect(step).toBeGreaterThan(20);
  await expect(rowOf(person, 'run 1')).toContainText('shown now');
  await person.button('Step').click();
  await expect.poll(() => person.restingStep()).toBe(step + 1);
});

test('runs of the same long name are compared as any others', async ({ person }) => {
  const { page } = person;
  const name = 'the very same name of two runs, and longer than there is room';
  await trained(person, 5);
  await person.button('Reset').click();
  await expect.poll(() => person.progress()).toBe('not started');
  await person.button('Train').click();
  await expect.poll(() => person.progress()).toMatch(/^finished/);
  await showRuns(person);
  for (const run of ['run 1', 'run 2']) {
    await person.button(`Rename ${run}`).click();
    await page.keyboard.type(name);
    await page.keyboard.press('Enter');
    await page
      .getByRole('checkbox', { name: `Compare ${name.slice(0, 60)}` })
      .last()
      .check();
  }
  await person.button('Compare 2').click();
  const comparison = page.getByRole('region', { name: 'Compare runs' });
  await expect(comparison.getByRole('img', { name: 'Gradient heatmap' })).toHaveCount(2);
  const { x, width } = (await comparison.boundingBox())!;
  for (const head of await comparison.getByRole('columnheader').all()) {
    const box = (await head.boundingBox())!;
    expect(box.x + box.width).toBeLessThanOrEqual(x + width);
  }
});
