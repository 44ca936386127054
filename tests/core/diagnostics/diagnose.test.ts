import { describe, expect, test } from 'vitest';
import { Diagnosis } from '../../../core/diagnostics/diagnose.ts';
import type { Row } from '../../../core/plan/plan.ts';
import type { RunHeader } from '../../../core/telemetry/frame.ts';
import { ACTIVATIONS, chain, frame, header } from '../../helpers/rows.ts';
import { watchRun, type Told } from '../../helpers/watch-run.ts';

const { relu, sigmoid } = ACTIVATIONS;
const STEPS = 500;

/** What stands of the gradient and the units; what is said of the loss alone has tests of its own (rules/). */
function watch(rows: readonly Row[], tell: (step: number) => Told, change: Partial<RunHeader> = {}, steps = STEPS) {
  const { diagnosis, changes } = watchRun(rows, tell, change, steps, (code) => code !== 'loss_plateau');
  return { diagnosis, changes, codes: changes.at(-1)?.codes ?? [] };
}

const sigmoids = chain(10, 1, [sigmoid]);
const relus = chain(10, 2, [relu]);
const STUCK = Math.LN2;

describe('a healthy run', () => {
  test('raises no flag while its loss falls and its signal drifts up by 1.8 decades', () => {
    expect(watch(relus, (step) => ({ loss: STUCK * 0.994 ** step, signal: (1.8 * step) / STEPS })).changes).toEqual([]);
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
      'The gradient vanishes at weights0: its signal is 6.0 decades below that of weights18; in a healthy network of this shape it would be as large. ' +
        'The loss has been at the constant predictor for 500 steps (0.0 % better). It was so at step 0: for 10 hidden layers with these ' +
        'activations and this initialisation theory foresees 6.1 decades. Put BatchNorm1d before the activations, or use LeakyReLU with Kaiming initialisation.',
    );
  });

  test('says since when it stands, while its numbers go on', () => {
    const { diagnosis, changes } = watch(sigmoids, () => ({ loss: STUCK, signal: -5.6 }));
    const [standing] = diagnosis.findings;
    expect(standing!.where.step).toBe(changes.find(({ codes }) => codes.includes('gradient_vanishing'))!.step);
    expect(standing!.numbers.steps).toBe(STEPS);
  });

  test('is amber while the network learns in spite of it', () => {
    expect(watch(sigmoids, (step) => ({ loss: STUCK * 0.98 ** step, signal: -3 })).changes[0]!.codes).toEqual(['gradient_attenuated']);
    expect(watch(sigmoids, () => ({ loss: 0.3, signal: -3 })).codes).toEqual(['gradient_attenuated']);
  });

  test('turns from red to amber when learning sets in', () => {
    const { changes } = watch(sigmoids, (step) => ({ loss: step < 300 ? STUCK : 0.3, signal: -3 }));
    expect(changes.map(({ codes }) => codes)).toEqual([['gradient_attenuated'], ['gradient_vanishing'], ['gradient_attenuated']]);
  });

  test('is told once, by the graver of its two findings', () => {
    const { diagnosis } = watch(sigmoids, () => ({ loss: STUCK, signal: -3 }));
    expect(diagnosis.findings.map(({ code }) => code)).toEqual(['gradient_vanishing']);
  });

  test('is not held against a network that has learnt its data', () => {
    expect(watch(sigmoids, () => ({ loss: 0.3, trainLoss: 0.001, signal: -3 })).codes).toEqual(['converged']);
    expect(watch(sigmoids, () => ({ loss: 0.3, accuracy: 1, signal: -3 })).codes).toEqual(['converged']);
  });

  test('has ended, and says when, once the signal recovers and the network learns after all', () => {
    const { codes, diagnosis } = watch(sigmoids, (step) => ({ loss: step < 300 ? STUCK : 0.3, signal: step < 300 ? -3 : 0 }));
    expect(codes).toEqual([]);
    expect(diagnosis.findings.find(({ code }) => code === 'gradient_vanishing')).toMatchObject({
      severity: 'info',
      where: { node: 'n0', step: 51 },
      ended: 300,
      numbers: { decades: '3.0', steps: 297 },
    });
  });

  test('is said of weights so small that theory foresees it, even where no unit fires at step 0', () => {
    const tiny = chain(9, 1e-4, [relu]);
    expect(watch(tiny, () => ({ loss: STUCK, signal: NaN, dead: 1 })).codes).toEqual(['gradient_vanishing']);
  });

  test('holds on when the units die of it', () => {
    const { codes } = watch(relus, (step) => ({ loss: STUCK, signal: step < 100 ? -8 : NaN, dead: step < 100 ? 0.6 : 1 }));
    expect(codes).toEqual(['gradient_vanishing']);
  });

  test('is not said of a network whose units were dead before', () => {
    expect(watch(relus, () => ({ loss: STUCK, signal: -4, dead: 1 })).codes).toEqual(['units_dead']);
  });

  test('does not wait for a tenth of a very long plan', () => {
    const { changes } = watch(sigmoids, () => ({ loss: STUCK, signal: -6 }), { epochs: 100_000 }, 1200);
    expect(changes.at(-1)).toEqual({ step: 1000, codes: ['gradient_vanishing'] });
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

  test('says of a healthy network in words whether its signal would stand above or below', () => {
    const thinned = chain(4, 2, [relu, { kind: 'dropout', p: 0.9 }]);
    const { diagnosis } = watch(thinned, () => ({ loss: STUCK, signal: -4 }));
    expect(diagnosis.findings[0]!.message).toContain('in a healthy network of this shape it would be 1.5 decades above.');
  });

  test('speaks of an exact zero without decades', () => {
    const { diagnosis } = watch(sigmoids, () => ({ loss: STUCK, signal: -Infinity }));
    expect(diagnosis.findings[0]!.message).toContain('its signal is exactly zero, measured by that of weights18;');
  });
});

describe('dead units', () => {
  test('are red when a whole layer is dead for three inspections and nothing is learnt', () => {
    const { changes, diagnosis } = watch(relus, (step) => ({ loss: STUCK, signal: step < 100 ? 0 : NaN, dead: step < 100 ? 0.4 : 1 }));
    expect(changes).toEqual([{ step: 102, codes: ['units_dead'] }]);
    const [found] = diagnosis.findings;
    expect(found!.where).toEqual({ node: 'n1', step: 102 });
    expect(found!.message).toBe(
      'All units of activation1 are dead: none fires for any inspected row, so no gradient passes. At step 498 the loss is at the constant ' +
        'predictor (0.0 % better). Likely cause: they died in training, for the layer is narrow or the learning rate (0.1) is too high. ' +
        'Reset, then lower it, widen the layer or use LeakyReLU.',
    );
  });

  test('that were dead at step 0 are blamed on the start', () => {
    const { diagnosis, changes } = watch(relus, () => ({ loss: STUCK, signal: NaN, dead: 1 }));
    expect(changes[0]).toEqual({ step: 10, codes: ['units_dead'] });
    expect(diagnosis.findings[0]!.numbers.cause).toBe('clause:because_born_dead');
  });

  test('do not count while a unit lives, or while the network learns around them', () => {
    expect(watch(relus, () => ({ loss: STUCK, dead: 0.99 })).codes).toEqual(['capacity_lost']);
    expect(watch(relus, () => ({ loss: 0.3, dead: 1 })).codes).toEqual(['capacity_lost']);
  });

  test('count from their third inspection on', () => {
    expect(watch(relus, (step) => ({ loss: STUCK, dead: step % 3 === 0 ? 0.4 : 1 })).changes).toEqual([]);
  });
});

describe('collapse', () => {
  test('is red when a signal that was well is lost and nothing is learnt any more', () => {
    const { changes, diagnosis } = watch(relus, (step) => ({ loss: step < 200 ? 0.2 : STUCK, signal: step < 200 ? -0.3 : -4 }));
    expect(changes.map(({ codes }) => codes)).toEqual([['gradient_collapsed']]);
    expect(changes[0]!.step).toBeLessThan(220);
    expect(diagnosis.findings[0]!.where.node).toBe('n0');
    expect(diagnosis.findings[0]!.message).toBe(
      'The gradient has collapsed: the signal at weights0 is 4.0 decades below that of weights18; at step 0 it was 0.3 decades below. At step 498 ' +
        'the loss is at the constant predictor (0.0 % better). Likely cause: a learning rate that is too high (0.1). Lower it.',
    );
  });

  test('in a network with a large dropout is blamed on that', () => {
    const thinned = chain(4, 2, [relu, { kind: 'dropout', p: 0.95 }]);
    const { diagnosis } = watch(thinned, (step) => ({ loss: STUCK, signal: step < 100 ? 0 : -Infinity }));
    expect(diagnosis.findings[0]!.message).toContain('Likely cause: a Dropout that leaves next to nothing (p = 0.95). Lower its p.');
  });

  test('is not said of a network that learns in spite of it', () => {
    expect(watch(relus, (step) => ({ loss: 0.2, signal: step < 200 ? 0 : -4 })).changes).toEqual([]);
  });

  test('is red when most outputs of a layer saturate in training', () => {
    const { diagnosis, codes } = watch(chain(4, 1, [ACTIVATIONS.tanh]), (step) => ({ loss: STUCK, saturated: step < 50 ? 0.1 : 0.8 }));
    expect(codes).toEqual(['gradient_collapsed']);
    const [found] = diagnosis.findings;
    expect(found!.where.node).toBe('n1');
    expect(found!.numbers).toMatchObject({ evidence: 'clause:shows_in_saturation', cause: 'clause:because_of_rate', share: '80.0' });
  });

  test('ends when an inspection after the last sample finds them no longer so', () => {
    const { diagnosis } = watch(chain(4, 1, [ACTIVATIONS.tanh]), (step) => ({
      loss: STUCK,
      saturated: step < 50 || step > 498 ? 0.1 : 0.8,
    }));
    expect(diagnosis.findings).toMatchObject([{ code: 'gradient_collapsed', ended: 500 }]);
  });

  test('is not said of outputs that were saturated from the start', () => {
    const { diagnosis } = watch(chain(4, 1, [ACTIVATIONS.tanh]), () => ({ loss: STUCK, saturated: 0.8 }));
    expect(diagnosis.findings[0]!).toMatchObject({
      code: 'units_saturated',
      severity: 'error',
      numbers: { cause: 'clause:because_inputs_or_weights' },
    });
  });

  test('is red when the gradients of all hidden layers are exactly zero, and names where it stops', () => {
    const { diagnosis, codes } = watch(sigmoids, (step) => ({ loss: STUCK, stopsAt: step < 100 ? 0 : 20 }));
    expect(codes).toEqual(['gradient_collapsed']);
    expect(diagnosis.findings[0]!.where.node).toBe('n20');
    expect(diagnosis.findings[0]!.numbers).toMatchObject({ evidence: 'clause:shows_as_zero', cause: 'clause:because_of_rate' });
  });

  test('from the first step on is not blamed on the learning rate, and needs no second hidden layer', () => {
    const { diagnosis } = watch(chain(1, 1, [ACTIVATIONS.tanh]), () => ({ loss: STUCK, stopsAt: 2 }));
    expect(diagnosis.findings[0]!.message).toBe(
      'The gradient has collapsed: it stops at weights2; what is before gets exactly zero. At step 498 the loss is at the constant predictor ' +
        '(0.0 % better). Likely cause: weights2 has passed nothing back from the first step on. See whether its weights are all zero, or a ' +
        'Dropout drops everything (p = 1).',
    );
  });

  test('is not said of a network that has learnt its data to the last bit', () => {
    const { changes } = watch(relus, (step) => ({ loss: step < 100 ? 0.1 : 0, accuracy: 1, stopsAt: step < 100 ? 0 : 21 }));
    expect(changes.map(({ codes }) => codes)).toEqual([['converged']]);
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

  test('at step 0 falls to a warning when the network learns in spite of it, and stays with one that does not', () => {
    const { changes } = watch(chain(10, 32, [relu]), (step) => ({ loss: STUCK * 0.994 ** step, signal: 5.4 }));
    expect(changes.map(({ codes }) => codes)).toEqual([['gradient_exploding'], ['gradient_amplified']]);
    expect(watch(chain(10, 32, [relu]), () => ({ loss: 0.9 * STUCK, signal: 5.4 })).codes).toEqual(['gradient_exploding']);
  });

  test('at step 0 stands beside the numbers that are lost of it', () => {
    const { diagnosis } = watch(chain(10, 32, [relu]), (step) => ({ loss: step < 20 ? STUCK : Infinity, signal: 5.4 }));
    expect(diagnosis.findings.map(({ code, where }) => [code, where.step])).toEqual([
      ['non_finite', 20],
      ['gradient_exploding', 1],
    ]);
    expect(diagnosis.findings[1]!.numbers.evidence).toBe('clause:shows_at_start');
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

  test('is not said of a loss below zero, which has no multiples', () => {
    expect(watch(relus, (step) => ({ loss: -step }), { constantLoss: -0.5 }).changes).toEqual([]);
  });

  test('sees a loss a thousand times beyond between two samples as well', () => {
    const { diagnosis } = watch(relus, (step) => ({ loss: step === 320 ? 1e4 : 0.69 }));
    expect(diagnosis.findings[0]!.numbers).toMatchObject({ evidence: 'clause:shows_in_loss', loss: '10000' });
    expect(diagnosis.findings[0]!.where.step).toBe(321);
  });

  test('suspects the scale of the inputs when the first loss is far off', () => {
    const { diagnosis } = watch(relus, (step) => ({ loss: step === 1 ? 100 : 5000 }));
    expect(diagnosis.findings[0]!.numbers.cause).toBe('clause:because_of_scale');
  });

  test('is red when the norm jumps and the loss with it', () => {
    const { diagnosis } = watch(relus, (step) => ({ loss: step < 300 ? 0.4 : 1.2, norm: step < 300 ? 1 + 0.1 * (step % 7) : 1e4 }));
    expect(diagnosis.findings[0]!.numbers.evidence).toBe('clause:shows_in_norm');
  });

  test('is over when the loss is back where the leap of the norm took it from', () => {
    const leaps = (step: number) => step >= 300 && step < 360;
    const { diagnosis } = watch(relus, (step) => ({ loss: leaps(step) ? 1.2 : 0.4, norm: leaps(step) ? 1e4 : 1 + 0.1 * (step % 7) }));
    const exploding = diagnosis.findings.filter(({ code }) => code === 'gradient_exploding');
    expect(exploding).toMatchObject([{ severity: 'info', where: { step: 300 }, ended: 360 }]);
  });

  test('stands again when what was learnt after it is lost', () => {
    const { diagnosis } = watch(relus, (step) => ({ loss: step > 200 && step < 300 ? 50 : step < 450 ? 0.5 : STUCK }));
    const exploding = diagnosis.findings.filter(({ code }) => code === 'gradient_exploding');
    expect(exploding).toMatchObject([{ severity: 'error', where: { step: 213 } }]);
    expect(exploding[0]).not.toHaveProperty('ended');
  });

  test('is not said of a loss that doubles when it is tiny', () => {
    const { changes } = watch(relus, (step) => ({ loss: step < 300 ? 0.01 : 0.03, norm: step < 300 ? 1 + 0.1 * (step % 7) : 1e4 }));
    expect(changes.flatMap(({ codes }) => codes)).toEqual(['converged']);
  });

  test('stands while nothing is learnt after it', () => {
    const { codes } = watch(relus, (step) => ({ loss: step > 200 && step < 300 ? 50 : STUCK }));
    expect(codes).toEqual(['gradient_exploding']);
  });

  test('is over once the network has learnt after all, for five samples', () => {
    const { diagnosis } = watch(relus, (step) => ({ loss: step > 200 && step < 300 ? 50 : 0.5 }));
    const exploding = diagnosis.findings.filter(({ code }) => code === 'gradient_exploding');
    expect(exploding).toMatchObject([{ severity: 'info', ended: 312, numbers: { evidence: 'clause:shows_in_loss' } }]);
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
