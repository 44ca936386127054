import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test, type Person } from './person.ts';

const root = join(import.meta.dirname, '../..');

/** 240 training rows in batches of 48, five steps an epoch; wide enough that its products are shared between threads. */
const DOCUMENT = {
  format: 'gradscape',
  version: 1,
  name: 'wide',
  dataset: { source: 'moons', rows: 300, noise: 0.2, validation: 0.2 },
  nodes: [
    { id: 'n1', layer: 'Input', name: 'input', settings: { shape: [2] }, position: [0, 0] },
    { id: 'n2', layer: 'Linear', name: 'fc1', settings: { out_features: 250 }, position: [180, 0] },
    { id: 'n3', layer: 'ReLU', name: 'relu1', settings: {}, position: [360, 0] },
    { id: 'n4', layer: 'Linear', name: 'fc2', settings: { out_features: 230 }, position: [540, 0] },
    { id: 'n5', layer: 'Tanh', name: 'tanh2', settings: {}, position: [720, 0] },
    { id: 'n6', layer: 'Linear', name: 'fc3', settings: { out_features: 2 }, position: [900, 0] },
    { id: 'n7', layer: 'CrossEntropyLoss', name: 'loss', settings: {}, position: [1080, 0] },
  ],
  edges: ['n1', 'n2', 'n3', 'n4', 'n5', 'n6'].map((from, index) => ({ from: [from, 'out'], to: [`n${index + 2}`, 'in'] })),
  training: { optimizer: { kind: 'Adam', lr: 0.002 }, batch_size: 48, epochs: 40, seed: 7 },
};
const FILE = { name: 'wide.gradscape.json', bytes: Buffer.from(JSON.stringify(DOCUMENT)) };

/** The tensors of a model file: what follows its header, which also tells how long the training took. */
function tensorsOf(file: Buffer): Buffer {
  return file.subarray(8 + Number(file.readBigUInt64LE(0)));
}

async function trainedByCommand(threads: string): Promise<Buffer> {
  const folder = await mkdtemp(join(tmpdir(), 'gradscape-'));
  try {
    await writeFile(join(folder, FILE.name), FILE.bytes);
    const argv = [join(root, 'core/cli/gradscape.ts'), 'train', FILE.name, '--strict', '--threads', threads, '--out', 'model.safetensors'];
    const { stdout } = await promisify(execFile)(process.execPath, argv, { cwd: folder });
    expect(stdout).toContain(`(strict numerics, ${threads} thread`);
    return await readFile(join(folder, 'model.safetensors'));
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function openWide(person: Person): Promise<void> {
  await person.open(FILE);
  await expect(person.block('fc3')).toContainText('230 → 2');
}

test('strict numerics train 200 steps to the same bits on one thread and on two, here and on the command line', async ({ app, person }) => {
  const chip = app.getByRole('button', { name: /^Engine: / });
  const models: Buffer[] = [];
  for (const [threads, words] of [
    ['1', 'strict numerics · 1 thread'],
    ['2', 'strict numerics · 2 threads'],
  ] as const) {
    await chip.click();
    await app.getByRole('radio', { name: /^Strict/ }).check();
    const choice = app.getByRole('combobox', { name: 'Threads' });
    // on a machine of one processor the page offers one; the command line runs with both there, too
    if ((await choice.getByRole('option', { name: threads, exact: true }).count()) === 0) {
      test.info().annotations.push({ type: 'not run', description: `the page offers no ${threads} threads on this machine` });
      await app.keyboard.press('Escape');
      continue;
    }
    await choice.selectOption(threads);
    await expect(chip).toHaveText(words);
    await app.keyboard.press('Escape');
    await openWide(person);
    await person.button('Train').click();
    await expect.poll(() => person.progress(), { timeout: 60_000 }).toMatch(/finished|step 200$/);
    models.push(tensorsOf((await person.saveAs('Model with its weights')).bytes));
    await person.button('Reset').click();
    await expect.poll(() => person.progress()).toBe('not started');
    await person.button('New').click();
    await expect(person.blocks).toHaveCount(0);
  }
  for (const model of models) expect(model.equals(models[0]!)).toBe(true);
  for (const threads of ['1', '2']) expect(tensorsOf(await trainedByCommand(threads)).equals(models[0]!)).toBe(true);
});

test('a run goes on when another engine is chosen while it trains, and the choice is remembered', async ({ app, person, picture }) => {
  const chip = app.getByRole('button', { name: /^Engine: / });
  await expect(chip).toHaveText(/^(fast|strict) numerics · \d+ threads?$/);
  await openWide(person);
  await person.selectNothing();
  await person.fill('epochs', '50000');
  await person.button('Train').click();
  await expect.poll(() => person.progress()).toMatch(/^epoch [\d,]+ \/ 50,000 · [\d:]+ left$/);
  await chip.click();
  await app.getByRole('radio', { name: /^Strict/ }).check();
  await app.getByRole('combobox', { name: 'Threads' }).selectOption('1');
  await expect(chip).toHaveText('strict numerics · 1 thread');
  await picture('engine');
  const before = await person.progress();
  await expect.poll(() => person.progress()).not.toBe(before);
  await expect.poll(() => person.progress()).toMatch(/^epoch [\d,]+ \/ 50,000 · [\d:]+ left$/);
  await app.keyboard.press('Escape');
  await person.button('Pause').click();
  await app.reload();
  await expect(chip).toHaveText('strict numerics · 1 thread');
});
