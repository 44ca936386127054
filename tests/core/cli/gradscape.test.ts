import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { exploding } from '../../../core/lessons/exploding.ts';
import { iris } from '../../../core/lessons/iris.ts';
import { tenSigmoids } from '../../../core/lessons/ten-sigmoids.ts';
import { readModelFile } from '../../../core/formats/model-file.ts';
import { COMMAND, Folder } from '../../helpers/gradscape.ts';
import { moons, withSetting } from '../../helpers/networks.ts';

const folder = new Folder();
const write = (name: string, content: unknown) =>
  writeFileSync(folder.at(name), typeof content === 'string' ? content : JSON.stringify(content));

const LONG = ['--out', 'long.safetensors', '--telemetry', 'long.jsonl'];

/** A run with these arguments has written something. */
function hasBegun(): Promise<void> {
  return new Promise((resolve) => {
    const look = setInterval(() => {
      const log = readdirSync(folder.path).find((name) => name.startsWith('.long.jsonl'));
      if (!log || readFileSync(folder.at(log)).length === 0) return;
      clearInterval(look);
      resolve();
    }, 20);
  });
}

beforeAll(async () => {
  folder.copy('core/datasets/samples/iris.csv', 'iris.csv');
  write('iris.gradscape.json', iris.document);
  write('moons.gradscape.json', moons());
  write('long.gradscape.json', moons({ training: { ...moons().training, epochs: 1_000_000 } }));
  const { code, err } = await folder.run('train', 'iris.gradscape.json', '--out', 'iris.safetensors');
  expect([code, err]).toEqual([0, '']);
});
afterAll(() => folder.remove());

