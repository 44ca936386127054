import { describe, expect, test } from 'vitest';
import { ACTIVATIONS, chain } from '../../../helpers/rows.ts';
import { watchRun, type Told } from '../../../helpers/watch-run.ts';

const relus = chain(3, 2, [ACTIVATIONS.relu]);
const C = Math.LN2;
const told = (tell: (step: number) => Told) =>
  watchRun(relus, tell, {}, 500, (code) => code === 'overfitting').diagnosis.findings.filter(({ code }) => code === 'overfitting');

/** In epoch 10 validation is at its best, `lowest`; then it is `high`, while training falls from half of the constant loss to `train`. */
const turning =
  (high: number, train = 0.1, lowest = 0.5) =>
  (step: number) => ({
    loss: C * (step <= 100 ? 0.5 : train),
    validationLoss: C * (step < 50 ? 0.9 : step <= 100 ? lowest : high),
  });

describe('overfitting', () => {
  test('is red when validation has risen by a fifth while training fell, and says how far and since which epoch', () => {
    const [found] = told(turning(0.65));
    expect(found).toMatchObject({ severity: 'error', where: { step: 132 }, numbers: { rise: '30.0', epoch: 5 } });
    expect(found!.evidence).toMatchObject({ measure: 'validation_rise', value: expect.closeTo(1.3) as number, threshold: 1.2 });
    expect(found!.message).toBe(
      'The network overfits: the validation loss is 0.451, 30.0 % above the lowest that it had settled at (0.347), while the training loss has ' +
        'fallen from 0.347 to 0.0693 since epoch 5, where validation was best.',
    );
    expect(found!.fixes.map(({ label }) => label)).toEqual([
      'Set weight decay to 0.01',
      'Add Dropout (p = 0.5) after the activations',
      'Stop after epoch 5, where validation was best',
      'Narrow the hidden layers to 16',
    ]);
  });

  test('measures the rise from what it names, not from a single lucky measurement', () => {
    const [found] = told((step) => ({ ...turning(0.65)(step), ...(step === 70 ? { validationLoss: 0.3 * C } : {}) }));
    expect(found).toMatchObject({ numbers: { validation: '0.451', rise: '30.0', lowest: '0.347', epoch: 7 } });
  });

  test('does not offer to stop where nothing had been learnt', () => {
    const early = (step: number) => ({ loss: C * (step <= 100 ? 0.9 : 0.1), validationLoss: C * (step <= 100 ? 0.9 : 1.2) });
    expect(told(early)[0]!.fixes.map(({ code }) => code)).not.toContain('stop_early');
  });

  test('is amber from a twentieth on', () => {
    expect(told(turning(0.55))[0]).toMatchObject({ severity: 'warning', numbers: { stage: 'clause:begins_to_overfit' } });
    expect(told(turning(0.52))).toEqual([]);
  });

  test('is not said while training falls by less than a tenth, or the gap is no part of what can be learnt', () => {
    expect(told(turning(0.7, 0.46))).toEqual([]);
    expect(told(turning(0.1, 0.01, 0.05))).toEqual([]);
  });

  test('is not said where both losses leap together, and the training loss is the first to come back', () => {
    const leaps = (step: number) => step > 100 && step <= 130;
    const run = (step: number) => ({
      loss: C * (leaps(step) ? 0.6 : step <= 100 ? 0.5 : 0.1),
      validationLoss: C * (leaps(step) ? 0.7 : 0.5),
    });
    expect(told(run)).toEqual([]);
  });

  test('is not said for a leap of one measurement, nor of a loss that falls fast', () => {
    expect(told((step) => ({ loss: C * (step <= 100 ? 0.5 : 0.1), validationLoss: step === 300 ? 5 : 0.5 * C }))).toEqual([]);
    expect(told((step) => ({ loss: C * 0.98 ** step, validationLoss: C * (0.4 + 0.6 * 0.9 ** (step / 10)) }))).toEqual([]);
  });
});
