import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Table } from '../../../core/datasets/table.ts';
import { Lens } from '../../../core/session/lens.ts';
import { Model } from '../../../core/session/model.ts';
import { walkOf } from '../../../core/session/walk-of.ts';
import type { Walk } from '../../../core/telemetry/walk.ts';
import { kernelsOf } from '../../helpers/machines.ts';
import { planOfRandom, randomNetwork, type RandomNetwork } from '../../helpers/random-document.ts';

const ROWS = 7;
const kernels = kernelsOf({ numerics: 'strict', shared: false });

function firstStep(network: RandomNetwork): Walk {
  const plan = planOfRandom(network);
  const { inputs, outputs, loss, document } = network;
  const lens = new Lens(plan, kernels);
  const targetWidth = loss === 'MSELoss' ? outputs : 1;
  const train: Table = {
    ...{ name: 'rows', rows: ROWS, shape: [inputs], targetWidth, task: 'classification', classes: [], columns: [], picture: null },
    features: Float32Array.from({ length: ROWS * inputs }, (_, index) => Math.sin(12.3 * index)),
    targets: Float32Array.from({ length: ROWS * targetWidth }, (_, index) => (loss === 'MSELoss' ? Math.cos(index) : index % 2)),
  };
  const order = Int32Array.from({ length: ROWS }, (_, row) => row);
  const running = { lr: 0.05, clip_grad_norm: 0.1, step: 1, seed: 3 };
  lens.takeLive(new Model(plan, { kernels, team: null }, 3), { order, running }, train, 'moments');
  return walkOf(1, lens, document, (tensor) => plan.tensors[tensor]!.name);
}

test('what the readers of a block hand back makes up what arrives there, in any network', () => {
  fc.assert(
    fc.property(randomNetwork, (network) => {
      const { stages, clipping } = firstStep(network);
      const back = stages.filter((stage) => stage.kind === 'backward');
      const wires = back.flatMap(({ inputs }) => inputs);
      for (const { node, output } of back.slice(1)) {
        const handed = wires.filter(({ edge }) => edge.startsWith(`${node}.out ->`)).map(({ norm }) => norm!);
        const sum = handed.reduce((all, each) => all + each, 0);
        expect(handed.length).toBeGreaterThan(0);
        // by one wire it is the same; by several it is the norm of a sum
        expect(output).toBeLessThanOrEqual(sum * (1 + 1e-5) + 1e-12);
        if (handed.length === 1) expect(output).toBeGreaterThanOrEqual(sum * (1 - 1e-5) - 1e-12);
      }
      for (const { edge, norm } of wires) if (edge.startsWith('input.')) expect(norm).toBeNull();
      expect(clipping).toBeGreaterThan(0);
      expect(clipping).toBeLessThanOrEqual(1);
      const kinds = stages.map(({ kind }) => ['forward', 'loss', 'backward', 'update'].indexOf(kind));
      expect(kinds).toEqual(kinds.toSorted((a, b) => a - b));
      expect(new Set(stages.filter(({ kind }) => kind === 'forward').map(({ node }) => node)).size).toBe(network.document.nodes.length - 1);
    }),
    { numRuns: 100, seed: 4 },
  );
});
