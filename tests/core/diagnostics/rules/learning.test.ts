import { describe, expect, test } from 'vitest';
import { underfitting } from '../../../../core/diagnostics/rules/underfitting.ts';
import { Statistics } from '../../../../core/diagnostics/statistics.ts';
import type { Flow } from '../../../../core/plan/plan.ts';
import { ACTIVATIONS, chain, frame, header } from '../../../helpers/rows.ts';
import { watchRun } from '../../../helpers/watch-run.ts';

const relus = chain(2, 2, [ACTIVATIONS.relu], 8);
const STUCK = Math.LN2;

describe('slow learning', () => {
  test('is red from the half of the run on, when nothing was learnt and steps are next to none', () => {
    const { changes, diagnosis } = watchRun(relus, () => ({ loss: STUCK, update: 2.5e-6 }));
    expect(changes).toEqual([{ step: 252, codes: ['learning_slow'] }]);
    const [found] = diagnosis.findings;
    expect(found!.evidence).toEqual({
      measure: 'update_ratio',
      value: expect.closeTo(2.5e-6, 10) as number,
      threshold: 1e-4,
      onset: 'start',
    });
    expect(found!.message).toBe(
      'The network learns too slowly: a step changes its weights by 2.5e-6 of their size, where about 0.001 is usual, and after 100 % of ' +
        'the run the loss has been 0.0 % better than the best constant answer at most. Likely cause: a learning rate that is too low (0.1).',
    );
    expect(found!.fixes.map(({ label }) => label)).toEqual(['Raise the learning rate to 200', 'Use Adam with learning rate 0.01']);
  });

  test('is not said of a run of a few steps, however short it was meant to be', () => {
    const short = (epochs: number) => watchRun(relus, () => ({ loss: STUCK, update: 2.5e-6 }), { epochs, stepsPerEpoch: 10 }, 10 * epochs);
    expect(short(1).changes).toEqual([]);
    expect(short(7).changes).toEqual([]);
    expect(short(8).changes).toEqual([{ step: 75, codes: ['learning_slow'] }]);
  });

  test('is not said of a network that has learnt a tenth at any time', () => {
    expect(watchRun(relus, (step) => ({ loss: step === 20 ? 0.85 * STUCK : STUCK, update: 1e-6 })).changes).toEqual([]);
  });
});

describe('underfitting', () => {
  test('is red from the half of the run on, when steps are as they should be', () => {
    const { changes, diagnosis } = watchRun(relus, () => ({ loss: 0.95 * STUCK, update: 1e-3 }));
    expect(changes).toEqual([{ step: 252, codes: ['underfitting'] }]);
    expect(diagnosis.findings[0]).toMatchObject({
      numbers: { stage: 'clause:cannot_learn', cause: 'clause:because_small', best: '5.0', width: 8 },
      evidence: { measure: 'skill', threshold: 0.1 },
    });
    expect(diagnosis.findings[0]!.fixes[0]!.label).toBe('Widen the hidden layers to 16');
  });

  test('is not said of a network that is only beginning to learn, and is a warning that the run was too short when it is over', () => {
    const { changes, diagnosis } = watchRun(relus, (step) => ({ loss: STUCK * (1 - 0.08 * (step / 500)), update: 1e-3 }));
    expect(changes).toEqual([{ step: 500, codes: ['underfitting'] }]);
    const [found] = diagnosis.findings;
    expect(found).toMatchObject({ severity: 'warning', fixes: [] });
    expect(found!.message).toBe(
      'The network has hardly begun to learn: after 100 % of the run the loss has been 8.0 % better than the best constant answer at most, ' +
        'though the weights move as they should. Likely cause: too few steps; the loss still falls. Train for more epochs.',
    );
  });

  test('waits for the end where too little was measured to call the loss level', () => {
    const run = new Statistics(header(relus, { epochs: 20 }));
    const judged = Array.from({ length: 200 }, (_, index) => {
      const step = index + 1;
      const { numbers, reports } = frame(relus.length, { step }, { loss: STUCK }, { update_ratio: relus.map(() => 1e-3) });
      run.observe(numbers, reports);
      if (step % 10 === 0) run.observeEvaluation({ step, epoch: step / 10, on: 'train', loss: STUCK, accuracy: 0.5 });
      return underfitting(run);
    });
    expect(judged.slice(0, -1).every((found) => found === null)).toBe(true);
    expect(judged.at(-1)).toMatchObject({ severity: 'error', numbers: { stage: 'clause:cannot_learn' } });
  });

  test('of a network without an activation is blamed on that', () => {
    const { diagnosis } = watchRun(chain(1, 1, [], 8), () => ({ loss: STUCK, update: 1e-3 }));
    expect(diagnosis.findings[0]!.numbers['cause']).toBe('clause:because_linear');
    expect(diagnosis.findings[0]!.fixes[0]!.code).toBe('add_activation');
  });

  test('of a network whose weights began as zero is blamed on that', () => {
    const [found] = watchRun(chain(2, 0, [ACTIVATIONS.tanh], 8), () => ({ loss: STUCK, update: 1e-3 })).diagnosis.findings;
    expect(found!.message).toContain('Likely cause: the weights of weights0 are all zero at the start:');
    expect(found!.fixes.map(({ code }) => code)).toEqual(['initialise']);
  });

  test('of a network whose Dropout takes most is blamed on that', () => {
    const thinned = chain(2, 2, [ACTIVATIONS.relu, { kind: 'dropout', p: 0.7 }] as Flow[], 8);
    const { diagnosis } = watchRun(thinned, () => ({ loss: STUCK, update: 1e-3 }));
    expect(diagnosis.findings[0]!.numbers['cause']).toBe('clause:because_dropout_large');
  });

  test('is not guessed where nobody measured the steps, nor where no length is planned', () => {
    expect(watchRun(relus, () => ({ loss: STUCK })).changes).toEqual([]);
    expect(watchRun(relus, () => ({ loss: STUCK, update: 1e-3 }), { epochs: NaN }).changes).toEqual([]);
  });

  test('ends when the network learns after all', () => {
    const { diagnosis } = watchRun(relus, (step) => ({ loss: step < 400 ? STUCK : 0.5 * STUCK, update: 1e-3 }));
    expect(diagnosis.findings[0]).toMatchObject({ code: 'underfitting', severity: 'info', ended: 402 });
  });
});

describe('a verdict that is due at the end', () => {
  test('is given by the measurement after the last step', () => {
    const { diagnosis } = watchRun(relus, () => ({ loss: STUCK, update: 1e-3 }));
    expect(diagnosis.findings[0]!.numbers['elapsed']).toBe(100);
    expect(diagnosis.observeEvaluation({ step: 500, epoch: 50, on: 'validation', loss: STUCK, accuracy: 0.5 })).toBe(true);
    expect(diagnosis.observeEvaluation({ step: 500, epoch: 50, on: 'train', loss: 0.1, accuracy: 0.9 })).toBe(true);
    expect(diagnosis.findings.find(({ code }) => code === 'underfitting')).toMatchObject({ ended: 500 });
  });
});