describe('train', () => {
  test('reaches 0.93 on the validation rows of iris, and prints one JSON object with it', async () => {
    const { code, out, err } = await folder.run('train', 'iris.gradscape.json', '--strict', '--threads', '1', '--json');
    const result = JSON.parse(out);
    expect([code, err]).toEqual([0, '']);
    expect(Object.keys(result)).toEqual([
      'epochs',
      'steps',
      'train',
      'validation',
      'skill',
      'seconds',
      'threads',
      'numerics',
      'revectorized',
      'recorded_every',
      'findings',
      'muted',
      'history',
    ]);
    expect(result.validation.accuracy).toBeGreaterThanOrEqual(0.93);
    expect(result).toMatchObject({ epochs: 50, steps: 200, threads: 1, numerics: 'strict', recorded_every: 1, findings: [], muted: [] });
    expect(result.history).toHaveLength(50);
    expect(result.history[49]).toEqual({ epoch: 50, step: 200, train: result.train, validation: result.validation });
    expect(result.skill).toBeCloseTo(1 - result.train.loss / Math.log(3), 2);
  });

  test("takes data, target, epochs and seed in place of the document's", async () => {
    write('flowers.csv', readFileSync(folder.at('iris.csv'), 'utf8').replace('species', 'kind'));
    const { out } = await folder.run(
      'train',
      'iris.gradscape.json',
      '--data',
      'flowers.csv',
      '--target',
      'kind',
      '--epochs',
      '3',
      '--seed',
      '9',
      '--json',
    );
    expect(JSON.parse(out)).toMatchObject({ epochs: 3, history: [{ epoch: 1 }, { epoch: 2 }, { epoch: 3 }] });
    expect((await folder.run('train', 'moons.gradscape.json', '--data', 'xor?rows=100', '--steps', '7', '--json')).out).toContain(
      '"steps":7',
    );
  });

  test('gives the same run for the same seed', async () => {
    const runs = await Promise.all([1, 2].map(() => folder.run('train', 'moons.gradscape.json', '--json')));
    const [one, other] = runs.map(({ out }) => ({ ...JSON.parse(out), seconds: 0 }));
    expect(one).toEqual(other);
  });

  test('writes a model that holds the document, and a log of every step', async () => {
    await folder.run('train', 'moons.gradscape.json', '--out', 'moons.safetensors', '--telemetry', 'moons.jsonl');
    const { document, weights } = await readModelFile('moons', new Uint8Array(readFileSync(folder.at('moons.safetensors'))));
    expect(document).toEqual(moons());
    expect(weights.step).toBe(20);
    const lines = readFileSync(folder.at('moons.jsonl'), 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines[0]).toMatchObject({ type: 'run', format: 'gradscape-log' });
    expect(lines.filter(({ type }) => type === 'step').map(({ step }) => step)).toEqual(Array.from({ length: 20 }, (_, step) => step + 1));
    expect(lines.filter(({ type, on }) => type === 'evaluation' && on === 'validation')).toHaveLength(4);
    expect(lines[0].document).toEqual(moons());
    expect(lines[1]).toEqual({ type: 'plan', steps: 20 });
    const steps = lines.slice(2).map(({ step }) => step);
    expect(steps).toEqual(steps.toSorted((a, b) => a - b));
  });

  test('goes on with the run that a model file holds', async () => {
    await folder.run('train', 'moons.gradscape.json', '--epochs', '2', '--out', 'half.safetensors');
    await folder.run('train', 'half.safetensors', '--epochs', '4', '--out', 'whole.safetensors');
    await folder.run('train', 'moons.gradscape.json', '--epochs', '4', '--out', 'straight.safetensors');
    const state = async (name: string) => (await readModelFile(name, new Uint8Array(readFileSync(folder.at(name))))).weights.state;
    expect(await state('whole.safetensors')).toEqual(await state('straight.safetensors'));
  });

  test('keeps what was learnt when it is interrupted', async () => {
    const { process: child, ended } = folder.start('train', 'long.gradscape.json', ...LONG);
    await hasBegun();
    child.kill('SIGINT');
    const { code, out } = await ended;
    expect(code).toBe(130);
    expect(out).toMatch(/[1-9]\d* steps? in/); // as many as there were by then
    expect((await readModelFile('long', new Uint8Array(readFileSync(folder.at('long.safetensors'))))).weights.step).toBeGreaterThan(0);
  });

  test.skipIf(process.platform === 'win32')('leaves nothing half-written when it is told to end', async () => {
    const before = readdirSync(folder.path);
    const { process: child, ended } = folder.start('train', 'long.gradscape.json', ...LONG);
    await hasBegun();
    child.kill('SIGTERM');
    expect(await ended).toEqual({ code: 143, out: '', err: '' });
    expect(readdirSync(folder.path)).toEqual(before);
  });

  test('exits with 1 when the model it was to write has lost its numbers, and writes none', async () => {
    write('exploding.gradscape.json', exploding.document);
    const { code, err } = await folder.run('train', 'exploding.gradscape.json', '--out', 'exploding.safetensors');
    expect([code, err]).toEqual([1, 'gradscape: exploding.safetensors is not written, for its numbers are lost.\n']);
    expect(readdirSync(folder.path).filter((name) => name.includes('exploding.safetensors'))).toEqual([]);
  });

  test('measures where it stops, be it after one step, and counts the epochs beyond those planned', async () => {
    const one = JSON.parse((await folder.run('train', 'moons.gradscape.json', '--steps', '1', '--json')).out);
    expect(one).toMatchObject({ epochs: 0, steps: 1, train: { loss: expect.any(Number) }, validation: { accuracy: expect.any(Number) } });
    const many = JSON.parse((await folder.run('train', 'moons.gradscape.json', '--steps', '32', '--json')).out);
    expect(many).toMatchObject({ epochs: 6, steps: 32 });
    expect(many.history.at(-1)).toMatchObject({ epoch: 7, step: 32 });
  });

  test('a model in another folder finds its data again', async () => {
    mkdirSync(folder.at('models'), { recursive: true });
    await folder.run('train', 'iris.gradscape.json', '--epochs', '1', '--out', 'models/iris.safetensors');
    const { document } = await readModelFile('iris', new Uint8Array(readFileSync(folder.at('models/iris.safetensors'))));
    expect(document.dataset).toEqual({ ...iris.document.dataset, path: '../iris.csv' });
    const { code, out } = await folder.run('train', 'models/iris.safetensors', '--epochs', '1', '--json');
    expect([code, JSON.parse(out).steps]).toEqual([0, 8]);
  });

  test.skipIf(process.platform === 'win32')('says so when the log cannot be written to its end, and leaves no half of a file', async () => {
    const limited = `ulimit -f 16; exec "$0" "$@"`;
    const args = [COMMAND, 'train', 'iris.gradscape.json', '--out', 'no.safetensors', '--telemetry', 'no.jsonl'];
    const { status, stderr } = spawnSync('bash', ['-c', limited, process.execPath, ...args], { cwd: folder.path, encoding: 'utf8' });
    expect([status, stderr]).toEqual([
      2,
      'gradscape: no.jsonl cannot be written: it would be larger than a file may be there; choose another place.\n',
    ]);
    expect(readdirSync(folder.path).filter((name) => name.includes('no.'))).toEqual([]);
  });

  test('refuses to write a model under a name of another kind', async () => {
    const { code, err } = await folder.run('train', 'iris.gradscape.json', '--out', 'iris.gradscape.json');
    expect([code, err]).toEqual([2, 'gradscape: --out is "iris.gradscape.json", but must be a .safetensors file.\n']);
  });

  test('prints the findings and no result for a network with errors, and exits with 1', async () => {
    write('bad.gradscape.json', withSetting(moons(), 'drop1', 'p', 2));
    const { code, out } = await folder.run('train', 'bad.gradscape.json', '--out', 'bad.safetensors');
    expect([code, out]).toEqual([1, 'error: drop1: p is 2, but must be a number from 0 to 1.\n    try: Leave p of drop1 at its default\n']);
    expect(readdirSync(folder.path).filter((name) => name.includes('bad.safetensors'))).toEqual([]);
  });
});

