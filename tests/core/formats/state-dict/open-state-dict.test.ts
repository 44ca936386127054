import { describe, expect, test } from 'vitest';
import { printDocument } from '../../../../core/document/print-document.ts';
import { openFile } from '../../../../core/formats/open-file.ts';
import type { Opened, Wish } from '../../../../core/formats/opened.ts';
import { writeModelFile } from '../../../../core/formats/model-file.ts';
import { readSafetensors, writeSafetensors } from '../../../../core/formats/safetensors.ts';
import { compileDocument } from '../../../../core/session/compiled.ts';
import { misfits } from '../../../../core/session/weights.ts';
import { moons } from '../../../helpers/networks.ts';
import { sentence } from '../../../helpers/sentence.ts';
import { tensorsFile } from '../../../helpers/tensors-file.ts';

const open = async (tensors: Record<string, string>, wish: Wish = {}, metadata?: Record<string, string>): Promise<Opened> =>
  (await openFile('net.safetensors', tensorsFile(tensors, metadata), wish)) as Opened;

/** `fc1:Linear 4 → …`, in the order of the chain. */
const chain = ({ document }: Opened): string => document.nodes.map(({ name, layer }) => `${name}:${layer}`).join(' ');
const codes = ({ findings }: Opened): string[] => findings.map(({ code }) => code);
const linear = (path: string, outputs: number, inputs: number) => ({
  [`${path}.weight`]: `F32 ${outputs} ${inputs}`,
  [`${path}.bias`]: `F32 ${outputs}`,
});
const norm = (path: string, width: number) => ({
  [`${path}.weight`]: `F32 ${width}`,
  [`${path}.bias`]: `F32 ${width}`,
  [`${path}.running_mean`]: `F32 ${width}`,
  [`${path}.running_var`]: `F32 ${width}`,
  [`${path}.num_batches_tracked`]: 'I64',
});

/** The weights fit the network that was proposed, whatever its names. */
function expectWhole(opened: Opened): void {
  const { plan, findings } = compileDocument(opened.document, null);
  expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
  expect(misfits(plan!, { document: opened.document, weights: opened.weights! })).toEqual([]);
}

