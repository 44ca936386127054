import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { emptyDocument, type Document } from '../../../core/document/document.ts';
import { printDocument } from '../../../core/document/print-document.ts';
import { InputError } from '../../../core/findings/input-error.ts';
import { readModelFile, writeModelFile, type Model, type NamedTensor } from '../../../core/formats/model-file.ts';
import type { Opened } from '../../../core/formats/opened.ts';
import { openFile } from '../../../core/formats/open-file.ts';
import { readSafetensors, writeSafetensors } from '../../../core/formats/safetensors.ts';
import { LESSONS } from '../../../core/lessons/index.ts';
import { Random } from '../../../core/tensor/random.ts';
import { elementCount } from '../../../core/tensor/shape.ts';
import { pythonWith, runPython } from '../../helpers/python.ts';

const random = new Random(1, 99);
function drawn(name: string, ...shape: number[]): NamedTensor {
  return { name, shape, values: Float32Array.from({ length: elementCount(shape) }, () => random.normal()) };
}

const ones = (name: string, ...shape: number[]) => ({ name, shape, values: new Float32Array(elementCount(shape)).fill(1) });

const model: Model = {
  document: LESSONS.find(({ id }) => id === 'iris')!.document,
  weights: {
    state: [
      drawn('fc1.weight', 16, 4),
      drawn('fc1.bias', 16),
      drawn('bn1.weight', 16),
      drawn('bn1.bias', 16),
      drawn('bn1.running_mean', 16),
      ones('bn1.running_var', 16),
      { name: 'bn1.num_batches_tracked', shape: [], values: Float32Array.of(16_777_216) },
      drawn('fc2.weight', 16, 16),
      drawn('fc2.bias', 16),
      drawn('head.weight', 3, 16),
      { name: 'head.bias', shape: [3], values: Float32Array.of(Number.NaN, -Infinity, 1e-45) },
    ],
    optimizer: [drawn('fc1.weight.exp_avg', 16, 4), drawn('fc1.weight.exp_avg_sq', 16, 4)],
    step: 184,
    data: {
      name: 'iris.csv',
      classes: ['setosa', 'versicolor', 'virginica'],
      columns: ['sepal_length', 'sepal_width', 'petal_length', 'petal_width'],
      scaling: { offset: Float32Array.of(5.8, 3.1, 3.8, 1.2), scale: Float32Array.of(0.8, 0.4, 1.8, 0.8) },
    },
    summary: { loss: 0.1, accuracy: 0.97, numerics: 'strict' },
  },
};

const byName = (a: NamedTensor, b: NamedTensor) => (a.name < b.name ? -1 : 1);
const sorted = ({ document, weights }: Model): Model => ({
  document,
  weights: { ...weights, state: weights.state.toSorted(byName), optimizer: weights.optimizer.toSorted(byName) },
});

async function refusal(bytes: Uint8Array): Promise<string> {
  try {
    await readModelFile('net.safetensors', bytes);
  } catch (error) {
    expect(error).toBeInstanceOf(InputError);
    expect((error as Error).message).not.toMatch(/\{\w+\}/);
    return (error as InputError).code;
  }
  return 'accepted';
}

/** The same file with other metadata, which no checksum covers. */
async function withMetadata(changes: Record<string, string | undefined>): Promise<Uint8Array> {
  const { tensors, metadata } = readSafetensors('x', await writeModelFile(model));
  const changed = new Map(metadata);
  for (const [name, text] of Object.entries(changes))
    if (text === undefined) changed.delete(name);
    else changed.set(name, text);
  return writeSafetensors(
    Array.from(tensors, ([name, tensor]) => ({ name, ...tensor })),
    changed,
  );
}

