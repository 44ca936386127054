import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseDocument } from '../../../core/document/parse-document.ts';
import { printDocument } from '../../../core/document/print-document.ts';
import { readModelFile } from '../../../core/formats/model-file.ts';
import { iris } from '../../../core/lessons/iris.ts';
import { Folder } from '../../helpers/gradscape.ts';
import { withSetting } from '../../helpers/networks.ts';

const folder = new Folder();
const bytesOf = (name: string) => new Uint8Array(readFileSync(folder.at(name)));
const modelOf = (name: string) => readModelFile(name, bytesOf(name));
const documentOf = (name: string) => parseDocument(name, bytesOf(name));

beforeAll(async () => {
  folder.copy('core/datasets/samples/iris.csv', 'iris.csv');
  mkdirSync(folder.at('elsewhere'));
  writeFileSync(folder.at('iris.gradscape.json'), printDocument(iris.document));
  writeFileSync(
    folder.at('trained.gradscape.json'),
    printDocument({ ...iris.document, training: { ...iris.document.training, epochs: 2 } }),
  );
  const { err } = await folder.run('train', 'trained.gradscape.json', '--out', 'trained.safetensors', '--threads', '1', '--strict');
  expect(err).toBe('');
});
afterAll(() => folder.remove());

describe('convert', () => {
  test('draws weights where FROM has none, as training would begin with them', async () => {
    const { code, out, err } = await folder.run('convert', 'iris.gradscape.json', 'fresh.safetensors');
    expect([code, err]).toEqual([0, '']);
    expect(out).toBe('Iris with a residual block written to fresh.safetensors, with weights drawn anew\n');
    const { document, weights } = await modelOf('fresh.safetensors');
    expect(document).toEqual(documentOf('iris.gradscape.json'));
    expect(weights.step).toBe(0);
    expect(weights.state.find(({ name }) => name === 'fc1.weight')!.values.every((value) => value !== 0)).toBe(true);
  });

  test('writes the same model again, weights, optimizer and run included', async () => {
    const { code, out } = await folder.run('convert', 'trained.safetensors', 'again.safetensors');
    expect([code, out]).toEqual([0, 'Iris with a residual block written to again.safetensors, with its weights\n']);
    expect(bytesOf('again.safetensors')).toEqual(bytesOf('trained.safetensors'));
  });

  test('names the data from the folder of the new file', async () => {
    await folder.run('convert', 'trained.safetensors', 'elsewhere/iris.gradscape.json');
    expect(documentOf('elsewhere/iris.gradscape.json').dataset).toEqual({ ...iris.document.dataset, path: '../iris.csv' });
    const { code } = await folder.run('check', 'elsewhere/iris.gradscape.json');
    expect(code).toBe(0);
  });

  test('an ONNX file keeps the weights, and predicts what the model does; of code that is read, another file has them', async () => {
    writeFileSync(folder.at('rows.csv'), '5.1,3.5,1.4,0.2\n6.7,3.0,5.2,2.3\n');
    const model = await folder.run('predict', 'trained.safetensors', '--input', 'rows.csv');
    expect((await folder.run('convert', 'trained.safetensors', 'trained.onnx')).code).toBe(0);
    const onnx = await folder.run('predict', 'trained.onnx', '--input', 'rows.csv');
    expect([onnx.code, onnx.out]).toEqual([0, model.out]);

    expect((await folder.run('convert', 'trained.safetensors', 'trained.py')).code).toBe(0);
    const without = await folder.run('predict', 'trained.py', '--input', 'rows.csv');
    expect([without.code, without.err]).toEqual([2, expect.stringContaining('no weights')]);
    const code = await folder.run('predict', 'trained.py', '--weights', 'trained.safetensors', '--input', 'rows.csv');
    expect([code.code, code.out]).toEqual([0, model.out]);
  });

  test('comes back through PyTorch code as the same layers, wires and training', async () => {
    await folder.run('convert', 'iris.gradscape.json', 'iris.py');
    const { code, err } = await folder.run('convert', 'iris.py', 'back.gradscape.json');
    expect([code, err]).toEqual([0, '']);
    const [before, after] = [documentOf('iris.gradscape.json'), documentOf('back.gradscape.json')];
    const drawn = ({ nodes }: typeof before) => nodes.map(({ layer, name }) => [layer, name]);
    expect(drawn(after)).toEqual(drawn(before));
    expect(after.dataset).toEqual(before.dataset);
  });

  test('of several networks in code one is named, and without a name all are listed', async () => {
    const layers = (width: number) => `nn.Sequential(nn.Linear(2, ${width}), nn.ReLU(), nn.Linear(${width}, 2))`;
    writeFileSync(folder.at('two.py'), `import torch\nfrom torch import nn\n\nsmall = ${layers(4)}\nlarge = ${layers(64)}\n`);
    const unnamed = await folder.run('convert', 'two.py', 'two.onnx');
    expect([unnamed.code, unnamed.err]).toEqual([2, expect.stringContaining('small, large')]);
    const { code } = await folder.run('convert', 'two.py', 'two.gradscape.json', '--network', 'large');
    expect(code).toBe(0);
    expect(documentOf('two.gradscape.json').nodes.find(({ layer }) => layer === 'Linear')!.settings).toMatchObject({ out_features: 64 });
  });

  test('weights that are not of the network, and files without any, are refused', async () => {
    for (const [weights, sentence] of [
      ['iris.gradscape.json', 'iris.gradscape.json holds no weights'],
      ['iris.csv', 'iris.csv'],
      ['nowhere.safetensors', 'nowhere.safetensors'],
    ]) {
      const { code, err } = await folder.run('convert', 'iris.gradscape.json', 'with.onnx', '--weights', weights!);
      expect([code, err]).toEqual([2, expect.stringContaining(sentence!)]);
    }
  });

  test('says it to programs in one object', async () => {
    const { out } = await folder.run('convert', 'trained.safetensors', 'told.gradscape.json', '--json');
    expect(JSON.parse(out)).toEqual({
      from: 'trained.safetensors',
      to: 'told.gradscape.json',
      network: 'Iris with a residual block',
      weights: null,
      findings: [],
    });
  });

  test('exits with 1 for a network with errors that TO cannot have, tells them, and leaves TO as it was', async () => {
    writeFileSync(folder.at('broken.gradscape.json'), printDocument(withSetting(iris.document, 'fc1', 'out_features', 0)));
    writeFileSync(folder.at('kept.safetensors'), 'kept');
    const before = readdirSync(folder.path);
    const { code, out, err } = await folder.run('convert', 'broken.gradscape.json', 'kept.safetensors');
    expect([code, out]).toEqual([1, '']);
    expect(err).toMatch(/^error: .*fc1/);
    expect(readFileSync(folder.at('kept.safetensors'), 'utf8')).toBe('kept');
    expect(readdirSync(folder.path)).toEqual(before);
    expect((await folder.run('convert', 'broken.gradscape.json', 'still.gradscape.json')).code).toBe(0);
  });

  test.each([
    [['iris.gradscape.json'], 'TO is missing'],
    [['iris.gradscape.json', 'a.onnx', 'b.onnx'], '"b.onnx" is given as well'],
    [['iris.gradscape.json', 'iris.txt'], 'a .safetensors, .gradscape.json, .py or .onnx file'],
    [['iris.gradscape.json', './iris.gradscape.json'], 'another file than FROM'],
    [['iris.gradscape.json', 'nowhere/iris.onnx'], 'nowhere/iris.onnx'],
    [['iris.csv', 'iris.onnx'], 'iris.csv'],
  ])('refuses %j with one sentence and exit 2, and writes nothing', async (args, sentence) => {
    const before = readdirSync(folder.path);
    const { code, out, err } = await folder.run('convert', ...args);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(sentence);
    expect(err.trim().split('\n')).toHaveLength(1);
    expect(readdirSync(folder.path)).toEqual(before);
  });
});
