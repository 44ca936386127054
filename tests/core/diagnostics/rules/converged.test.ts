import { expect, test } from 'vitest';
import { ACTIVATIONS, chain } from '../../../helpers/rows.ts';
import { watchRun } from '../../../helpers/watch-run.ts';

const relus = chain(2, 2, [ACTIVATIONS.relu], 8);
const C = Math.LN2;

test('a network that is trained to zero loss is called converged, and blamed for nothing', () => {
  const { diagnosis } = watchRun(relus, (step) => ({
    loss: step < 50 ? C * 0.9 ** step : 0,
    accuracy: 1,
    signal: -5,
    saturated: 0.9,
    dead: 0.9,
  }));
  expect(diagnosis.findings.filter(({ ended }) => ended === undefined).map(({ code, severity }) => [code, severity])).toEqual([
    ['converged', 'info'],
  ]);
  expect(diagnosis.findings[0]!.message).toBe('The network has learnt its data (training loss 0); small gradients are expected now.');
});

test('five samples of a skill above 0.98 are asked for, or of every row right', () => {
  expect(watchRun(relus, (step) => ({ loss: step < 20 ? C * 0.9 : C * 0.019 })).changes[0]).toEqual({ step: 33, codes: ['converged'] });
  expect(watchRun(relus, (step) => ({ loss: step < 20 ? C * 0.9 : C * 0.021 })).changes).toEqual([]);
  expect(watchRun(relus, () => ({ loss: 0.3, accuracy: 1 })).changes[0]!.codes).toEqual(['converged']);
});

test('the evidence is what was asked for: the skill, or the accuracy where every row is right below it', () => {
  const evidenceAt = (loss: number) => watchRun(relus, () => ({ loss, accuracy: 1 })).diagnosis.findings[0]!.evidence;
  expect(evidenceAt(0.01)).toMatchObject({ measure: 'skill', value: expect.closeTo(1 - 0.01 / C) as number, threshold: 0.98 });
  expect(evidenceAt(0.3)).toEqual({ measure: 'train_accuracy', value: 1, threshold: 1, onset: 'acquired' });
});
