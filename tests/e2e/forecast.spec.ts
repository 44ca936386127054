import { expect, test, type Person } from './person.ts';

const FAULTY = 'Ten sigmoids: the gradient vanishes';
const BATCH_NORM = 'Insert BatchNorm1d after each hidden Linear';

/** The strip of a block, as long as it tells what is foreseen. */
function forecastOf(person: Person, block: string) {
  return person.block(block).getByRole('img', { name: /^Forecast: / });
}

test('before any training each block tells what it will get, and the landscape shows it row by row', async ({ person, picture }) => {
  await person.openExample(FAULTY);
  await expect(forecastOf(person, 'fc1')).toHaveAccessibleName(
    /^Forecast: [56]\.\d decades below healthy \(measured with one batch, before training\)$/,
  );
  await expect(forecastOf(person, 'fc10')).toHaveAccessibleName(/^Forecast: as in a healthy network/);
  await expect(forecastOf(person, 'input')).toHaveCount(0);
  await expect
    .poll(() => person.description(person.heatmap))
    .toMatch(
      /^Forecast, before training\. More than 3 decades below healthy: fc1 to \w+ \(\d+ of 21 layers\)\. Farthest: \w+ at −[56]\.\d decades/,
    );
  await expect(person.findings.getByRole('group', { name: 'Vanishing foreseen' })).toContainText('fc1');
  await expect(person.block('fc1')).toContainText(/−[56]\.\d decades/);
  await picture('forecast');

  await person.select('fc1');
  await expect(person.inspector).toContainText(
    /Before training, theory predicts −6\.1 decades .*One batch through the fresh weights measures −[56]\.\d\./,
  );
});

test('the arrow keys read a forecast, and Enter shows the block', async ({ person }) => {
  await person.openExample(FAULTY);
  await expect(forecastOf(person, 'fc1')).toHaveAccessibleName(/measured with one batch/);
  await person.heatmap.focus();
  const spoken = person.page.getByRole('region', { name: 'Gradient landscape' }).locator('[aria-live]');
  await person.page.keyboard.press('ArrowDown');
  await expect(spoken).toHaveText(/^fc1\s+Forecast: [56]\.\d decades below healthy\s+measured with one batch/);
  await person.page.keyboard.press('ArrowDown');
  await expect(spoken).toHaveText(/^sigmoid1\s+Forecast: /);
  await person.page.keyboard.press('Enter');
  await person.inspector.getByRole('radio', { name: 'Settings' }).click();
  await expect(person.field('name')).toHaveValue('sigmoid1');
});

test('the forecast follows the hand: BatchNorm ends it without any training, and undo brings it back', async ({ person, picture }) => {
  await person.openExample(FAULTY);
  const foreseen = person.findings.getByRole('group', { name: 'Vanishing foreseen' });
  await foreseen.getByRole('button', { name: /^What to try/ }).click();
  await person.button(`Apply: ${BATCH_NORM}`).click();
  await expect(forecastOf(person, 'fc1')).toHaveAccessibleName(
    /^Forecast: (as in a healthy network|[01]\.\d decades (below|above) healthy)/,
  );
  await expect(person.findings).toContainText('No findings');
  await expect.poll(() => person.description(person.heatmap)).not.toContain('below healthy');
  await picture('forecast-repaired');
  expect(await person.progress()).toBe('not started');

  await person.button('Undo').click();
  await expect(forecastOf(person, 'fc1')).toHaveAccessibleName(/^Forecast: [56]\.\d decades below healthy/);
  await expect(foreseen).toBeVisible();
});

test('where no gradient will come at all, it says zero', async ({ person }) => {
  await person.openExample(FAULTY);
  await person.select('fc5');
  await person.field('init').selectOption('zeros');
  await expect(forecastOf(person, 'fc1')).toHaveAccessibleName(/^Forecast: exactly zero/);
  await expect(forecastOf(person, 'fc6')).toHaveAccessibleName(/decades below healthy/);
  await expect.poll(() => person.description(person.heatmap)).toContain('Exactly zero: fc1 to sigmoid4 (8 of 21 layers).');
});

test('a run takes the place of the forecast, and an edit that ends the run shows what is foreseen of the new network', async ({
  person,
}) => {
  const { page } = person;
  await person.openExample('Spiral: two arms, four layers');
  await expect(forecastOf(person, 'fc1')).toBeVisible();
  await person.button('Train').click();
  await expect.poll(() => person.description(person.heatmap)).toMatch(/^Step [\d,]+\./);
  await expect(forecastOf(person, 'fc1')).toHaveCount(0);
  await person.button('Pause').or(person.button('Train')).click();

  await person.select('fc2');
  await person.fill('out_features', '16');
  await expect(page.getByText('This was the run before the last edit.')).toBeVisible();
  await expect.poll(() => person.description(person.heatmap)).toMatch(/^Forecast, before training\./);
  await expect(forecastOf(person, 'fc1')).toBeVisible();
  await person.button('Undo').click();
  await expect.poll(() => person.description(person.heatmap)).toMatch(/^Step [\d,]+\./);
  await expect(forecastOf(person, 'fc1')).toHaveCount(0);
});
