import { expect, test } from 'vitest';
import { ACTIVATIONS, chain } from '../../../helpers/rows.ts';
import { watchRun } from '../../../helpers/watch-run.ts';

const relus = chain(3, 2, [ACTIVATIONS.relu], 16);
const STUCK = Math.LN2;

test('a layer whose units are all copies is red from the second inspection on, and explains that nothing is learnt', () => {
  const { changes, diagnosis } = watchRun(relus, () => ({ loss: STUCK, identical: 1, update: 0.01, signal: -6, dead: 1 }));
  expect(changes).toEqual([{ step: 2, codes: ['symmetry'] }]);
  const [found] = diagnosis.findings;
  expect(found).toMatchObject({ severity: 'error', where: { node: 'n0', step: 2 } });
  expect(found!.message).toBe(
    'All 16 units of weights0 are copies of one another: they began alike and get the same gradient, so the layer learns no more than one ' +
      'unit could. It has been so since step 0. Draw its weights at random.',
  );
  expect(found!.evidence).toEqual({ measure: 'identical', value: 1, threshold: 1, onset: 'start' });
  expect(found!.fixes.map(({ code }) => code)).toEqual(['initialise']);
});

test('a layer with one unit of its own is not, nor one that became so later', () => {
  expect(watchRun(relus, (step) => ({ loss: STUCK * 0.995 ** step, identical: 14 / 15 })).changes).toEqual([]);
  expect(watchRun(relus, (step) => ({ loss: STUCK * 0.995 ** step, identical: step < 20 ? 0 : 1 })).changes).toEqual([]);
});

test('a layer of one unit has no copies, nor has an output layer', () => {
  const one = chain(3, 2, [ACTIVATIONS.relu], 1);
  expect(watchRun(one, (step) => ({ loss: STUCK * 0.995 ** step, identical: 1 })).changes).toEqual([]);
  expect(watchRun(chain(0, 2, []), (step) => ({ loss: STUCK * 0.995 ** step, identical: 1 })).changes).toEqual([]);
});
