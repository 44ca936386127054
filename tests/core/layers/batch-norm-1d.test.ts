import { expect, test } from 'vitest';
import { batchNorm1d } from '../../../core/layers/batch-norm-1d.ts';
import { Builder } from '../../../core/ops/builder.ts';

const values = { num_features: null, eps: 1e-5, momentum: 0.1, affine: true, track_running_stats: true };

function lowered(change: Partial<typeof values>): string[] {
  const builder = new Builder();
  batchNorm1d.lower(builder, { ...values, ...change }, [builder.input('x', [4])], { name: 'bn1', node: 'a' });
  return builder.values
    .filter(({ initial }) => initial !== null)
    .map(({ name, shape, initial }) => `${name} ${JSON.stringify(shape)} ${initial!.kind === 'constant' ? initial!.value : ''}`);
}

test('starts as the identity, with the statistics that torch.nn.BatchNorm1d starts with', () => {
  expect(lowered({})).toEqual([
    'bn1.weight [4] 1',
    'bn1.bias [4] 0',
    'bn1.running_mean [4] 0',
    'bn1.running_var [4] 1',
    'bn1.num_batches_tracked [] 0',
  ]);
});

test('without affine learns nothing, and without tracking keeps nothing', () => {
  expect(lowered({ affine: false })).toEqual(['bn1.running_mean [4] 0', 'bn1.running_var [4] 1', 'bn1.num_batches_tracked [] 0']);
  expect(lowered({ affine: false, track_running_stats: false })).toEqual([]);
});
