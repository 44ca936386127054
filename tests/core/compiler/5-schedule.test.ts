import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compile } from '../../../core/compiler/compile.ts';
import { readsOf, writesOf } from '../../../core/plan/operands.ts';
import type { Plan } from '../../../core/plan/plan.ts';
import { reportLength } from '../../../core/plan/report.ts';
import { moons, network } from '../../helpers/networks.ts';
import { randomNetwork } from '../../helpers/random-document.ts';

const planOf = (document: Parameters<typeof compile>[0]): Plan => compile(document, null, []).plan!;
const name = (plan: Plan, id: number) => plan.tensors[id]!.name;

describe('for any network', () => {
  test('every row has its signal probed, right behind the step that completes it', () => {
    fc.assert(
      fc.property(randomNetwork, ({ document }) => {
        const plan = planOf(document);
        const probed = plan.backward.flatMap((step, index) => (step.kernel === 'probe_signal' ? [{ ...step, index }] : []));
        expect(probed.map(({ row }) => row).sort((a, b) => a - b)).toEqual(plan.rows.map((_, row) => row));
        for (const { dy, index } of probed) {
          const before = plan.backward.slice(0, index).findLast(({ kernel }) => !kernel.startsWith('probe'))!;
          expect(writesOf(before)).toContain(dy);
        }
      }),
      { numRuns: 100, seed: 4 },
    );
  });

  test('nothing is read before it is written, and rows stand behind the rows that feed them', () => {
    fc.assert(
      fc.property(randomNetwork, ({ document }) => {
        const plan = planOf(document);
        const given = plan.tensors.filter(({ role }) => role === 'parameter' || role === 'buffer').map(({ id }) => id);
        const ready = new Set(given);
        for (const step of [...plan.forward, ...plan.backward]) {
          for (const id of readsOf(step)) expect(ready.has(id), `${step.kernel} reads ${name(plan, id)}`).toBe(true);
          for (const id of writesOf(step)) ready.add(id);
        }
        for (const [row, { inputs, depth }] of plan.rows.entries())
          for (const input of inputs) {
            expect(input).toBeLessThan(row);
            expect(plan.rows[input]!.depth).toBeLessThan(depth);
          }
      }),
      { numRuns: 100, seed: 5 },
    );
  });

  test('tensors have names of their own', () => {
    fc.assert(
      fc.property(randomNetwork, ({ document }) => {
        const names = planOf(document).tensors.map((tensor) => tensor.name);
        expect(new Set(names).size).toBe(names.length);
      }),
      { numRuns: 100, seed: 6 },
    );
  });
});

describe('a small network', () => {
  const plan = planOf(moons());

  test('names parameters and buffers as PyTorch’s state_dict', () => {
    expect(plan.parameters.map(({ tensor }) => name(plan, tensor))).toEqual([
      'fc1.weight',
      'fc1.bias',
      'bn1.weight',
      'bn1.bias',
      'head.weight',
      'head.bias',
    ]);
    expect(plan.buffers.map((id) => name(plan, id))).toEqual(['bn1.running_mean', 'bn1.running_var', 'bn1.num_batches_tracked']);
  });

  test('gives each node its tensors', () => {
    const nodeOf = (tensor: string) => plan.tensors.find((each) => each.name === tensor)!.node;
    expect(['fc1.weight', 'fc1.weight.grad', 'fc1.weight.exp_avg', 'relu1.out.grad', 'report'].map(nodeOf)).toEqual([
      'fc1',
      'fc1',
      'fc1',
      'relu1',
      null,
    ]);
  });

  test('computes the loss only where there is a target', () => {
    const scored = plan.forward.filter(({ when }) => when === 'scored').map(({ kernel }) => kernel);
    expect(scored).toEqual(['gather', 'cross_entropy']);
  });

  test('probes units of ReLU in an inspection and tells of each layer’s weight as it is updated', () => {
    expect(plan.forward.filter(({ kernel }) => kernel === 'probe_units').map(({ when }) => when)).toEqual(['inspected']);
    expect(plan.rows.flatMap(({ name, inspected }) => (inspected ? [[name, inspected]] : []))).toEqual([['relu1', 'dead']]);
    const told = plan.update.flatMap((step) =>
      step.kernel === 'optimize' && step.row !== null
        ? [[name(plan, plan.parameters[step.parameter]!.tensor), plan.rows[step.row]!.name]]
        : [],
    );
    expect(told).toEqual([
      ['fc1.weight', 'fc1'],
      ['bn1.weight', 'bn1'],
      ['head.weight', 'head'],
    ]);
  });

  test('clips once before it steps each parameter', () => {
    expect(
      plan.update.map((step) => (step.kernel === 'optimize' ? name(plan, plan.parameters[step.parameter]!.tensor) : step.kernel)),
    ).toEqual(['clip_grad_norm', ...plan.parameters.map(({ tensor }) => name(plan, tensor))]);
  });

  test('has a report with room for each row', () => {
    expect(plan.tensors[plan.report]!.size).toBe(reportLength(plan.rows.length));
  });
});

test('several Inputs take consecutive columns in the order of the document', () => {
  const document = network([
    ['Input', 'b', { shape: [3] }],
    ['Input', 'a', { shape: [2, 2] }],
    ['Input', 'c', { shape: [3] }],
    ['Add', 'add1'],
    ['MSELoss', 'loss'],
    ['Tanh', 'stray'],
  ]);
  const edge = (from: string, to: string, port: string) => ({
    from: [from, 'out'] as [string, string],
    to: [to, port] as [string, string],
  });
  const plan = planOf({
    ...document,
    edges: [edge('b', 'add1', 'in2'), edge('c', 'add1', 'in1'), edge('add1', 'loss', 'in'), edge('a', 'stray', 'in')],
  });
  expect(plan.inputs.map(({ tensor, column }) => [name(plan, tensor), column])).toEqual([
    ['b.out', 0],
    ['c.out', 3],
  ]);
});

test('each Dropout draws from a stream of its own, the same in backward', () => {
  const plan = planOf(
    network([
      ['Input', 'input'],
      ['Linear', 'fc1'],
      ['Dropout', 'drop1'],
      ['Dropout', 'drop2'],
      ['CrossEntropyLoss', 'loss'],
    ]),
  );
  const streams = (steps: Plan['forward']) => steps.flatMap((step) => ('stream' in step ? [step.stream] : []));
  expect(new Set(streams(plan.forward)).size).toBe(2);
  expect(streams(plan.backward)).toEqual(streams(plan.forward).toReversed());
});
