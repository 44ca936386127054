import { expect, test, describe } from 'vitest';
import * as layout from '../../../core/engine/kernels/layout.ts';
import { Trainer } from '../../../core/engine/trainer.ts';
import type { Plan } from '../../../core/plan/plan.ts';
import { Random } from '../../../core/tensor/random.ts';
import { compiled } from '../../helpers/compiled.ts';
import { cutInto } from '../../helpers/cut-into.ts';
import { MACHINES } from '../../helpers/machines.ts';
import { network } from '../../helpers/networks.ts';

const ROWS = 21;
const WIDTH = 5;

function everyKernel(): Plan {
  const blocks = ['ReLU', 'LeakyReLU', 'Sigmoid', 'Tanh'].flatMap((activation, index) => [
    ['Linear', `fc${index}`, { out_features: 37 }] as const,
    ['BatchNorm1d', `bn${index}`] as const,
    [activation, `act${index}`] as const,
    ['Dropout', `drop${index}`, { p: 0.3 }] as const,
  ]);
  const document = network(
    [['Input', 'input', { shape: [WIDTH] }], ...blocks, ['Linear', 'head', { out_features: 3 }], ['CrossEntropyLoss', 'loss']],
    { training: { optimizer: { kind: 'Adam', lr: 0.01 }, batch_size: ROWS, epochs: 1, seed: 3, clip_grad_norm: 1 } },
  );
  return compiled(document, { name: 'drawn', width: WIDTH, task: 'classification', classes: 3, targetWidth: 1 });
}

describe.each(MACHINES.filter(({ name }) => name.startsWith('WebAssembly')))('$name', ({ create }) => {
  /** All that two steps leave in the arena, the report aside: its sums are added in the order of the chunks. */
  function bitsAfter(chunks: number): Int32Array {
    const plan = everyKernel();
    const machine = create(plan);
    const trainer = new Trainer(machine, { seed: 3 });
    trainer.initialise();
    const random = new Random(5, 1);
    const features = Float32Array.from({ length: ROWS * WIDTH }, () => random.normal());
    machine.bind(
      features,
      Float32Array.from({ length: ROWS }, (_, row) => row % 3),
      ROWS,
    );
    cutInto(machine, chunks);
    for (const step of [1, 2]) {
      for (const list of ['forward', 'backward', 'update'] as const) {
        const mode = { training: true, recorded: step === 1, inspected: false, scored: true };
        machine.run(list, mode, { lr: 0.01, clip_grad_norm: 0, step, seed: 3 }, 0, ROWS);
      }
    }
    const { offset, size } = plan.tensors[plan.report]!;
    machine.arena.fill(0, offset, offset + size);
    return new Int32Array(machine.arena.slice().buffer);
  }

  const whole = bitsAfter(1);

  test.each([2, 3, 7, layout.CHUNKS_MOST])('steps cut into %i chunks leave the same bits as whole ones', (chunks) => {
    expect(bitsAfter(chunks)).toEqual(whole);
  });
});
