import { describe, expect, test } from 'vitest';
import type { Flow } from '../../../../core/plan/plan.ts';
import { ACTIVATIONS, chain } from '../../../helpers/rows.ts';
import { watchRun } from '../../../helpers/watch-run.ts';

const relus = chain(2, 2, [ACTIVATIONS.relu]);
const normalised = chain(2, 2, [{ kind: 'normalise' }, ACTIVATIONS.relu] as Flow[]);
const STUCK = Math.LN2;

/** Three looks high and one low, in parts of the constant predictor's loss; early in the run it has been at its best. */
const leaping =
  (swing: number, best = 0.4, middle = 0.7) =>
  (step: number) => ({ loss: STUCK * (step === 20 ? best : middle + (step % 2 === 0 ? swing : -swing) / 2) });
const told = (rows: typeof relus, tell: ReturnType<typeof leaping>) =>
  watchRun(rows, tell, {}, 500, (code) => code === 'loss_oscillating').changes;

describe('oscillation', () => {
  test('is red when the loss swings and stays above its best, once four tenths of the run are over', () => {
    const { changes, diagnosis } = watchRun(relus, leaping(0.1));
    expect(changes.find(({ codes }) => codes.includes('loss_oscillating'))!.step).toBe(201);
    const found = diagnosis.findings[0]!;
    expect(found).toMatchObject({ code: 'loss_oscillating', severity: 'error', where: { step: 201 } });
    expect(found.evidence).toMatchObject({ measure: 'swing', value: expect.closeTo(0.1, 5) as number, threshold: 0.04, onset: 'acquired' });
    expect(found.message).toBe(
      'The loss oscillates: in the second half of the run so far it moves by 10.0 % of what the best constant answer loses from one look to ' +
        'the next, turns back 100.0 % of the time, and is most of the time 25.0 % or more above its own lowest. Likely cause: a learning rate ' +
        'that is too high (0.1) for batches of 32.',
    );
    expect(found.fixes.map(({ label }) => label)).toEqual(['Lower the learning rate to 0.01', 'Clip the gradient at norm 1']);
  });

  test('needs a swing of four hundredths', () => {
    expect(told(relus, leaping(0.05))).toHaveLength(1);
    expect(told(relus, leaping(0.03))).toEqual([]);
  });

  test('is not said of a loss that comes back to its best between its leaps', () => {
    expect(told(relus, leaping(0.1, 0.64))).toEqual([]);
  });

  test('is not said of a loss that turns back seldom', () => {
    const slow = (step: number) => ({ loss: STUCK * (step === 20 ? 0.3 : 0.7 + 0.3 * Math.sin(step / 3)) });
    expect(told(relus, slow)).toEqual([]);
  });

  test('allows a network with BatchNorm more, which is measured with statistics that lag', () => {
    expect(told(normalised, leaping(0.12))).toEqual([]);
    expect(told(normalised, leaping(0.2))).toHaveLength(1);
  });

  test('is red when the loss moves about the constant predictor after something had been learnt, with half of that swing', () => {
    const { diagnosis } = watchRun(relus, leaping(0.03, 0.8, 0.99));
    expect(diagnosis.findings.find(({ code }) => code === 'loss_oscillating')!.numbers).toMatchObject({
      evidence: 'clause:shows_lost_again',
      best: '20.0',
      swing: '3.0',
    });
    expect(told(relus, leaping(0.03, 0.95, 0.99))).toEqual([]);
    expect(told(relus, leaping(0.03, 0.8, 0.95))).toEqual([]);
    expect(told(relus, leaping(0.01, 0.8, 0.99))).toEqual([]);
  });
});
