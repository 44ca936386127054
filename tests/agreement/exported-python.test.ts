/**
 * @file Exported files of Python held to what the session itself does: the same losses, step for step, within 1e-4 for as long as single
 * precision determines them that far. Where there is no torch, what PyTorch made of the examples is in tests/fixtures/exported-python.json
 * (exported-python-fixtures.ts).
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Document } from '../../core/document/document.ts';
import type { Evaluation } from '../../core/telemetry/frame.ts';
import { exportedPython, ownRun } from '../helpers/exported.ts';
import { compared, curvesOf, runExported, type Curve, type Script } from '../helpers/exported-python.ts';
import { EXAMPLES, FILES, STEPS } from '../helpers/exported-examples.ts';
import { moons, network, withSetting } from '../helpers/networks.ts';
import { pythonWith } from '../helpers/python.ts';
import { randomNetwork } from '../helpers/random-document.ts';
import { OPTIMIZERS, withTable } from '../helpers/trainable-document.ts';

/** Random networks, of which each takes PyTorch a tenth of a second; NETWORKS in the environment is another number. */
const NETWORKS = Number(process.env['NETWORKS'] ?? 100);
const TOLERANCE = 1e-4;
const STEPWISE = ['--steps', String(STEPS)];
const bytes = (text: string) => new TextEncoder().encode(text);

const fixtures = JSON.parse(readFileSync(join(import.meta.dirname, '../fixtures/exported-python.json'), 'utf8')) as Record<string, Curve>;

test.each(EXAMPLES)('%s loses what its exported file lost under PyTorch', async (name, document) => {
  const { losses } = await ownRun(document, STEPS, { files: FILES });
  expect(compared(losses, fixtures[name]!).apart).toBeLessThan(TOLERANCE);
});

const python = pythonWith('torch');

