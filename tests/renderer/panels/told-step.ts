/** @file A step of a small network, told slowly, with numbers that one can check by eye. */
import type { Walk } from '../../../core/telemetry/walk.ts';

/** in -> fc1 -> act1 -> fc2 -> loss, with a ReLU or a Sigmoid of which 40 % are off. */
export function toldStep(change: Partial<Walk> = {}): Walk {
  return {
    run: 1,
    step: 7,
    rows: 32,
    lr: 0.01,
    clipping: 1,
    stages: [
      { kind: 'forward', node: 'in', inputs: [], output: 1.4, off: null },
      { kind: 'forward', node: 'fc1', inputs: [{ edge: 'in.out -> fc1.in', norm: 1.4 }], output: 3.1, off: null },
      { kind: 'forward', node: 'act1', inputs: [{ edge: 'fc1.out -> act1.in', norm: 3.1 }], output: 2.4, off: 0.4 },
      { kind: 'forward', node: 'fc2', inputs: [{ edge: 'act1.out -> fc2.in', norm: 2.4 }], output: 0.9, off: null },
      { kind: 'loss', node: 'loss', loss: 0.693, correct: 17, rows: 32 },
      { kind: 'backward', node: 'loss', output: 1, inputs: [{ edge: 'fc2.out -> loss.in', norm: 0.5 }], factor: 0.5, gradients: [] },
      {
        kind: 'backward',
        node: 'fc2',
        output: 0.5,
        inputs: [{ edge: 'act1.out -> fc2.in', norm: 0.25 }],
        factor: 0.5,
        gradients: [{ parameter: 'fc2.weight', norm: 0.12 }],
      },
      { kind: 'backward', node: 'act1', output: 0.25, inputs: [{ edge: 'fc1.out -> act1.in', norm: 0.05 }], factor: 0.2, gradients: [] },
      {
        kind: 'backward',
        node: 'fc1',
        output: 0.05,
        inputs: [{ edge: 'in.out -> fc1.in', norm: null }],
        factor: null,
        gradients: [
          { parameter: 'fc1.weight', norm: 0.06 },
          { parameter: 'fc1.bias', norm: 0.02 },
        ],
      },
      {
        kind: 'update',
        node: 'fc1',
        parameters: [
          { parameter: 'fc1.weight', norm: 3, move: 0.03 },
          { parameter: 'fc1.bias', norm: 0, move: 0.01 },
        ],
      },
      { kind: 'update', node: 'fc2', parameters: [{ parameter: 'fc2.weight', norm: 2, move: 0.002 }] },
    ],
    ...change,
  };
}
