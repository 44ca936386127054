/** @file What exported files are judged by: every example, and networks with what no example has. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Document } from '../../core/document/document.ts';
import { LESSONS } from '../../core/lessons/index.ts';
import type { GivenFile } from '../../core/session/protocol.ts';
import { moons, network } from './networks.ts';

export const STEPS = 20;

/** The files that they learn from. */
export const FILES: readonly GivenFile[] = [
  { name: 'iris.csv', bytes: new Uint8Array(readFileSync(join(import.meta.dirname, '../../core/datasets/samples/iris.csv'))) },
];

/** Two Inputs, pictures of one row and two axes, an Add of one block with itself, a bypassed block. */
const manyInputs = (): Document => ({
  ...network([], { name: 'Many inputs', dataset: { source: 'digits', rows: 300, validation: 0.2, scale: 'unit' } }),
  nodes: [
    { id: 'a', layer: 'Input', name: 'left', settings: { shape: [2, 7, 28] }, position: [0, 0] },
    { id: 'b', layer: 'Input', name: 'right', settings: { shape: [392] }, position: [0, 1] },
    { id: 'c', layer: 'Tanh', name: 'tanh', settings: {}, position: [1, 0], bypassed: true },
    { id: 'd', layer: 'Flatten', name: 'flat', settings: {}, position: [2, 0] },
    {
      id: 'e',
      layer: 'Linear',
      name: 'net.0',
      settings: { out_features: 12, bias: false, init: { kind: 'xavier_uniform', gain: 2 } },
      position: [3, 0],
    },
    {
      id: 'f',
      layer: 'Linear',
      name: 'net.1',
      settings: { out_features: 12, bias_init: { kind: 'constant', value: 0.5 } },
      position: [3, 1],
    },
    { id: 'g', layer: 'Add', name: 'sum', settings: {}, position: [4, 0] },
    { id: 'h', layer: 'Add', name: 'twice', settings: {}, position: [5, 0] },
    { id: 'i', layer: 'BatchNorm1d', name: 'bn', settings: { momentum: null, eps: 0.001 }, position: [6, 0] },
    { id: 'j', layer: 'Dropout', name: 'drop', settings: { p: 0.4 }, position: [7, 0] },
    {
      id: 'k',
      layer: 'Linear',
      name: 'head',
      settings: { out_features: 10, init: { kind: 'uniform', a: -0.1, b: 0.2 } },
      position: [8, 0],
    },
    { id: 'l', layer: 'CrossEntropyLoss', name: 'loss', settings: {}, position: [9, 0] },
  ],
  edges: [
    { from: ['a', 'out'], to: ['c', 'in'] },
    { from: ['c', 'out'], to: ['d', 'in'] },
    { from: ['d', 'out'], to: ['e', 'in'] },
    { from: ['b', 'out'], to: ['f', 'in'] },
    { from: ['e', 'out'], to: ['g', 'in1'] },
    { from: ['f', 'out'], to: ['g', 'in2'] },
    { from: ['g', 'out'], to: ['h', 'in1'] },
    { from: ['g', 'out'], to: ['h', 'in2'] },
    { from: ['h', 'out'], to: ['i', 'in'] },
    { from: ['i', 'out'], to: ['j', 'in'] },
    { from: ['j', 'out'], to: ['k', 'in'] },
    { from: ['k', 'out'], to: ['l', 'in'] },
  ],
});

export const EXAMPLES: readonly (readonly [name: string, document: Document])[] = [
  ...LESSONS.map(({ id, document }) => [id, document] as const),
  ['batch-norm-and-dropout', moons()],
  ['many-inputs', manyInputs()],
];
