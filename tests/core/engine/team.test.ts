import { Worker } from 'node:worker_threads';
import { afterEach, expect, test } from 'vitest';
import { bestBuild } from '../../../core/engine/best-build.ts';
import * as layout from '../../../core/engine/kernels/layout.ts';
import { Team, type Call } from '../../../core/engine/team.ts';
import { Trainer, type SavedTensor } from '../../../core/engine/trainer.ts';
import { createWasmMachine } from '../../../core/engine/wasm-machine.ts';
import type { Plan } from '../../../core/plan/plan.ts';
import { Random } from '../../../core/tensor/random.ts';
import { compiled } from '../../helpers/compiled.ts';
import { kernelsOf } from '../../helpers/machines.ts';
import { network } from '../../helpers/networks.ts';

const workers: Worker[] = [];
afterEach(async () => {
  await Promise.all(workers.splice(0).map((worker) => worker.terminate()));
});

/** Helpers in threads of their own, as the commands start them; `memories` are those that they are called to. */
function teamOf(threads: number): { readonly team: Team; readonly memories: Set<WebAssembly.Memory> } {
  const memories = new Set<WebAssembly.Memory>();
  const team = new Team(threads, () => {
    const worker = new Worker(new URL('../../../core/cli/helper.ts', import.meta.url));
    workers.push(worker);
    return {
      call(call: Call) {
        memories.add(call.memory);
        worker.postMessage(call);
      },
      end: () => void worker.terminate(),
    };
  });
  return { team, memories };
}

/** Wide enough that products, activations, normalisation and updates are cut into chunks; its widths are no multiples of anything. */
function widePlan(): Plan {
  const document = network(
    [
      ['Input', 'input', { shape: [301] }],
      ['Linear', 'fc1', { out_features: 263 }],
      ['BatchNorm1d', 'bn1'],
      ['ReLU', 'relu1'],
      ['Dropout', 'drop1', { p: 0.3 }],
      ['Linear', 'fc2', { out_features: 259 }],
      ['Tanh', 'tanh2'],
      ['Linear', 'fc3', { out_features: 257 }],
      ['ReLU', 'relu3'],
      ['Linear', 'fc4', { out_features: 5 }],
      ['CrossEntropyLoss', 'loss'],
    ],
    { training: { optimizer: { kind: 'Adam' }, batch_size: 61, clip_grad_norm: 1 } },
  );
  return compiled(document, { name: 'drawn', width: 301, task: 'classification', classes: 5, targetWidth: 1 });
}

const plan = widePlan();
const ROWS = 200;

function trainerOf(team: Team | null, numerics: 'strict' | 'relaxed'): Trainer {
  const trainer = new Trainer(createWasmMachine(plan, kernelsOf({ numerics, shared: team !== null }), team), { seed: 3 });
  const random = new Random(5, 1);
  const features = Float32Array.from({ length: ROWS * 301 }, () => random.normal());
  trainer.initialise();
  trainer.machine.bind(
    features,
    Float32Array.from({ length: ROWS }, (_, row) => row % 5),
    ROWS,
  );
  return trainer;
}

/** What `steps` steps make of it, statistics of the last among them. */
function trained(trainer: Trainer, steps: number, from = 0): { state: SavedTensor[]; report: number[] } {
  const running = { lr: 0.003, clip_grad_norm: 1, step: 0, seed: 3 };
  for (let step = from; step < from + steps; step++) {
    running.step = step + 1;
    const first = (step * 61) % (ROWS - 61);
    expect(trainer.trainStep(first, step % 3 === 0 ? 47 : 61, running, step % 2 === 1)).toBe('sound');
  }
  return { state: trainer.state(), report: [...trainer.report] };
}

/** Until so many helpers claim chunks of this memory. */
async function arrived(memory: WebAssembly.Memory, helpers: number): Promise<void> {
  const ready = new Int32Array(memory.buffer, layout.READY, 1);
  while (Atomics.load(ready, 0) !== helpers) await new Promise((resolve) => setImmediate(resolve));
}

const runsRelaxed = bestBuild({ strict: false, threads: 1 }).numerics === 'relaxed';

test.each([['strict', 2], ['strict', 3], ...(runsRelaxed ? ([['relaxed', 2]] as const) : [])] as const)(
  '%s numerics give the same bits in 200 steps on one thread and on %i',
  async (numerics, threads) => {
    const alone = trained(trainerOf(null, numerics), 200);
    const { team, memories } = teamOf(threads);
    const trainer = trainerOf(team, numerics);
    const first = trained(trainer, 1);
    await arrived([...memories][0]!, threads - 1);
    const together = trained(trainer, 199, 1);
    expect(first.state).not.toEqual(together.state);
    expect(together).toEqual(alone);
  },
);

test('helpers leave a memory for the next one that trains, and come back', async () => {
  const { team, memories } = teamOf(2);
  const [one, other] = [trainerOf(team, 'strict'), trainerOf(team, 'strict')];
  trained(one, 1);
  const [memory] = memories;
  await arrived(memory!, 1);
  trained(other, 1);
  await arrived(memory!, 0);
  await arrived([...memories][1]!, 1);
  trained(one, 1, 1);
  await arrived(memory!, 1);
  expect(trained(one, 20, 2)).toEqual(trained(trainerOf(null, 'strict'), 22));
});

test('a helper that has gone to sleep wakes for the next job, and for its release', async () => {
  const { team, memories } = teamOf(2);
  const trainer = trainerOf(team, 'strict');
  trained(trainer, 1);
  const [memory] = memories;
  const asleep = new Int32Array(memory!.buffer, layout.ASLEEP, 1);
  while (Atomics.load(asleep, 0) !== 1) await new Promise((resolve) => setImmediate(resolve));
  expect(trained(trainer, 20, 1)).toEqual(trained(trainerOf(null, 'strict'), 21));
  while (Atomics.load(asleep, 0) !== 1) await new Promise((resolve) => setImmediate(resolve));
  team.release();
  await arrived(memory!, 0);
});

test('a step does not wait for a helper that never comes', () => {
  const trainer = trainerOf(new Team(2, () => ({ call: () => undefined, end: () => undefined })), 'strict');
  expect(trained(trainer, 3)).toEqual(trained(trainerOf(null, 'strict'), 3));
});

test('a small network starts no helper, for no step of it is worth sharing', () => {
  const small = compiled(
    network([
      ['Input', 'input', { shape: [2] }],
      ['Linear', 'fc1', { out_features: 2 }],
      ['CrossEntropyLoss', 'loss'],
    ]),
    {
      name: 'drawn',
      width: 2,
      task: 'classification',
      classes: 2,
      targetWidth: 1,
    },
  );
  const team = new Team(2, () => expect.unreachable('a helper was started'));
  const trainer = new Trainer(createWasmMachine(small, kernelsOf({ numerics: 'strict', shared: true }), team), { seed: 1 });
  trainer.initialise();
  trainer.machine.bind(new Float32Array(8), new Float32Array(4), 4);
  expect(trainer.trainStep(0, 4, { lr: 0.1, clip_grad_norm: 0, step: 1, seed: 1 })).toBe('sound');
  expect(trainer.machine.threads).toBe(1);
  expect(createWasmMachine(plan, kernelsOf({ numerics: 'strict', shared: true }), team).threads).toBe(2);
});