describe('a network is proposed from the tensors of', () => {
  test.each<[string, Record<string, string>, string, string[]]>([
    [
      'an nn.Sequential, whose gaps were activations',
      { ...linear('10', 3, 8), ...linear('0', 16, 4), ...linear('2', 8, 16) },
      'input:Input 0:Linear 1:ReLU 2:Linear 3:ReLU 10:Linear loss:CrossEntropyLoss',
      ['state_dict_proposed', 'state_dict_gaps', 'state_dict_loss'],
    ],
    [
      'an nn.Sequential with BatchNorm and Dropout inside of a module',
      { ...linear('net.0', 16, 4), ...norm('net.1', 16), ...linear('net.4', 1, 16) },
      'input:Input net.0:Linear net.1:BatchNorm1d net.2:ReLU net.4:Linear loss:MSELoss',
      ['state_dict_proposed', 'state_dict_gaps', 'state_dict_loss'],
    ],
    [
      'an nn.Sequential without a gap',
      { ...linear('0', 16, 4), ...linear('1', 3, 16) },
      'input:Input 0:Linear 1:Linear loss:CrossEntropyLoss',
      ['state_dict_proposed', 'state_dict_loss'],
    ],
    [
      'modules that are counted by kind',
      { ...norm('bn1', 16), ...norm('bn2', 16), ...linear('fc1', 16, 4), ...linear('fc2', 16, 16), ...linear('out', 3, 16) },
      'input:Input fc1:Linear bn1:BatchNorm1d relu1:ReLU fc2:Linear bn2:BatchNorm1d relu2:ReLU out:Linear loss:CrossEntropyLoss',
      ['state_dict_proposed', 'state_dict_activations', 'state_dict_loss'],
    ],
    [
      'lists of modules side by side',
      { ...linear('layers.0', 8, 8), ...linear('layers.1', 8, 8), ...norm('norms.0', 8), ...norm('norms.1', 8) },
      'input:Input layers.0:Linear norms.0:BatchNorm1d relu1:ReLU layers.1:Linear norms.1:BatchNorm1d loss:CrossEntropyLoss',
      ['state_dict_proposed', 'state_dict_activations', 'state_dict_loss', 'state_dict_order_guessed'],
    ],
    [
      'an autoencoder, whose names fit both ways round by their widths',
      { ...linear('decoder.0', 9, 2), ...linear('encoder.0', 2, 9) },
      'input:Input encoder.0:Linear relu1:ReLU decoder.0:Linear loss:CrossEntropyLoss',
      ['state_dict_proposed', 'state_dict_activations', 'state_dict_loss'],
    ],
    [
      'modules whose widths alone tell the order',
      { ...linear('alpha', 3, 8), ...linear('beta', 16, 4), ...linear('gamma', 8, 16), ...norm('delta', 16) },
      'input:Input beta:Linear delta:BatchNorm1d relu1:ReLU gamma:Linear relu2:ReLU alpha:Linear loss:CrossEntropyLoss',
      ['state_dict_proposed', 'state_dict_activations', 'state_dict_loss'],
    ],
    [
      'modules of which nothing tells the order',
      { ...linear('left', 4, 4), ...linear('right', 4, 4) },
      'input:Input left:Linear relu1:ReLU right:Linear loss:CrossEntropyLoss',
      ['state_dict_proposed', 'state_dict_activations', 'state_dict_loss', 'state_dict_order_guessed'],
    ],
    [
      'one layer without a name, without bias',
      { weight: 'F32 2 5' },
      'input:Input fc1:Linear loss:CrossEntropyLoss',
      ['state_dict_renamed', 'state_dict_proposed', 'state_dict_loss'],
    ],
    [
      'a BatchNorm that learns nothing and does not count, before all',
      { 'bn.running_mean': 'F32 4', 'bn.running_var': 'F32 4', ...linear('fc', 2, 4) },
      'input:Input bn:BatchNorm1d fc:Linear loss:CrossEntropyLoss',
      ['state_dict_proposed', 'state_dict_loss'],
    ],
    [
      'modules that are called as other blocks would be',
      { ...linear('input', 4, 4), ...linear('loss', 2, 4) },
      'input1:Input input:Linear relu1:ReLU loss:Linear loss1:CrossEntropyLoss',
      ['state_dict_proposed', 'state_dict_activations', 'state_dict_loss'],
    ],
  ])('%s', async (_, tensors, expected, said) => {
    const opened = await open(tensors);
    expect(opened.origin).toBe('state_dict');
    expect(chain(opened)).toBe(expected);
    expect(codes(opened)).toEqual(said);
    expectWhole(opened);
  });

  test('DataParallel, under its own names, so that saving writes them again', async () => {
    const tensors = { ...linear('module.0', 3, 4), ...linear('module.2', 2, 3) };
    const opened = await open(tensors, {}, { format: 'pt', author: 'Asha' });
    const saved = readSafetensors('x', await writeModelFile({ document: opened.document, weights: opened.weights! }));
    const plain = readSafetensors('x', tensorsFile(tensors));
    expect(saved.tensors).toEqual(plain.tensors);
    expect(saved.metadata.get('author')).toBe('Asha');
  });

  test('tensors beside which counts are kept: they are no layers, and are saved again', async () => {
    const opened = await open({ ...linear('fc', 2, 4), epoch: 'I64', 'sampler.mask': 'BOOL 3' });
    expect(codes(opened)).toContain('tensors_unused');
    const { tensors } = readSafetensors('x', await writeModelFile({ document: opened.document, weights: opened.weights! }));
    expect([...tensors.keys()].sort()).toEqual(['epoch', 'fc.bias', 'fc.weight', 'sampler.mask']);
  });

  test('tied weights, which save_model stores once', async () => {
    const opened = await open({ 'a.weight': 'F32 4 4' }, {}, { 'b.weight': 'a.weight' });
    expect(chain(opened)).toBe('input:Input a:Linear relu1:ReLU b:Linear loss:CrossEntropyLoss');
    expect(opened.findings[0]!.message).toBe(
      'In PyTorch these are one tensor each (b.weight = a.weight). Here every block has its own copy, and training moves them apart.',
    );
  });
});

