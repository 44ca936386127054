import { expect, test } from 'vitest';
import { ACTIVATIONS, chain } from '../../../helpers/rows.ts';
import { watchRun } from '../../../helpers/watch-run.ts';

const relus = chain(2, 2, [ACTIVATIONS.relu], 8);
const C = Math.LN2;

test('a loss that has been level over a fifth of the run is a hint, past the half of it', () => {
  const { changes, diagnosis } = watchRun(relus, (step) => ({ loss: C * Math.max(0.5, 0.99 ** step) }));
  expect(changes).toEqual([{ step: 252, codes: ['loss_plateau'] }]);
  expect(diagnosis.findings[0]).toMatchObject({ severity: 'warning', numbers: { fall: '0.0', steps: 100, skill: '50.0' } });
});

test('a loss that still falls by a hundredth is none, nor is one that has learnt next to all or nothing', () => {
  expect(watchRun(relus, (step) => ({ loss: 0.6 * C * 0.9998 ** step })).changes).toEqual([]);
  expect(watchRun(relus, () => ({ loss: 0.08 * C })).changes).toEqual([]);
  expect(watchRun(relus, () => ({ loss: 0.95 * C })).changes).toEqual([]);
});

test('it ends when the loss falls again', () => {
  const { diagnosis } = watchRun(relus, (step) => ({ loss: C * (step < 400 ? 0.5 : 0.4) }));
  expect(diagnosis.findings[0]).toMatchObject({ code: 'loss_plateau', ended: 402 });
});
