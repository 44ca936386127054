import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test, type NamedBytes, type Person } from './person.ts';

const root = join(import.meta.dirname, '../..');
const iris = join(root, 'core/datasets/samples/iris.csv');

/** How many rows the window says that the network gets right, of the training and the validation rows together. */
async function rightInTheWindow({ inspector }: Person): Promise<number> {
  const split = /^(\d+) rows to learn from and (\d+) to judge by/.exec(await inspector.getByText(/rows to learn from/).innerText())!;
  const counts = ['training', 'validation'].map(async (set, index) => {
    const accuracy = await inspector.getByRole('row', { name: set }).getByRole('cell').last().innerText();
    return Math.round((Number.parseFloat(accuracy) / 100) * Number(split[index + 1]));
  });
  const [training, validation] = await Promise.all(counts);
  return training! + validation!;
}

/** How many of the same rows the command line gets right with the saved model. */
async function rightOnTheCommandLine(model: NamedBytes, folder: string): Promise<number> {
  const rows = (await readFile(iris, 'utf8')).trim().split('\n');
  const features = rows.map((row) => row.slice(0, row.lastIndexOf(','))).join('\n');
  const [modelPath, rowsPath] = [join(folder, model.name), join(folder, 'rows.csv')];
  await writeFile(modelPath, model.bytes);
  await writeFile(rowsPath, features);
  const args = [join(root, 'core/cli/gradscape.ts'), 'predict', modelPath, '--input', rowsPath, '--json'];
  const { stdout } = await promisify(execFile)(process.execPath, args);
  const { predictions } = JSON.parse(stdout) as { predictions: readonly string[] };
  return predictions.filter((species, index) => rows[index + 1]!.endsWith(`,${species}`)).length;
}

test('a network learns a CSV file that the person chose, tells the command line what it knows, and finds the file again after a reload', async ({
  person,
}, testInfo) => {
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
  expect(await rightOnTheCommandLine(saved, testInfo.outputPath())).toBe(await rightInTheWindow(person));

  await page.reload();
  await person.open(saved);
  await expect(inspector.getByText(/4 numbers each, 3 classes\.$/)).toBeVisible();
  await expect(person.findings).toContainText('No findings');
});