describe('predict', () => {
  const predict = (...args: string[]) => folder.run('predict', 'iris.safetensors', ...args);

  test('scales rows as the training rows were and names the classes', async () => {
    const [head, ...rows] = readFileSync(folder.at('iris.csv'), 'utf8').trimEnd().split('\n');
    const { code, out } = await predict('--input', 'iris.csv', '--json');
    const { predictions, probabilities, classes, task } = JSON.parse(out);
    expect([code, task, classes]).toEqual([0, 'classification', ['setosa', 'versicolor', 'virginica']]);
    const right = rows.filter((row, index) => row.endsWith(predictions[index])).length;
    expect(right / rows.length).toBeGreaterThan(0.93);
    for (const line of probabilities) expect(line.reduce((sum: number, value: number) => sum + value, 0)).toBeCloseTo(1, 10);
    expect(head).toContain('species');
  });

  test('writes CSV and NumPy files', async () => {
    expect(await predict('--input', 'iris.csv', '--output', 'out.csv')).toMatchObject({ code: 0, out: '150 rows predicted to out.csv\n' });
    expect(readFileSync(folder.at('out.csv'), 'utf8').split('\n')[0]).toBe('prediction,setosa,versicolor,virginica');
    await predict('--input', 'iris.csv', '--output', 'out.npy');
    expect(readFileSync(folder.at('out.npy')).subarray(1, 6).toString()).toBe('NUMPY');
    const again = JSON.parse((await predict('--input', 'iris.csv', '--json')).out).outputs[7];
    const bytes = readFileSync(folder.at('out.npy'));
    expect([0, 1, 2].map((column) => bytes.readFloatLE(bytes.length - 4 * 3 * (150 - 7) + 4 * column))).toEqual(again);
  });

  test('reads fractions as the data of its training wrote them', async () => {
    write('comma.csv', readFileSync(folder.at('iris.csv'), 'utf8').replaceAll(',', ';').replaceAll('.', ','));
    const data = ['--data', 'comma.csv?decimal=comma', '--target', 'species', '--epochs', '1'];
    await folder.run('train', 'iris.gradscape.json', ...data, '--out', 'comma.safetensors');
    const { code, out } = await folder.run('predict', 'comma.safetensors', '--input', 'comma.csv', '--json');
    expect([code, JSON.parse(out).rows]).toEqual([0, 150]);
  });

  test('names no class where the outputs are not numbers', async () => {
    write('huge.csv', '3e38,3e38,-3e38,3e38\n5.1,3.5,1.4,0.2\n');
    expect(JSON.parse((await predict('--input', 'huge.csv', '--json')).out).predictions).toEqual([null, 'setosa']);
    expect((await predict('--input', 'huge.csv')).out.split('\n')[1]).toBe(',NaN,NaN,NaN');
  });

  test('prints the CSV where no file is named', async () => {
    expect((await predict('--input', 'iris.csv')).out.split('\n')).toHaveLength(152);
  });
});

describe.skipIf(process.platform === 'win32')('a reader that closes the pipe', () => {
  test('is no failure', () => {
    const { status, stderr } = spawnSync(
      'bash',
      ['-c', 'set -o pipefail; "$0" "$@" | true', process.execPath, COMMAND, 'info', 'iris.gradscape.json'],
      {
        cwd: folder.path,
        encoding: 'utf8',
      },
    );
    expect([status, stderr]).toEqual([0, '']);
  });
});

