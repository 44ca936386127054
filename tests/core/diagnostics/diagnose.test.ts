import { describe, expect, test } from 'vitest';
import { Diagnosis } from '../../../core/diagnostics/diagnose.ts';
import type { Row } from '../../../core/plan/plan.ts';
import type { RunHeader } from '../../../core/telemetry/frame.ts';
import { ACTIVATIONS, chain, frame, header } from '../../helpers/rows.ts';

const { relu, sigmoid } = ACTIVATIONS;
const STEPS = 500;

interface Told {
  readonly loss: number;
  readonly trainLoss?: number;
  readonly accuracy?: number;
  /** d: decades of the first hidden layer's signal over that of the last. */
  readonly signal?: number;
  readonly norm?: number;
  readonly dead?: number;
}

/** Lets a diagnosis watch a run of 500 steps; returns the codes that stand after each step in which they changed. */
function watch(rows: readonly Row[], tell: (step: number) => Told, change: Partial<RunHeader> = {}) {
  const diagnosis = new Diagnosis(header(rows, change));
  const changes: { step: number; codes: string[] }[] = [];
  const { anchor } = header(rows);
  for (let step = 1; step <= STEPS; step++) {
    const { loss, trainLoss = loss, accuracy = 0.5, signal = 0, norm = 1, dead = 0 } = tell(step);
    diagnosis.observeEvaluation({ step, epoch: 1, on: 'probe', loss: trainLoss, accuracy });
    const signals = rows.map((_, index) => (index < anchor ? 10 ** signal : 1));
    const lost = Number.isFinite(loss) ? 0 : 1;
    const batch = frame(
      rows.length,
      { step, epoch: 1, learning_rate: 0.1 },
      { loss, gradient_norm: norm, non_finite: lost },
      { signal: signals, dead: [NaN, dead], non_finite: rows.map(() => lost) },
    );
    diagnosis.observe(batch.numbers, batch.reports);
    const codes = diagnosis.findings.map(({ code }) => code);
    if (codes.join() !== (changes.at(-1)?.codes ?? []).join()) changes.push({ step, codes });
  }
  return { diagnosis, changes, codes: diagnosis.findings.map(({ code }) => code) };
}

const sigmoids = chain(10, 1, [sigmoid]);
const relus = chain(10, 2, [relu]);
const STUCK = Math.LN2;

describe('a healthy run', () => {
  test('raises no flag while its loss falls and its signal drifts up by 1.8 decades', () => {
    expect(watch(relus, (step) => ({ loss: STUCK * 0.99 ** step, signal: (1.8 * step) / STEPS })).changes).toEqual([]);
  });

  test('raises no flag when it is slow to learn but its signal is well', () => {
    expect(watch(relus, () => ({ loss: STUCK, signal: -1.4 })).changes).toEqual([]);
  });

  test('raises no flag for one bad batch', () => {
    expect(watch(relus, (step) => ({ loss: step === 300 ? 50 : 0.3, norm: step === 300 ? 1000 : 1 })).changes).toEqual([]);
  });
});

