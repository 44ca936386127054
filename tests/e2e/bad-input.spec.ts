import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test, type Person } from './person.ts';

const iris = join(import.meta.dirname, '../../core/datasets/samples/iris.csv');

/** The sentence that the window speaks; an alert, so that a screen reader speaks it as well. */
const said = (person: Person) => person.page.getByRole('alert');

test('files that are broken or of another program are refused with a sentence that names them, and the network stays', async ({
  person,
  picture,
}) => {
  await person.openExample('XOR: eight neurons and one answer');
  await person.button('Step').click();
  expect(await person.restingStep()).toBe(1);
  const model = await person.saveAs('Model with its weights');
  const before = await person.network();
  const damaged = Buffer.from(model.bytes);
  damaged[damaged.length - 3]! ^= 0x55;
  const text = (value: unknown) => Buffer.from(typeof value === 'string' ? value : JSON.stringify(value));

  for (const [name, bytes, sentence] of [
    ['cut.safetensors', model.bytes.subarray(0, model.bytes.length - 40), /cut\.safetensors has .* bytes .* It was cut/],
    ['damaged.safetensors', damaged, /damaged\.safetensors .*damaged/],
    ['empty.safetensors', Buffer.alloc(0), /empty\.safetensors .*empty/],
    ['cat.safetensors', Buffer.from('\x89PNG\r\n\x1a\n\0\0\0\rIHDR', 'latin1'), /cat\.safetensors is .*(PNG|picture|image)/],
    ['weights.safetensors', text('PK\x03\x04\x14\0\0\0archive/data.pkl'), /weights\.safetensors is .*(PyTorch|zip)/i],
    ['package.gradscape.json', text({ name: 'left-pad', version: '1.3.0' }), /package\.gradscape\.json .*format/],
    ['half.gradscape.json', text('{"format": "gradscape", "nodes": ['), /half\.gradscape\.json .*JSON/],
    ['future.gradscape.json', text({ format: 'gradscape', version: 99, name: '', nodes: [], edges: [] }), /future\.gradscape\.json .*99/],
    [
      'wrong.gradscape.json',
      text({ format: 'gradscape', version: 1, name: '', nodes: [{ id: 'a', layer: 'ReLU', name: 'a', position: ['x', 0] }], edges: [] }),
      /wrong\.gradscape\.json.*nodes.*position/,
    ],
  ] as const)
    await test.step(name, async () => {
      await person.open({ name, bytes });
      await expect(said(person)).toHaveText(sentence);
      expect((await said(person).innerText()).trim().split('\n')).toHaveLength(1);
      await expect(person.blocks).toHaveCount((before as { nodes: unknown[] }).nodes.length);
      if (name === 'cat.safetensors') await picture('refused-file');
      await said(person).getByRole('button', { name: 'Dismiss' }).click();
      await expect(said(person)).toHaveCount(0);
    });
  expect(await person.network()).toEqual(before);
  expect((await person.saveAs('Model with its weights')).bytes.equals(model.bytes)).toBe(true);
});

test('a CSV with a bad cell is refused by row and column, and a good one is read after it', async ({ person }) => {
  const rows = (await readFile(iris, 'utf8')).split('\n');
  const csv = (line: number, cells: string) => Buffer.from(rows.with(line - 1, cells).join('\n'));
  await person.field('source').selectOption('CSV file');
  const problem = person.inspector.getByRole('status').filter({ hasText: 'flowers.csv' });
  const choose = (bytes: Buffer) =>
    person.choose({ name: 'flowers.csv', bytes }, () => person.inspector.getByRole('button', { name: /choose a file/ }).click());

  await choose(csv(7, '5.4,3.9,abc,0.4,setosa'));
  await expect(problem).toHaveText(/flowers\.csv, line 7, column "petal_length": "abc" is not a number/);
  await choose(csv(12, '5.4,,1.5,0.2,setosa'));
  await expect(problem).toHaveText(/flowers\.csv, line 12, column "sepal_width": the value is missing/);
  await choose(csv(3, '4.9,3.0,1.4,0.2'));
  await expect(problem).toHaveText(/flowers\.csv, line 3: the number of cells is 4, but 5/);
  await choose(Buffer.from(rows.join('\n')));
  await expect(person.inspector.getByRole('status').filter({ hasText: '3 classes' })).toBeVisible();
});