describe('check and info', () => {
  test('check exits with 0 for a network that can be trained and 1 for one with errors, and lists the findings', async () => {
    expect(await folder.run('check', 'iris.gradscape.json')).toEqual({ code: 0, out: `${iris.document.name}: no errors.\n`, err: '' });
    write('cycle.gradscape.json', { ...moons(), edges: [...moons().edges, { from: ['relu1', 'out'], to: ['fc1', 'in'] }] });
    const { code, out } = await folder.run('check', 'cycle.gradscape.json', '--json');
    expect(code).toBe(1);
    expect(JSON.parse(out).findings.map((finding: { code: string }) => finding.code)).toContain('port_taken');
  });

  test('check does without data that are not there, and reports data that are broken', async () => {
    write('else.gradscape.json', moons({ dataset: { source: 'csv', path: 'nowhere.csv' } }));
    expect(await folder.run('check', 'else.gradscape.json')).toMatchObject({
      code: 0,
      out: expect.stringContaining('nowhere.csv is not here'),
    });
    write('ragged.csv', 'a,b,c\n1,2,x\n1,2\n');
    write('ragged.gradscape.json', moons({ dataset: { source: 'csv', path: 'ragged.csv' } }));
    expect(await folder.run('check', 'ragged.gradscape.json')).toMatchObject({
      code: 1,
      out: expect.stringMatching(/ragged\.csv, line 3/),
    });
  });

  test('check --gradients prints a row for each layer and what it comes to', async () => {
    const { code, out, err } = await folder.run('check', 'iris.safetensors', '--gradients');
    expect([code, err]).toEqual([0, '']);
    expect(out).toMatch(/^fc1 +fc1\.\w+.* +\de-\d+ +\d+ +\d+ +\d+ +\d+$/m);
    expect(out).toMatch(/: gradients are true to \de-\d+ \(step 200, \d+ rows; 1e-4 passes\)\n$/);
  });

  test('check --gradients --json says it to programs, on the data that are named', async () => {
    const { code, out } = await folder.run('check', 'moons.gradscape.json', '--gradients', '--data', 'xor?rows=100', '--json');
    const { errors, gradients } = JSON.parse(out);
    expect([code, errors]).toEqual([0, 0]);
    expect(gradients).toMatchObject({ passed: true, bound: 1e-4, step: 0, rows: 32 });
    expect(gradients.largest_relative_error).toBeLessThan(1e-4);
    expect(gradients.layers.map(({ name }: { name: string }) => name)).toEqual(['fc1', 'bn1', 'relu1', 'drop1', 'head']);
    for (const layer of gradients.layers) expect(layer.largest_relative_error).toBeLessThanOrEqual(gradients.largest_relative_error);
  });

  test('check --gradients of a network with errors tells the errors, and of data that are not there that', async () => {
    const { code, out } = await folder.run('check', 'cycle.gradscape.json', '--gradients', '--json');
    expect([code, JSON.parse(out).gradients]).toEqual([1, null]);
    expect(await folder.run('check', 'else.gradscape.json', '--gradients')).toMatchObject({
      code: 2,
      err: expect.stringContaining('nowhere.csv cannot be read'),
    });
  });

  test('info tells layers, shapes, parameters, memory, FLOPs and the predicted profile', async () => {
    const facts = JSON.parse((await folder.run('info', 'moons.gradscape.json', '--json')).out);
    expect(facts.layers.map(({ name }: { name: string }) => name)).toEqual(moons().nodes.map(({ name }) => name));
    expect(facts.layers[1]).toMatchObject({ name: 'fc1', layer: 'Linear', shape: [8], parameters: 24 });
    expect(facts.layers[1].predicted).toBeTypeOf('number');
    expect(facts.layers[1].measured).toBeCloseTo(0, 10); // the last hidden layer is what all are measured by
    expect(facts).toMatchObject({ parameters: 24 + 16 + 18, batch_size: 32, weights: false });
    expect(facts.memory).toBeGreaterThan(0);
    expect(facts.flops).toBeGreaterThan(0);
    expect((await folder.run('info', 'iris.safetensors')).out).toMatch(/with weights/);
  });

  test('info and check foresee what the first batch shows: the gradient of ten sigmoids is lost, and nothing keeps them from training', async () => {
    write('sigmoids.gradscape.json', tenSigmoids.document);
    const { layers, findings } = JSON.parse((await folder.run('info', 'sigmoids.gradscape.json', '--json')).out);
    const [fc1] = layers.filter(({ name }: { name: string }) => name === 'fc1');
    expect(fc1.predicted).toBeCloseTo(-6.1, 1);
    expect(Math.abs(fc1.measured - fc1.predicted)).toBeLessThan(1);
    expect(findings).toMatchObject([{ code: 'vanishing_foreseen', severity: 'warning', evidence: { value: fc1.measured } }]);
    expect((await folder.run('info', 'sigmoids.gradscape.json')).out).toMatch(
      /predicted +measured\n[^]*\nwarning: .*\n {4}signal.*\n {4}try: /,
    );

    const { code, out } = await folder.run('check', 'sigmoids.gradscape.json');
    expect(code).toBe(0);
    expect(out).toMatch(
      /^warning: .*\n {4}signal, first against last hidden layer: -\d\.\d decades, limit -2\.5 decades; so from the start\n/,
    );
    write('quiet.gradscape.json', { ...tenSigmoids.document, diagnosis: { muted: ['vanishing_foreseen'] } });
    expect((await folder.run('check', 'quiet.gradscape.json')).out).toMatch(/^muted: [^\n]*\(fc1\)\nTen sigmoids: no errors\.\n$/);
  });
});