describe('numbers of other types', () => {
  const file = (dtype: 'F16' | 'BF16' | 'F64', bytes: Uint8Array, width: number) =>
    writeSafetensors([{ name: 'fc.weight', dtype, shape: [1, width], bytes }], new Map());
  const read = async (bytes: Uint8Array) => (await openFile('net.safetensors', bytes)) as Opened;

  test('half precision is exact in float32, subnormal and infinite numbers too', async () => {
    const opened = await read(file('F16', new Uint8Array(Uint16Array.of(0x3c00, 0xc000, 0x0001, 0x7bff, 0x7c00).buffer), 5));
    expect([...opened.weights!.state[0]!.values]).toEqual([1, -2, 2 ** -24, 65504, Infinity]);
    expect(codes(opened)).toContain('state_dict_widened');
  });

  test('bfloat16 is the upper half of float32', async () => {
    const opened = await read(file('BF16', new Uint8Array(Uint16Array.of(0x3f80, 0xc049, 0x0001).buffer), 3));
    expect([...opened.weights!.state[0]!.values]).toEqual([1, -3.140625, 2 ** -133]);
  });

  test('double precision says what it loses, if it does', async () => {
    const doubles = (...values: number[]) => new Uint8Array(Float64Array.from(values).buffer);
    expect(codes(await read(file('F64', doubles(0.5, 3), 2)))).toContain('state_dict_widened');
    const opened = await read(file('F64', doubles(0.1, 0, 3), 3));
    expect([...opened.weights!.state[0]!.values]).toEqual([Math.fround(0.1), 0, 3]);
    expect(opened.findings.at(-1)!.message).toBe(
      'net.safetensors stores 1 tensors as F64. They are computed with, and saved, as F32, which keeps 7 digits: a number changes by up to 1.5e-8 of its size.',
    );
  });
});

describe('the open network takes tensors as its weights', () => {
  const document = moons();
  const { plan } = compileDocument(document, null);
  const state = plan!.tensors.filter(({ role }) => role === 'parameter' || role === 'buffer').map(({ name, shape }) => ({ name, shape }));
  const beside = { document, state };
  const fitting = (prefix = '') => ({ ...linear(`${prefix}fc1`, 8, 2), ...norm(`${prefix}bn1`, 8), ...linear(`${prefix}head`, 2, 8) });

  test.each(['', 'module.', '_orig_mod.', 'model.net.'])('where names and shapes are its own behind "%s"', async (prefix) => {
    const opened = await open(fitting(prefix), { beside });
    expect(printDocument(opened.document)).toBe(printDocument(document));
    expect(codes(opened)).toEqual(['state_dict_loaded']);
    expectWhole(opened);
  });

  test('with others beside them, which are kept', async () => {
    const opened = await open({ ...fitting(), 'ema.decay': 'F32 1' }, { beside });
    expect(codes(opened)).toEqual(['state_dict_loaded', 'tensors_unused']);
    expect(opened.weights!.rest!.tensors.map(({ name }) => name)).toEqual(['ema.decay']);
  });

  test('and else says which does not fit, and proposes a network', async () => {
    const wider = await open({ ...fitting(), ...linear('head', 3, 8) }, { beside });
    expect(wider.findings[0]!.message).toBe(
      'net.safetensors does not hold the weights of the open network, so a network of its own was proposed: "head.weight" has shape [3, 8] there and [2, 8] in the network.',
    );
    const lacking = await open(linear('fc1', 8, 2), { beside });
    expect(lacking.findings[0]!.message).toBe(
      'net.safetensors does not hold the weights of the open network, so a network of its own was proposed: it lacks "bn1.weight".',
    );
    expect(codes(await open(linear('other', 8, 2), { beside }))[0]).toBe('state_dict_proposed');
  });
});