describe('vanishing', () => {
  test('is red when a low signal and no learning last for five samples, after a tenth of the run', () => {
    const { changes, diagnosis } = watch(sigmoids, () => ({ loss: STUCK, signal: -6 }));
    expect(changes.at(-1)!.codes).toEqual(['gradient_vanishing']);
    expect(changes.at(-1)!.step).toBe(51);
    const [found] = diagnosis.findings;
    expect(found!.where.node).toBe('n0');
    expect(found!.message).toBe(
      'The gradient vanishes at weights0: its signal is 6.0 decades below that of weights18; a healthy network of this shape would show 0.0. ' +
        'The loss has stayed at the constant predictor (0.0 % better) up to step 498. It was so at step 0: activations and initialisation alone ' +
        'make 6.1 decades. Put BatchNorm1d before the activations, or use LeakyReLU with Kaiming initialisation.',
    );
  });

  test('says since when it stands, while its numbers go on', () => {
    const { diagnosis, changes } = watch(sigmoids, () => ({ loss: STUCK, signal: -5.6 }));
    const [standing] = diagnosis.findings;
    expect(standing!.where.step).toBe(changes.find(({ codes }) => codes.includes('gradient_vanishing'))!.step);
    expect(standing!.numbers.step).toBeGreaterThan(STEPS - 10);
  });

  test('is amber while the network learns in spite of it', () => {
    expect(watch(sigmoids, (step) => ({ loss: STUCK * 0.98 ** step, signal: -3 })).changes[0]!.codes).toEqual(['gradient_attenuated']);
    expect(watch(sigmoids, () => ({ loss: 0.3, signal: -3 })).codes).toEqual(['gradient_attenuated']);
  });

  test('turns from red to amber when learning sets in', () => {
    const { changes } = watch(sigmoids, (step) => ({ loss: step < 300 ? STUCK : 0.3, signal: -3 }));
    expect(changes.map(({ codes }) => codes)).toEqual([['gradient_attenuated'], ['gradient_vanishing'], ['gradient_attenuated']]);
  });

  test('is not held against a network that has learnt its data', () => {
    expect(watch(sigmoids, () => ({ loss: 0.3, trainLoss: 0.001, signal: -3 })).codes).toEqual(['converged']);
    expect(watch(sigmoids, () => ({ loss: 0.3, accuracy: 1, signal: -3 })).codes).toEqual(['converged']);
  });

  test('leaves a warning when the signal recovers and the network learns after all', () => {
    const { changes, diagnosis } = watch(sigmoids, (step) => ({ loss: step < 300 ? STUCK : 0.3, signal: step < 300 ? -3 : 0 }));
    expect(changes.at(-1)!.codes).toEqual(['gradient_recovered']);
    expect(diagnosis.findings[0]!.message).toMatch(/^Until step 297 almost no gradient reached weights0/);
  });

  test('holds on when the units die of it', () => {
    const { codes } = watch(relus, (step) => ({ loss: STUCK, signal: step < 100 ? -8 : NaN, dead: step < 100 ? 0.6 : 1 }));
    expect(codes).toEqual(['gradient_vanishing']);
  });

  test('is told apart from a signal that was lost in training', () => {
    const { diagnosis } = watch(relus, (step) => ({ loss: STUCK, signal: step < 100 ? 0 : -4 }));
    expect(diagnosis.findings[0]!.code).toBe('gradient_vanishing');
    expect(diagnosis.findings[0]!.numbers.origin).toBe('clause:acquired');
  });

  test('is not said of a network whose units are all dead', () => {
    expect(watch(relus, () => ({ loss: STUCK, signal: -4, dead: 1 })).codes).toEqual([]);
  });

  test('allows narrow ReLU networks more, for their signal scatters', () => {
    const narrow = chain(12, 2, [relu], 5);
    expect(watch(narrow, () => ({ loss: STUCK, signal: -3.5 })).codes).toEqual([]);
    expect(watch(narrow, () => ({ loss: STUCK, signal: -4.5 })).codes).toEqual(['gradient_vanishing']);
  });

  test('waits for BatchNorm to level the signal', () => {
    const normalised = chain(10, 2, [{ kind: 'normalise' }, relu]);
    expect(watch(normalised, (step) => ({ loss: STUCK, signal: step < 20 ? -5 : 0 })).changes).toEqual([]);
  });

  test('speaks of an exact zero without decades', () => {
    const { diagnosis } = watch(sigmoids, () => ({ loss: STUCK, signal: -Infinity }));
    expect(diagnosis.findings[0]!.message).toContain('its signal is ∞ decades below');
  });
});

