import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from './person.ts';

const iris = join(import.meta.dirname, '../../core/datasets/samples/iris.csv');

test('a network learns the flowers of a CSV file that the person chose, and finds the file again after a reload', async ({ person }) => {
  const { page, inspector } = person;
  for (const layer of ['Input', 'Linear', 'ReLU', 'Linear', 'CrossEntropyLoss'])
    await person.palette.getByRole('button', { name: layer, exact: true }).click();
  await person.selectNothing();
  await person.field('source').selectOption('CSV file');
  await person.choose({ name: 'flowers.csv', bytes: await readFile(iris) }, () =>
    inspector.getByRole('button', { name: /choose a file/ }).click(),
  );
  await person.fill('target', 'species');
  await person.field('scale').selectOption('standardise');
  await expect(person.button('Data: flowers.csv')).toBeVisible();
  await expect(inspector.getByText(/4 numbers each, 3 classes\.$/)).toBeVisible();
  // the data do not fit yet, and the findings say what to do about it
  await expect(person.findings).toContainText('input1 takes 2 numbers per row, but the data flowers.csv has 4. Set its shape to [4].');
  await person.select('input1');
  await person.fill('shape', '4');
  await person.select('fc2');
  await person.fill('out_features', '3');
  await expect(person.findings).toContainText('No findings');

  await person.selectNothing();
  await person.fill('lr', '0.01');
  await person.fill('epochs', '60');
  await person.button('Train').click();
  await expect.poll(() => person.progress()).toContain('finished');
  await page.getByRole('radio', { name: 'Accuracy' }).click();
  const accuracy = page.getByRole('img', { name: 'Accuracy curve' });
  await expect.poll(async () => Number(/validation ([\d.]+) ?%/.exec(await person.description(accuracy))?.[1])).toBeGreaterThanOrEqual(90);

  const saved = await person.save();
  await page.reload();
  await person.open(saved);
  await expect(inspector.getByText(/4 numbers each, 3 classes\.$/)).toBeVisible();
  await expect(person.findings).toContainText('No findings');
});