describe('refuses', () => {
  const layer = (name: string, shape: string, what: string) =>
    `net.safetensors: "${name}" of shape ${shape} belongs to ${what}. Only networks of Linear and BatchNorm1d layers can be proposed from tensors: draw it, or open its PyTorch code.`;

  test.each<[Record<string, string>, string]>([
    [{ 'conv1.weight': 'F32 8 3 5 5', 'conv1.bias': 'F32 8' }, layer('conv1.weight', '[8, 3, 5, 5]', 'a convolution')],
    [
      { 'norm.weight': 'F32 8', 'norm.bias': 'F32 8' },
      layer('norm.weight', '[8]', 'a normalisation without running statistics, such as LayerNorm'),
    ],
    [{ 'tok_emb.weight': 'F32 50 8' }, layer('tok_emb.weight', '[50, 8]', 'an Embedding')],
    [{ 'lstm.weight_ih_l0': 'F32 32 8' }, layer('lstm.weight_ih_l0', '[32, 8]', 'no layer that is known here')],
    [{ pos: 'F32 1 8' }, layer('pos', '[1, 8]', 'no layer that is known here')],
    [{ ...linear('fc', 2, 4), 'fc.scale': 'F32 2' }, layer('fc.scale', '[2]', 'no layer that is known here')],
    [{ 'fc.weight': 'F32 0 4' }, layer('fc.weight', '[0, 4]', 'no layer that is known here')],
    [{ 'bn.running_mean': 'F32 4' }, layer('bn.running_mean', '[4]', 'no layer that is known here')],
    [
      { 'fc.weight': 'F32 2 4', 'fc.bias': 'F32 3' },
      'net.safetensors: the shape of "fc.bias" is [3], but must be [2], for "fc.weight" has [2, 4]. The file is damaged or the module is no Linear.',
    ],
    [
      { ...norm('bn', 4), 'bn.running_var': 'F32 5' },
      'net.safetensors: the shape of "bn.running_var" is [5], but must be [4], for "bn.running_mean" has [4]. The file is damaged or the module is no BatchNorm1d.',
    ],
    [
      { 'fc.weight': 'I64 2 4' },
      'net.safetensors: the tensor "fc.weight" is stored as I64, but weights must be F32, F64, F16 or BF16. Convert it with PyTorch: tensor.float().',
    ],
    [
      { 'fc.weight': 'F8_E4M3 2 4' },
      'net.safetensors: the tensor "fc.weight" is stored as F8_E4M3, but weights must be F32, F64, F16 or BF16. Convert it with PyTorch: tensor.float().',
    ],
    [
      { ...norm('bn', 4), 'bn.num_batches_tracked': 'F32' },
      'net.safetensors: the tensor "bn.num_batches_tracked" is stored as F32, but weights must be I64. Convert it with PyTorch: tensor.float().',
    ],
    [
      { ...linear('a', 2, 4), ...linear('b', 3, 4) },
      'net.safetensors: its layers fit in no order in which each takes as many numbers as the one before gives: a 4 → 2, b 4 → 3. A network that branches cannot be proposed from its tensors: draw it, or open its PyTorch code, then open this file beside it.',
    ],
    [{}, 'net.safetensors holds neither a drawing nor tensors. Save the weights again, or choose another file.'],
    [{ epoch: 'I64' }, 'net.safetensors holds neither a drawing nor tensors. Save the weights again, or choose another file.'],
    [
      Object.fromEntries(Array.from({ length: 2001 }, (_, index) => [`${index}.weight`, 'F32 1 1'])),
      'net.safetensors lists more than 2000 layers; a network that can be trained here has far fewer. It is damaged or of another kind.',
    ],
  ])('tensors %#', async (tensors, expected) => {
    expect(await sentence(() => open(tensors))).toBe(expected);
  });
});