describe('bad input gets one sentence on standard error, nothing on standard output, and exit 2', () => {
  beforeAll(() => {
    write('foreign.safetensors', '<html></html>');
    writeFileSync(folder.at('cut.safetensors'), readFileSync(folder.at('iris.safetensors')).subarray(0, 300));
    write('newer.gradscape.json', { ...moons(), version: 99 });
    write('cell.csv', readFileSync(folder.at('iris.csv'), 'utf8').replace('\n4.9,', '\nfour,'));
    write('narrow.csv', 'a,b\n1,2\n');
  });

  test.each([
    ['an unknown command', ['transmute', 'a', 'b'], /no command "transmute"/],
    ['no file', ['train'], /FILE is missing/],
    ['a file that is not there', ['check', 'nowhere.json'], /nowhere\.json cannot be read/],
    ['a folder', ['check', '.'], /it is a folder/],
    ['a foreign file', ['check', 'foreign.safetensors'], /web page/],
    ['half a model file', ['train', 'cut.safetensors'], /cut\.safetensors/],
    ['a document of a later version', ['check', 'newer.gradscape.json'], /newer/],
    ['an option that does not exist', ['train', 'iris.gradscape.json', '--speed'], /There is no option --speed here\. See gradscape train/],
    ['a short option', ['check', 'iris.gradscape.json', '-j'], /There is no option -j here/],
    ['an option without its value', ['train', 'iris.gradscape.json', '--seed'], /--seed needs a value\./],
    ['an option in place of a value', ['train', 'iris.gradscape.json', '--seed', '--json'], /--seed needs a value, but "--json" follows/],
    ['a value for a flag', ['train', 'iris.gradscape.json', '--json=yes'], /--json takes no value, but "yes" is given/],
    ['two files', ['check', 'iris.gradscape.json', 'moons.gradscape.json'], /One FILE is taken, but "moons\.gradscape\.json"/],
    [
      'a number below zero',
      ['train', 'iris.gradscape.json', '--threads', '-1'],
      /--threads is "-1", but must be a whole number from 1 to \d/,
    ],
    ['an impossible number', ['train', 'iris.gradscape.json', '--epochs', '0'], /--epochs is "0"/],
    [
      'threads by the thousand',
      ['train', 'iris.gradscape.json', '--threads', '1000'],
      /--threads is "1000", but must be a whole number from 1 to/,
    ],
    ['a bad cell', ['train', 'iris.gradscape.json', '--data', 'cell.csv'], /cell\.csv, line 3, column "sepal_length": "four"/],
    ['data that are not there', ['train', 'iris.gradscape.json', '--data', 'nowhere.csv'], /nowhere\.csv cannot be read/],
    ['a target that is not a column', ['train', 'iris.gradscape.json', '--data', 'iris.csv', '--target', 'x'], /no column "x"/],
    ['a place that cannot be written', ['train', 'iris.gradscape.json', '--out', 'no/where.safetensors'], /cannot be written/],
    ['a document without weights to predict with', ['predict', 'iris.gradscape.json', '--input', 'iris.csv'], /no weights/],
    ['rows of another width', ['predict', 'iris.safetensors', '--input', 'narrow.csv'], /2 numbers per row, but the network takes 4/],
    ['an output of another kind', ['predict', 'iris.safetensors', '--input', 'iris.csv', '--output', 'y.txt'], /--output/],
  ])('%s', async (_, args, sentence) => {
    const { code, out, err } = await folder.run(...args);
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(sentence);
    expect(err.trimEnd().split('\n')).toHaveLength(1);
  });

  test('and leaves no file half-written', () => {
    expect(readdirSync(folder.path).filter((name) => name.includes('.tmp'))).toEqual([]);
  });
});
