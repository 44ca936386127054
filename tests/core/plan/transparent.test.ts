import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Machine, RealArray, Running } from '../../../core/engine/machine.ts';
import type { Plan, PlannedTensor } from '../../../core/plan/plan.ts';
import { transparent } from '../../../core/plan/transparent.ts';
import { Random } from '../../../core/tensor/random.ts';
import { MACHINES } from '../../helpers/machines.ts';
import { planOfRandom, randomNetwork, type RandomNetwork } from '../../helpers/random-document.ts';
import { bind, clearMoments, numbersOf, trainStep } from '../../helpers/run-plan.ts';

const ROWS = 7;
const LASTING = new Set(['parameter', 'parameter_gradient', 'buffer', 'moment', 'report', 'input', 'target']);

function prepare(machine: Machine, { inputs, outputs, loss }: RandomNetwork): void {
  const random = new Random(5, 9);
  const targetWidth = loss === 'MSELoss' ? outputs : 1;
  const features = Float32Array.from({ length: ROWS * inputs }, () => random.normal());
  const targets = Float32Array.from({ length: ROWS * targetWidth }, () =>
    loss === 'MSELoss' ? random.normal() : random.integer(loss === 'CrossEntropyLoss' ? outputs : 2),
  );
  bind(machine, features, targets, ROWS);
  clearMoments(machine);
  for (const { tensor } of machine.plan.parameters) {
    const numbers = numbersOf(machine, machine.plan.tensors[tensor]!);
    for (let i = 0; i < numbers.length; i++) numbers[i] = Math.fround(0.6 * random.normal());
  }
}

const bitsOf = (numbers: RealArray) =>
  Array.from(new Uint32Array(numbers.buffer.slice(numbers.byteOffset, numbers.byteOffset + numbers.byteLength)));

const endOf = ({ offset, size, batched }: PlannedTensor, { batch }: Plan) => offset + size * (batched ? batch : 1);

test('no tensor lies where another does', () => {
  fc.assert(
    fc.property(randomNetwork, (network) => {
      const plan = transparent(planOfRandom(network));
      const placed = plan.tensors.toSorted((a, b) => a.offset - b.offset);
      placed.forEach((tensor, index) => {
        expect(tensor.offset % 4).toBe(0);
        expect(endOf(tensor, plan)).toBeLessThanOrEqual(placed[index + 1]?.offset ?? plan.elements);
      });
    }),
    { numRuns: 100, seed: 1 },
  );
});

describe.each(MACHINES)('$name', ({ create }) => {
  test('gives to the bit what it gives of the plan that saves memory, three steps of any network', () => {
    fc.assert(
      fc.property(randomNetwork, (network) => {
        const plan = planOfRandom(network);
        const [small, clear] = [create(plan), create(transparent(plan))];
        const running: Running = { lr: 0.05, clip_grad_norm: 0.5, step: 0, seed: 3 };
        for (const machine of [small, clear]) {
          prepare(machine, network);
          for (running.step = 1; running.step <= 3; running.step++) trainStep(machine, running, 0, ROWS);
        }
        for (const [id, tensor] of plan.tensors.entries()) {
          if (!LASTING.has(tensor.role)) continue;
          const seen = numbersOf(clear, clear.plan.tensors[id]!, ROWS);
          expect(bitsOf(seen), tensor.name).toEqual(bitsOf(numbersOf(small, tensor, ROWS)));
        }
      }),
      { numRuns: 40, seed: 2 },
    );
  });

  test('keeps every output and every gradient of the step, as each was when it was written', () => {
    fc.assert(
      fc.property(randomNetwork, (network) => {
        const plan = planOfRandom(network);
        const [small, clear] = [create(plan), create(transparent(plan))];
        const running: Running = { lr: 0.05, clip_grad_norm: 0, step: 1, seed: 3 };
        for (const machine of [small, clear]) prepare(machine, network);
        trainStep(clear, running, 0, ROWS);
        const mode = { training: true, recorded: true, inspected: false, scored: true };
        for (const list of ['forward', 'backward'] as const)
          plan[list].forEach((step, index) => {
            small.runOne(list, index, mode, running, 0, ROWS);
            if (step.kernel !== 'probe_finite' && step.kernel !== 'probe_signal') return;
            const id = step.kernel === 'probe_finite' ? step.x : step.dy;
            expect(bitsOf(numbersOf(clear, clear.plan.tensors[id]!, ROWS)), plan.tensors[id]!.name).toEqual(
              bitsOf(numbersOf(small, plan.tensors[id]!, ROWS)),
            );
          });
      }),
      { numRuns: 40, seed: 3 },
    );
  });
});
