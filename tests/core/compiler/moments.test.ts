import { expect, test } from 'vitest';
import { compile } from '../../../core/compiler/compile.ts';
import type { Document } from '../../../core/document/document.ts';
import { moons } from '../../helpers/networks.ts';

test.each([
  ['SGD without momentum', { kind: 'SGD' }, []],
  ['SGD with momentum', { kind: 'SGD', momentum: 0.9 }, ['momentum_buffer']],
  ['Adam', { kind: 'Adam' }, ['exp_avg', 'exp_avg_sq']],
  ['AdamW', { kind: 'AdamW' }, ['exp_avg', 'exp_avg_sq']],
  ['RMSprop', { kind: 'RMSprop' }, ['square_avg']],
  ['RMSprop, centered with momentum', { kind: 'RMSprop', momentum: 0.1, centered: true }, ['square_avg', 'momentum_buffer', 'grad_avg']],
  ['Adagrad', { kind: 'Adagrad', initial_accumulator_value: 0.5 }, ['sum']],
] as [string, Document['training']['optimizer'], string[]][])('%s keeps the state that torch.optim keeps', (_, optimizer, names) => {
  const plan = compile(moons({ training: { optimizer } }), null, []).plan!;
  expect(plan.momentRegions).toHaveLength(names.length);
  const { tensor, moments } = plan.parameters[0]!;
  expect(moments.map((id) => plan.tensors[id]!.name)).toEqual(names.map((name) => `fc1.weight.${name}`));
  for (const id of moments) {
    expect(plan.tensors[id]!.shape).toEqual(plan.tensors[tensor]!.shape);
    expect(plan.tensors[id]!.initial).toEqual({ kind: 'constant', value: names[0] === 'sum' ? 0.5 : 0 });
  }
});
