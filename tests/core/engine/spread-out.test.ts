import { expect, test } from 'vitest';
import { costOfAll, fromOutput, fromParameter } from '../../../core/engine/forward-from.ts';
import { spreadOut } from '../../../core/engine/spread-out.ts';
import { compiled } from '../../helpers/compiled.ts';
import { moons } from '../../helpers/networks.ts';

const plan = compiled(moons(), { name: 'moons', width: 2, task: 'classification', classes: 2, targetWidth: 1 });

test('no tensor shares its place with another, each has room for the rows asked for, and regions stay', () => {
  const spread = spreadOut(plan, 5);
  const places = spread.tensors
    .map(({ offset, size, batched }) => [offset, offset + (batched ? 5 * size : size)] as const)
    .sort(([a], [b]) => a - b);
  places.slice(1).forEach(([start], index) => expect(start).toBeGreaterThanOrEqual(places[index]![1]));
  expect(spread.elements).toBeGreaterThanOrEqual(places.at(-1)![1]);
  expect(spread.batch).toBe(5);
  for (const { tensor, gradient, moments } of plan.parameters)
    for (const id of [tensor, gradient, ...moments]) expect(spread.tensors[id]!.offset).toBe(plan.tensors[id]!.offset);
});

test('a forward pass depends on a parameter from its layer on, and on an output from behind it', () => {
  const kernels = (from: number) =>
    plan.forward
      .slice(from)
      .filter(({ when }) => when === 'always' || when === 'scored')
      .map(({ kernel }) => kernel);
  const bn = plan.parameters.find(({ tensor }) => plan.tensors[tensor]!.name === 'bn1.weight')!;
  expect(kernels(fromParameter(plan, bn.tensor))).toEqual(['batch_norm', 'relu', 'dropout', 'linear', 'cross_entropy']);
  expect(kernels(fromOutput(plan, 1))).toEqual(['relu', 'dropout', 'linear', 'cross_entropy']);
  // the last layer: weight and bias take it and the loss, its output the loss alone
  expect(costOfAll(plan)).toBeGreaterThan(2 * (2 * 2 * 8 + 3) + 3);
  expect(costOfAll(plan)).toBeLessThan(11 * plan.flops.forward);
});
