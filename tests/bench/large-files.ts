/** @file Files of a hundred million weights: a model file, the same weights without a drawing, and the network as ONNX. */
import { spawnSync } from 'node:child_process';
import { statSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { root } from '../../build/root.ts';
import { block, chain } from '../../core/lessons/chain.ts';
import { writeModelFile, type NamedTensor } from '../../core/formats/model-file.ts';
import { writeSafetensors } from '../../core/formats/safetensors.ts';

export interface LargeFile {
  readonly name: string;
  readonly path: string;
  readonly bytes: number;
}

const networkOf = (width: number) =>
  chain(
    'Large',
    [
      block('Input', 'input', { shape: [2] }),
      block('Linear', 'fc1', { out_features: width }),
      block('ReLU', 'relu1'),
      block('Linear', 'fc2', { out_features: width }),
      block('Linear', 'head', { out_features: 2 }),
      block('CrossEntropyLoss', 'loss'),
    ],
    {
      optimizer: { kind: 'SGD', lr: 0.01, momentum: 0, weight_decay: 0, nesterov: false },
      batch_size: 32,
      epochs: 1,
      seed: 1,
      clip_grad_norm: null,
    },
    { source: 'spiral' },
  );

/** Numbers of an earlier weight again and again: what they are takes no time to make, and none of a file's readers looks at them. */
function tensor(name: string, ...shape: number[]): NamedTensor {
  const values = new Float32Array(shape.reduce((product, extent) => product * extent));
  const period = Math.min(values.length, 4096);
  for (let index = 0; index < period; index++) values[index] = Math.sin(index) / 100;
  for (let done = period; done < values.length; done *= 2) values.copyWithin(done, 0, done);
  return { name, shape, values };
}

/** In the order in which they can be made: the others come from the model file. */
export async function makeLargeFiles(folder: string, megabytes: number, say: (what: string) => void): Promise<LargeFile[]> {
  const width = Math.round(Math.sqrt((megabytes * 1e6) / 4));
  const [model, plain, onnx] = ['model.safetensors', 'plain.safetensors', 'network.onnx'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ];
  say(`makes files of ${megabytes} MB`);
  const state = [tensor('fc1.weight', width, 2), tensor('fc1.bias', width), tensor('fc2.weight', width, width)];
  state.push(tensor('fc2.bias', width), tensor('head.weight', 2, width), tensor('head.bias', 2));
  const weights = { state, optimizer: [], step: 0, data: null, summary: {} };
  writeFileSync(model, await writeModelFile({ document: networkOf(width), weights }));
  const stored = state.map(({ name, shape, values }) => ({ name, dtype: 'F32' as const, shape, bytes: new Uint8Array(values.buffer) }));
  writeFileSync(plain, writeSafetensors(stored, new Map([['format', 'pt']])));
  const converted = spawnSync(process.execPath, [join(root, 'core/cli/gradscape.ts'), 'convert', model, onnx], { stdio: ['ignore', 2, 2] });
  if (converted.status !== 0) throw new Error('The model file could not be converted to ONNX.');
  return [model, plain, onnx].map((path) => ({ name: basename(path), path, bytes: statSync(path).size }));
}