describe('exploding', () => {
  test('is red at step 0 when the signal stands 2.5 decades above healthy, and names the layer and the weights', () => {
    const { changes, diagnosis } = watch(chain(10, 32, [relu]), () => ({ loss: STUCK, signal: 5.4 }));
    expect(changes).toEqual([{ step: 1, codes: ['gradient_exploding'] }]);
    const [found] = diagnosis.findings;
    expect(found!.where).toEqual({ node: 'n0', step: 1 });
    expect(found!.message).toBe(
      'The gradient explodes: at step 0 the signal at weights0 is already 5.4 decades above healthy, relative to weights18. Likely cause: ' +
        'the weights are drawn too large for the width of their input. Use Kaiming or Xavier initialisation, or put BatchNorm1d after the Linear layers.',
    );
  });

  test('is amber between 1.5 and 2.5 decades', () => {
    expect(watch(relus, () => ({ loss: STUCK * 0.5, signal: 2 })).codes).toEqual(['gradient_amplified']);
  });

  test('measures from the healthy profile, which residual sums and BatchNorm raise', () => {
    const normalised = chain(40, 2, [{ kind: 'normalise' }, relu]);
    expect(watch(normalised, () => ({ loss: 0.3, signal: 3.2 })).changes).toEqual([]);
  });

  test('is red when the loss stays ten times above all it started from, and suspects the learning rate', () => {
    const { diagnosis, changes } = watch(relus, (step) => ({ loss: step < 200 ? 0.5 : 50 }));
    expect(changes.map(({ codes }) => codes)).toEqual([['gradient_exploding']]);
    expect(diagnosis.findings[0]!.numbers).toMatchObject({ evidence: 'clause:shows_in_loss', cause: 'clause:because_of_rate', loss: '50' });
  });

  test('is red at once when a single loss is a thousand times beyond', () => {
    expect(watch(relus, (step) => ({ loss: step === 2 ? 1e4 : 0.69 })).changes).toEqual([{ step: 2, codes: ['gradient_exploding'] }]);
  });

  test('suspects the scale of the inputs when the first loss is far off', () => {
    const { diagnosis } = watch(relus, (step) => ({ loss: step === 1 ? 100 : 5000 }));
    expect(diagnosis.findings[0]!.numbers.cause).toBe('clause:because_of_scale');
  });

  test('is red when the norm jumps and the loss with it', () => {
    const { diagnosis } = watch(relus, (step) => ({ loss: step < 300 ? 0.4 : 1.2, norm: step < 300 ? 1 + 0.1 * (step % 7) : 1e4 }));
    expect(diagnosis.findings[0]!.numbers.evidence).toBe('clause:shows_in_norm');
  });

  test('is not said of a loss that doubles when it is tiny', () => {
    const { changes } = watch(relus, (step) => ({ loss: step < 300 ? 0.01 : 0.03, norm: step < 300 ? 1 + 0.1 * (step % 7) : 1e4 }));
    expect(changes).toEqual([]);
  });

  test('is not taken back', () => {
    const { codes } = watch(relus, (step) => ({ loss: step > 200 && step < 300 ? 50 : 0.5 }));
    expect(codes).toEqual(['gradient_exploding']);
  });
});

describe('numbers that are lost', () => {
  test('end every other verdict, at once, on any step', () => {
    const { changes } = watch(sigmoids, (step) => ({ loss: step < 347 ? STUCK : NaN, signal: -6 }));
    expect(changes.at(-1)).toEqual({ step: 347, codes: ['non_finite', 'gradient_exploding'] });
  });

  test('are placed in the first layer of the forward pass that is hit, not in those that its gradient spoils', () => {
    const diagnosis = new Diagnosis(header(chain(4, 2, [relu])));
    // Layer 2 (rows 4 and 5) overflows: gradients of all layers are lost, outputs only from there on.
    const batch = frame(9, { step: 7 }, { loss: NaN, non_finite: 9 }, { non_finite: [32, 0, 32, 0, 64, 9, 64, 9, 64] });
    diagnosis.observe(batch.numbers, batch.reports);
    expect(diagnosis.findings[0]!.where).toEqual({ node: 'n4', step: 7 });
    expect(diagnosis.findings[0]!.message).toMatch(/^The output of weights4 became infinite or not a number at step 7\./);
  });

  test('are placed in the layer nearest to the loss when only the gradient is hit', () => {
    const diagnosis = new Diagnosis(header(chain(4, 2, [relu])));
    const signal = [NaN, NaN, NaN, Infinity, Infinity, 1, 1, 1, 1];
    const batch = frame(9, { step: 7 }, { loss: 3, non_finite: 9 }, { signal, non_finite: [32, 0, 32, 0, 32, 0, 0, 0, 0] });
    diagnosis.observe(batch.numbers, batch.reports);
    expect(diagnosis.findings[0]!.message).toMatch(/^The gradient at weights4 became/);
  });
});
