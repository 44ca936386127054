import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compile } from '../../../core/compiler/compile.ts';
import { readsOf, writesOf } from '../../../core/plan/operands.ts';
import type { Plan, PlannedTensor, TensorId } from '../../../core/plan/plan.ts';
import type { Step } from '../../../core/plan/step.ts';
import { moons, network, withSetting } from '../../helpers/networks.ts';
import { randomNetwork } from '../../helpers/random-document.ts';

const LASTING = new Set(['input', 'target', 'parameter', 'buffer', 'parameter_gradient', 'moment', 'scratch', 'report']);

const planOf = (document: Parameters<typeof compile>[0]): Plan => compile(document, null, []).plan!;
const extent = (plan: Plan, { size, batched }: PlannedTensor) => size * (batched ? plan.batch : 1);

/**
 * Runs a plan on an arena that holds, in place of numbers, whose number each is. Whatever a step reads must still be whole,
 * whatever the allocator's own idea of live ranges was.
 */
class Owners {
  readonly plan: Plan;
  readonly cells: Int32Array;

  constructor(plan: Plan) {
    this.plan = plan;
    this.cells = new Int32Array(plan.elements).fill(-1);
    for (const { id, role } of plan.tensors) if (LASTING.has(role)) this.write(id);
  }

  #range(id: TensorId): Int32Array {
    const tensor = this.plan.tensors[id]!;
    return this.cells.subarray(tensor.offset, tensor.offset + extent(this.plan, tensor));
  }

  write(id: TensorId): void {
    this.#range(id).fill(id);
  }

  expectWhole(id: TensorId, when: string): void {
    const stranger = this.#range(id).find((owner) => owner !== id);
    const name = (owner: number) => this.plan.tensors[owner]?.name ?? 'nobody';
    expect(stranger === undefined ? '' : `${name(id)} is overwritten by ${name(stranger)}`, when).toBe('');
  }

  run(steps: readonly Step[]): void {
    for (const [index, step] of steps.entries()) {
      for (const id of readsOf(step)) this.expectWhole(id, `step ${index}, ${step.kernel}`);
      for (const id of writesOf(step)) this.write(id);
      for (const id of writesOf(step)) this.expectWhole(id, `results of step ${index}, ${step.kernel}`);
    }
  }
}

describe('the arena', () => {
  test('keeps every number until its last reader, in a step and in a forward pass alone, for any network', () => {
    fc.assert(
      fc.property(randomNetwork, ({ document }) => {
        const plan = planOf(document);
        const owners = new Owners(plan);
        owners.run(plan.forward);
        owners.expectWhole(plan.output, 'the output after the forward pass');
        owners.run(plan.backward);
        owners.run(plan.forward.filter(({ when }) => when === 'always'));
        owners.expectWhole(plan.output, 'the output after a prediction');
        for (const { id, role } of plan.tensors) if (LASTING.has(role)) owners.expectWhole(id, 'what must last');
      }),
      { numRuns: 300, seed: 2 },
    );
  });

  test('starts every tensor on a multiple of four numbers, within its bounds', () => {
    fc.assert(
      fc.property(randomNetwork, ({ document }) => {
        const plan = planOf(document);
        for (const tensor of plan.tensors) {
          expect(tensor.offset % 4).toBe(0);
          expect(tensor.offset + extent(plan, tensor)).toBeLessThanOrEqual(plan.elements);
        }
      }),
      { numRuns: 50, seed: 3 },
    );
  });

  test('lays gradients and moments out exactly as the parameters', () => {
    const plan = planOf(moons());
    const regions = [plan.gradientRegion, ...plan.momentRegions];
    expect(regions).toHaveLength(3);
    for (const { tensor, gradient, moments } of plan.parameters) {
      const within = plan.tensors[tensor]!.offset - plan.parameterRegion.offset;
      expect([gradient, ...moments].map((id, kind) => plan.tensors[id]!.offset - regions[kind]!.offset)).toEqual([within, within, within]);
    }
    for (const { size } of regions) expect(size).toBe(plan.parameterRegion.size);
  });

  test('runs an activation and its gradient in place where nothing else needs the operand', () => {
    const plan = planOf(
      network([
        ['Input', 'input'],
        ['Linear', 'fc1', { out_features: 8 }],
        ['ReLU', 'relu1'],
        ['Linear', 'head', { out_features: 2 }],
        ['CrossEntropyLoss', 'loss'],
      ]),
    );
    const offset = (name: string) => plan.tensors.find((tensor) => tensor.name === name)!.offset;
    expect(offset('relu1.out')).toBe(offset('fc1.out'));
    expect(offset('fc1.out.grad')).toBe(offset('relu1.out.grad'));
  });

  test('does not run an activation over what BatchNorm needs for its gradient', () => {
    const plan = planOf(
      network([
        ['Input', 'input'],
        ['Tanh', 'tanh1'],
        ['BatchNorm1d', 'bn1'],
        ['Dropout', 'drop1'],
        ['CrossEntropyLoss', 'loss'],
      ]),
    );
    const offset = (name: string) => plan.tensors.find((tensor) => tensor.name === name)!.offset;
    expect(offset('bn1.out')).not.toBe(offset('tanh1.out'));
    expect(offset('drop1.out')).toBe(offset('bn1.out'));
  });

  test('of a deep network is smaller than the sum of its tensors: gradients share their place', () => {
    const blocks = Array.from({ length: 30 }, (_, index) => ['Linear', `fc${index}`, { out_features: 16 }] as const);
    const plan = planOf(network([['Input', 'input'], ...blocks, ['CrossEntropyLoss', 'loss']]));
    const sum = plan.tensors.reduce((total, tensor) => total + extent(plan, tensor), 0);
    const gradients = plan.tensors.filter(({ role }) => role === 'gradient').reduce((total, tensor) => total + extent(plan, tensor), 0);
    expect(plan.elements).toBeLessThan(sum - 0.9 * gradients);
  });
});

test('a network that no machine could hold is refused with what it needs', () => {
  const findings: Parameters<typeof compile>[2] = [];
  const { plan } = compile(withSetting(moons(), 'fc1', 'out_features', 1_000_000), null, findings, { batch: 65_536 });
  expect(plan).toBeNull();
  expect(findings.map(({ code }) => code)).toEqual(['memory_exceeded']);
});