describe('a model file', () => {
  test('gives back the model, non-finite and denormal numbers included', async () => {
    expect(sorted(await readModelFile('x', await writeModelFile(model)))).toEqual(sorted(model));
  });

  test('has the same bytes every time, also when saved again after opening', async () => {
    const bytes = await writeModelFile(model);
    expect(await writeModelFile(model)).toEqual(bytes);
    expect(await writeModelFile(await readModelFile('x', bytes))).toEqual(bytes);
  });

  test('opens at any place in memory', async () => {
    const bytes = await writeModelFile(model);
    const shifted = new Uint8Array(bytes.length + 1);
    shifted.set(bytes, 1);
    expect(sorted(await readModelFile('x', shifted.subarray(1)))).toEqual(sorted(model));
  });

  test('opens as what it is, whatever it is called', async () => {
    const opened = (await openFile('net.gradscape.json', await writeModelFile(model))) as Opened;
    expect(opened.document).toEqual(model.document);
    expect(opened.weights!.step).toBe(184);
  });

  test('keeps a network that never saw data or a run', async () => {
    const bare: Model = { document: emptyDocument(), weights: { state: [], optimizer: [], step: 0, data: null, summary: {} } };
    expect(await readModelFile('x', await writeModelFile(bare))).toEqual(bare);
  });

  test('leaves numbers that JSON cannot hold out of the summary', async () => {
    const diverged = { ...model, weights: { ...model.weights, summary: { loss: Number.NaN, accuracy: 0.1 } } };
    expect((await readModelFile('x', await writeModelFile(diverged))).weights.summary).toEqual({ accuracy: 0.1 });
  });

  test('stores the drawing as the text of its document and names its tensors as PyTorch does', async () => {
    const { tensors, metadata } = readSafetensors('x', await writeModelFile(model));
    expect(metadata.get('format')).toBe('pt');
    expect(metadata.get('gradscape')).toBe(printDocument(model.document));
    expect(tensors.get('bn1.num_batches_tracked')).toMatchObject({ dtype: 'I64', shape: [] });
    expect([...tensors.keys()].filter((name) => name.startsWith('gradscape.')).sort()).toEqual([
      'gradscape.optimizer.fc1.weight.exp_avg',
      'gradscape.optimizer.fc1.weight.exp_avg_sq',
      'gradscape.scaling.offset',
      'gradscape.scaling.scale',
    ]);
  });
});

describe('a model file that is wrong is refused', () => {
  test('one bit of its numbers changed', async () => {
    const bytes = await writeModelFile(model);
    bytes[bytes.length - 5]! ^= 1;
    expect(await refusal(bytes)).toBe('model_damaged');
  });

  test.each([
    [{ gradscape: '{' }, 'json_malformed'],
    [{ gradscape: '[]' }, 'document_foreign'],
    [{ gradscape: `${'['.repeat(1e5)}` }, 'json_malformed'],
    [{ gradscape: `{"format":"gradscape","version":1,"__proto__":{}}` }, 'json_malformed'],
    [{ gradscape: '{"format":"gradscape","version":2}' }, 'document_newer'],
    [{ gradscape: ' '.repeat(20_000_001) }, 'document_too_large'],
    [{ gradscape: undefined }, 'model_metadata'],
    [{ 'gradscape.version': '2' }, 'document_newer'],
    [{ 'gradscape.sha256': 'f'.repeat(64) }, 'model_damaged'],
    [{ 'gradscape.run': 'null' }, 'model_metadata'],
    [{ 'gradscape.run': '{"step":-1}' }, 'model_metadata'],
    [{ 'gradscape.run': '{"step":0,"data":[]}' }, 'model_metadata'],
    [{ 'gradscape.run': '{"step":0,"data":{"name":"x","classes":[1],"columns":[]}}' }, 'model_metadata'],
    [{ 'gradscape.run': '{"step":0,"data":null,"summary":{"loss":null}}' }, 'model_metadata'],
    [{ 'gradscape.run': '{' }, 'json_malformed'],
    [{ 'gradscape.sha256': undefined, 'gradscape.run': undefined, 'gradscape.version': undefined }, 'accepted'],
  ])('metadata %#', async (changes, code) => expect(await refusal(await withMetadata(changes))).toBe(code));

  test.each(['', '0', '-1', '1.0', '1e0', 'one', '01', '9'.repeat(10)])('the version "%s"', async (version) => {
    expect(await refusal(await withMetadata({ 'gradscape.version': version }))).toBe('model_metadata');
  });

  const changed = async (name: string, tensor: { dtype: 'F16' | 'F32' | 'I64'; shape: number[]; bytes: Uint8Array }) => {
    const { tensors, metadata } = readSafetensors('x', await withMetadata({ 'gradscape.sha256': undefined }));
    return writeSafetensors(
      Array.from(new Map(tensors).set(name, tensor), ([name, tensor]) => ({ name, ...tensor })),
      metadata,
    );
  };

  test.each([
    ['fc1.bias', { dtype: 'F16' as const, shape: [16], bytes: new Uint8Array(32) }, 'model_dtype'],
    ['bn1.num_batches_tracked', { dtype: 'F32' as const, shape: [], bytes: new Uint8Array(4) }, 'model_dtype'],
    ['gradscape.scaling.scale', { dtype: 'F32' as const, shape: [3], bytes: new Uint8Array(12) }, 'model_scaling'],
    ['gradscape.scaling.offset', { dtype: 'F32' as const, shape: [2, 2], bytes: new Uint8Array(16) }, 'model_scaling'],
  ])('%s stored as something else', async (name, tensor, code) => expect(await refusal(await changed(name, tensor))).toBe(code));

  test('a tensor under the prefix that is reserved', async () => {
    const reserved: Model = { ...model, weights: { ...model.weights, state: [drawn('gradscape.fc1.weight', 1)] } };
    await expect(writeModelFile(reserved)).rejects.toThrow('The tensor name "gradscape.fc1.weight" begins with "gradscape."');
  });
});