test('a wire that would close a circle is refused where the hand is, and one to a taken port says whose place it takes', async ({
  person,
}) => {
  await person.openExample('Spiral: two arms, four layers');
  await person.wire('input', 'fc1').press('Enter');
  await person.wire('input', 'fc1').press('Delete');
  await expect(person.wire('input', 'fc1')).toHaveCount(0);
  const wires = await person.wires.count();

  await person.drawWire(person.output('fc2'), person.input('fc1'), { letGo: false });
  const circle = person.canvas.getByRole('status').filter({ hasText: 'This wire would close a circle: fc1 already leads to fc2' });
  await expect(circle).toBeVisible();
  await person.page.mouse.up();
  await expect(person.wires).toHaveCount(wires);

  await person.drawWire(person.output('input'), person.input('relu2'), { letGo: false });
  await expect(person.canvas.getByRole('status').filter({ hasText: 'It takes the place of the wire from fc2.' })).toBeVisible();
  await person.page.mouse.up();
  await expect(person.wires).toHaveCount(wires);
  await expect(person.wire('fc2', 'relu2')).toHaveCount(0);
  await person.page.keyboard.press('Control+z');
  await expect(person.wire('fc2', 'relu2')).toBeAttached();

  await person.drawWire(person.output('input'), person.input('fc1'));
  await expect(person.wire('input', 'fc1')).toBeAttached();
});

test('what keeps a network from training is said at its place, and goes away when it is mended', async ({ person }) => {
  await person.openExample('XOR: eight neurons and one answer');
  await expect(person.findings).toContainText('No findings');

  await test.step('a missing loss', async () => {
    await person.block('loss').click();
    await person.block('loss').press('Delete');
    await expect(person.findings).toContainText('The network has no loss.');
    await person.button('Train').click();
    await expect(said(person)).toContainText('This cannot be trained: The network has no loss.');
    await said(person).getByRole('button', { name: 'Dismiss' }).click();
    await person.button('Undo').click();
    await expect(person.findings).toContainText('No findings');
  });

  await test.step('a shape that does not fit', async () => {
    await person.select('input');
    await person.fill('shape', '3');
    await expect(person.findings).toContainText('input takes 3 numbers per row, but the data xor has 2.');
    await expect(person.block('input')).toContainText('input takes 3 numbers per row');
    await person.fill('shape', '2');
    await expect(person.findings).toContainText('No findings');
    await person.select('head');
    await person.fill('out_features', '3');
    await expect(person.findings).toContainText(/loss .*head|head .*loss/);
    await expect(person.findings.getByRole('group')).toHaveCount(1);
    await person.fill('out_features', '1');
    await expect(person.findings).toContainText('No findings');
  });
});

test('an impossible setting is refused in its field with the range, and the network keeps the last good one', async ({ person }) => {
  await person.openExample('XOR: eight neurons and one answer');
  const before = await person.network();
  await person.select('fc1');
  const problem = person.inspector.getByRole('status');
  for (const bad of ['0', '-3', '2.5', 'many', '']) {
    await person.fill('out_features', bad);
    await expect(person.field('out_features')).toHaveAttribute('aria-invalid', 'true');
    await expect(problem.filter({ hasText: /whole number.* 1/ })).toBeVisible();
  }
  await person.field('out_features').press('Escape');
  await expect(person.field('out_features')).toHaveAttribute('aria-invalid', 'false');
  expect(await person.network()).toEqual(before);

  await person.dragBlock('Dropout', [480, 420]);
  await person.fill('p', '2');
  await expect(person.field('p')).toHaveAttribute('aria-invalid', 'true');
  await expect(problem.filter({ hasText: /0.*1/ })).toBeVisible();
  await expect(person.block('drop1')).toContainText('p 0.5');
});