describe('under PyTorch', { timeout: 600_000 }, () => {
  beforeEach((context) => {
    if (python === null) context.skip('not run: this machine has no Python with torch');
  });
  const run = (scripts: readonly Script[]) => runExported(python!, scripts);
  const curves = (scripts: readonly Script[]) => curvesOf(python!, scripts);

  test('every example gives the same losses', async () => {
    const codes = await Promise.all(EXAMPLES.map(([, document]) => exportedPython(document, { files: FILES })));
    const beside = Object.fromEntries(FILES.map(({ name, bytes }) => [name, bytes]));
    const theirs = curves(codes.map(({ code }) => ({ code, arguments: STEPWISE, beside })));
    for (const [index, [name, document]] of EXAMPLES.entries()) {
      const { losses } = await ownRun(document, STEPS, { files: FILES });
      expect(compared(losses, theirs[index]!).apart, name).toBeLessThan(TOLERANCE);
    }
  });

  test(`${NETWORKS} random networks give the same losses, with each optimizer, clipped or not`, async () => {
    const cases = fc.sample(randomNetwork, { numRuns: NETWORKS, seed: 1 }).map((drawn, index) => withTable(drawn, index));
    const codes: Uint8Array[] = [];
    const ours: (readonly number[])[] = [];
    for (const { document, file } of cases) {
      codes.push((await exportedPython(document, { files: [file] })).code);
      ours.push((await ownRun(document, STEPS, { files: [file] })).losses);
    }
    const theirs = curves(codes.map((code, index) => ({ code, arguments: STEPWISE, beside: { 'table.csv': cases[index]!.file.bytes } })));
    const comparisons = theirs.map((curve, index) => compared(ours[index]!, curve));
    const most = Math.max(...comparisons.map(({ apart }) => apart));
    expect(most, `network ${comparisons.findIndex(({ apart }) => apart === most)}`).toBeLessThan(TOLERANCE);
    // few of them explode
    expect(comparisons.reduce((sum, { steps }) => sum + steps, 0)).toBeGreaterThan(0.97 * STEPS * cases.length);
  });

  test('it goes on from a model file that lies beside it, with what each optimizer remembered', async () => {
    const scripts: Script[] = [];
    const ours: (readonly number[])[] = [];
    for (const optimizer of OPTIMIZERS) {
      const document = moons({ training: { optimizer, batch_size: 32, epochs: 9, seed: 5, clip_grad_norm: null } });
      const { model } = await ownRun(document, 13);
      const { code } = await exportedPython(document, { modelFile: 'half way.safetensors' });
      scripts.push({ code, arguments: ['--steps', '10'], beside: { 'half way.safetensors': model } });
      ours.push((await ownRun(document, 10, { model })).losses);
    }
    expect(run(scripts).map((output) => output.slice(0, 8))).toEqual(OPTIMIZERS.map(() => 'step 14 '));
    curves(scripts).forEach((curve, index) => expect(compared(ours[index]!, curve)).toEqual({ apart: expect.closeTo(0, 4), steps: 10 }));
  });

  test('beside a model file it begins anew where it is told to', async () => {
    const { model, losses } = await ownRun(moons(), 3);
    const { code } = await exportedPython(moons(), { modelFile: 'm.safetensors' });
    const [curve] = curves([{ code, arguments: ['--fresh', '--steps', '3'], beside: { 'm.safetensors': model } }]);
    expect(compared(losses, curve!).apart).toBeLessThan(TOLERANCE);
  });

  test('where all epochs are done it says so, and goes on when it is asked to', async () => {
    const { model } = await ownRun(moons());
    const { code } = await exportedPython(moons(), { modelFile: 'm.safetensors' });
    const beside = { 'm.safetensors': model };
    const [rest, on, one] = run([
      { code, arguments: [], beside },
      { code, arguments: ['--epochs', '5'], beside },
      { code, arguments: ['--weights', 'm.safetensors', '--steps', '1'], beside },
    ]);
    expect(rest).toBe('4 epochs are done already: --epochs 8 goes on.\n');
    expect(on).toMatch(/^epoch 5 step 25 train loss \S+ accuracy \S+ validation loss \S+ accuracy \S+\n$/);
    expect(one).toMatch(/^step 21 loss \S+\n$/);
  });

  test('a BatchNorm that keeps no statistics is judged by batches of more than one row', async () => {
    const document = withSetting(
      moons({ dataset: { source: 'moons', rows: 200, validation: 33 }, training: { batch_size: 32, epochs: 1 } }),
      'bn1',
      'track_running_stats',
      false,
    );
    const { code } = await exportedPython(document);
    expect(run([{ code, arguments: [] }])[0]).toMatch(/^epoch 1 step 6 train loss 0\.\d+ accuracy 0\.\d+ validation loss 0\.\d+ /);
  });

  test('after each epoch it tells what the session tells', async () => {
    // Adam would make steps of the rounding errors that are the gradient of a bias before a BatchNorm
    const document = moons({ training: { optimizer: { kind: 'SGD', lr: 0.1, momentum: 0.9 }, batch_size: 32, epochs: 4, seed: 3 } });
    const { evaluations } = await ownRun(document);
    const { code } = await exportedPython(document);
    const [output] = run([{ code, arguments: [] }]);
    const lines = output!.trim().split('\n');
    const on = (which: Evaluation['on']) => evaluations.filter((evaluation) => evaluation.on === which && evaluation.step > 0);
    expect(lines).toHaveLength(on('train').length);
    lines.forEach((line, index) => {
      const told = /^epoch (\d+) step (\d+) train loss (\S+) accuracy (\S+) validation loss (\S+) accuracy (\S+)$/
        .exec(line)!
        .slice(1)
        .map(Number);
      const [train, validation] = [on('train')[index]!, on('validation')[index]!];
      expect(told.slice(0, 2)).toEqual([train.epoch, train.step]);
      expect(told[2]).toBeCloseTo(train.loss, 4);
      expect(told[3]).toBeCloseTo(train.accuracy, 4);
      expect(told[4]).toBeCloseTo(validation.loss, 4);
      expect(told[5]).toBeCloseTo(validation.accuracy, 4);
    });
  });

  const chain = (width: number, outputs: number, loss: string, dataset: Document['dataset']) =>
    network(
      [
        ['Input', 'input', { shape: [width] }],
        ['Linear', 'fc', { out_features: outputs }],
        [loss, 'loss'],
      ],
      { dataset },
    );
  const classes = (row: number) => ['setosa', 'a "quoted", class', 'तीसरी'][row % 3]!;
  const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
  const lines = (line: (row: number) => string, count = 30) => Array.from({ length: count }, (_, row) => line(row)).join('\n');
  const one = (row: number) => (((row * 7) % 11) / 4).toFixed(2);
  const other = (row: number) => (((row * 5) % 13) / 3).toFixed(2);
  const table = { source: 'csv', path: 'some/where/table.csv' };

  test.each<[what: string, text: string, document: Document]>([
    [
      'classes of text in quotes',
      `a,b,kind\n${lines((row) => `${one(row)},${other(row)},${quoted(classes(row))}`)}\n`,
      chain(2, 3, 'CrossEntropyLoss', table),
    ],
    [
      'a decimal comma, a semicolon, no header and the target first',
      lines((row) => `${row % 2};${one(row).replace('.', ',')};${other(row).replace('.', ',')}`),
      chain(2, 1, 'BCEWithLogitsLoss', { ...table, decimal: 'comma', target: 1 }),
    ],
    [
      'spaces in runs, numbers to measure, columns scaled to a unit',
      `  x  y   z\r\n${lines((row) => ` ${one(row)}   ${other(row)}  ${(row / 7).toFixed(3)}`)}\r\n\r\n`,
      chain(2, 1, 'MSELoss', { ...table, scale: 'unit' }),
    ],
    [
      'classes that are numbers, written in two ways, and the target in the middle',
      `\ufeffx\tclass\ty\n${lines((row) => `${one(row)}\t${row % 4 < 2 ? 1 : row % 4 === 2 ? '2.0' : 2}\t${other(row)}`)}`,
      chain(2, 2, 'CrossEntropyLoss', { ...table, target: 'class', scale: 'none' }),
    ],
    [
      'two classes as a number to measure',
      `x,y,class\n${lines((row) => `${one(row)},${other(row)},${row % 2 ? 'yes' : 'no'}`)}`,
      chain(2, 1, 'MSELoss', table),
    ],
    [
      'more columns than anyone reads',
      lines((row) => [...Array.from({ length: 50 }, (_, column) => ((row * column) % 17) / 8), row % 3].join(',')),
      chain(50, 3, 'CrossEntropyLoss', table),
    ],
  ])('a table with %s is read as here', async (_, text, document) => {
    const files = [{ name: 'table.csv', bytes: bytes(text) }];
    const { code } = await exportedPython(document, { files });
    const { losses } = await ownRun(document, STEPS, { files });
    const path = document.dataset!['path'] as string;
    const [curve] = curves([{ code, arguments: STEPWISE, beside: { [path.split('/').at(-1)!]: files[0]!.bytes } }]);
    expect(compared(losses, curve!).apart).toBeLessThan(TOLERANCE);
  });

  test.each([false, true])("MNIST's files are read as here (packed: %s)", async (packs) => {
    const rows = 60;
    const idx = (magic: number, extents: readonly number[], at: (index: number) => number) => {
      const count = extents.reduce((product, extent) => product * extent, 1);
      const file = new Uint8Array(4 + 4 * extents.length + count);
      const view = new DataView(file.buffer);
      view.setUint32(0, magic);
      extents.forEach((extent, axis) => view.setUint32(4 + 4 * axis, extent));
      for (let index = 0; index < count; index++) file[4 + 4 * extents.length + index] = at(index);
      return file;
    };
    const packed = async (file: Uint8Array<ArrayBuffer>) =>
      packs ? new Uint8Array(await new Response(new Blob([file]).stream().pipeThrough(new CompressionStream('gzip'))).arrayBuffer()) : file;
    const images = await packed(idx(0x803, [rows, 7, 7], (index) => (index * 37) % 256));
    const labels = await packed(idx(0x801, [rows], (index) => index % 3));
    const dataset = { source: 'idx', images: 'pictures', labels: 'labels' };
    const document = network(
      [
        ['Input', 'input', { shape: [7, 7] }],
        ['Flatten', 'flat'],
        ['Linear', 'fc', { out_features: 3 }],
        ['CrossEntropyLoss', 'loss'],
      ],
      { dataset },
    );
    const files = [
      { name: 'pictures', bytes: images },
      { name: 'labels', bytes: labels },
    ];
    const { code } = await exportedPython(document, { files });
    const { losses } = await ownRun(document, STEPS, { files });
    const [curve] = curves([{ code, arguments: STEPWISE, beside: { pictures: images, labels } }]);
    expect(compared(losses, curve!).apart).toBeLessThan(TOLERANCE);
  });
});