// importing torch takes seconds
describe('Python', { timeout: 60_000 }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'gradscape-model-'));
  const path = join(folder, 'iris.safetensors');
  afterAll(() => rmSync(folder, { recursive: true }));

  const states = (values: (tensor: NamedTensor) => unknown) =>
    Object.fromEntries(model.weights.state.map((tensor) => [tensor.name, values(tensor)]));

  /** Knows nothing of our code: the format in ten lines of the standard library. */
  const READ = `
import json, struct, hashlib
def read(path):
    file = open(path, 'rb').read()
    length, = struct.unpack('<Q', file[:8])
    header = json.loads(file[8:8 + length])
    metadata = header.pop('__metadata__')
    data = file[8 + length:]
    code = {'F32': 'f', 'I64': 'q'}
    tensors = {}
    for name, t in header.items():
        part = data[slice(*t['data_offsets'])]
        tensors[name] = (t['dtype'], t['shape'], struct.unpack('<%d%s' % (len(part) // struct.calcsize(code[t['dtype']]), code[t['dtype']]), part))
    return metadata, tensors, hashlib.sha256(data).hexdigest()
`;

  test('reads names, shapes, numbers, checksum and drawing', async (context) => {
    const python = pythonWith('json', 'struct', 'hashlib');
    if (!python) return context.skip('not run: this machine has no python3');
    writeFileSync(path, await writeModelFile(model));
    const script = `${READ}
import sys
metadata, tensors, sha = read(sys.argv[1])
print(json.dumps({'document': json.loads(metadata['gradscape']), 'intact': metadata['gradscape.sha256'] == sha,
  'tensors': {name: [shape, [repr(v) for v in values[:2]]] for name, (dtype, shape, values) in tensors.items() if not name.startswith('gradscape.')}}))`;
    const read = runPython(python, script, path) as { document: Document; intact: boolean; tensors: Record<string, [number[], string[]]> };
    expect(read.document).toEqual(model.document);
    expect(read.intact).toBe(true);
    const firstTwo = (values: readonly string[]) => values.map((text) => Number(text.replace('inf', 'Infinity')));
    expect(Object.fromEntries(Object.entries(read.tensors).map(([name, [shape, values]]) => [name, [shape, firstTwo(values)]]))).toEqual(
      states(({ shape, values }) => [[...shape], [...values.slice(0, 2)]]),
    );
  });

  test('loads it into the same PyTorch modules, strictly', async (context) => {
    const python = pythonWith('torch', 'numpy');
    if (!python) return context.skip('not run: this machine has no Python with torch');
    writeFileSync(path, await writeModelFile(model));
    const script = `${READ}
import sys, torch
class Net(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.fc1, self.bn1, self.fc2, self.head = torch.nn.Linear(4, 16), torch.nn.BatchNorm1d(16), torch.nn.Linear(16, 16), torch.nn.Linear(16, 3)
types = {'F32': torch.float32, 'I64': torch.int64}
_, tensors, _ = read(sys.argv[1])
state = {name: torch.tensor(values, dtype=types[dtype]).reshape(shape) for name, (dtype, shape, values) in tensors.items() if not name.startswith('gradscape.')}
net = Net()
net.load_state_dict(state, strict=True)
print(json.dumps({'tracked': net.bn1.num_batches_tracked.item(), 'sum': net.fc2.weight.double().sum().item()}))`;
    const sum = model.weights.state.find(({ name }) => name === 'fc2.weight')!.values.reduce((total, value) => total + value, 0);
    expect(runPython(python, script, path)).toEqual({ tracked: 16_777_216, sum: expect.closeTo(sum, 9) as number });
  });

  test('opens it with the safetensors library', async (context) => {
    const python = pythonWith('safetensors.torch');
    if (!python) return context.skip('not run: this machine has no Python with safetensors');
    writeFileSync(path, await writeModelFile(model));
    const script = `
import sys, json
from safetensors.torch import load_file
print(json.dumps({name: list(tensor.shape) for name, tensor in load_file(sys.argv[1]).items() if not name.startswith('gradscape.')}))`;
    expect(runPython(python, script, path)).toEqual(states(({ shape }) => [...shape]));
  });
});
