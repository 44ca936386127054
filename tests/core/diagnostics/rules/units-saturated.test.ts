import { expect, test } from 'vitest';
import { ACTIVATIONS, chain } from '../../../helpers/rows.ts';
import { watchRun } from '../../../helpers/watch-run.ts';

const tanhs = chain(4, 1, [ACTIVATIONS.tanh]);
const STUCK = Math.LN2;

test('saturation is amber in a network that learns, from half of the outputs of a layer on', () => {
  const { diagnosis, changes } = watchRun(tanhs, (step) => ({ loss: STUCK * 0.995 ** step, saturated: step < 50 ? 0.1 : 0.6 }));
  expect(changes).toEqual([{ step: 54, codes: ['units_saturated'] }]);
  expect(diagnosis.findings[0]).toMatchObject({
    severity: 'warning',
    where: { node: 'n1' },
    numbers: { effect: 'clause:learns_still', cause: 'clause:because_of_growth' },
    evidence: { measure: 'saturated', threshold: 0.5, onset: 'acquired' },
  });
  expect(watchRun(tanhs, (step) => ({ loss: STUCK * 0.995 ** step, saturated: 0.49 })).changes).toEqual([]);
});

test('saturation from the start is red where nothing is learnt, and blamed on inputs or weights', () => {
  const { diagnosis } = watchRun(tanhs, () => ({ loss: STUCK, saturated: 0.8 }));
  const [found] = diagnosis.findings;
  expect(found).toMatchObject({
    code: 'units_saturated',
    severity: 'error',
    evidence: { onset: 'start', value: expect.closeTo(0.8) as number },
  });
  expect(found!.message).toBe(
    '80.0 % of the outputs of activation1 are saturated, where the slope is next to none and little gradient passes; at step 498 the loss is ' +
      'at the constant predictor (0.0 % better). Likely cause: they were so at step 0: the inputs or the weights are too large. Put ' +
      'BatchNorm1d before the activation, draw smaller weights or standardise the inputs.',
  );
  expect(found!.fixes.map(({ code }) => code)).toEqual(['insert_batch_norm', 'initialise', 'standardise_inputs']);
});

test('saturation behind a first step that left nothing of the weights is blamed on the rate', () => {
  const [found] = watchRun(tanhs, () => ({ loss: STUCK, saturated: 0.8, update: 25 })).diagnosis.findings;
  expect(found).toMatchObject({ numbers: { cause: 'clause:because_of_growth' }, evidence: { onset: 'acquired' } });
  expect(found!.fixes[0]!.code).toBe('lower_learning_rate');
});
