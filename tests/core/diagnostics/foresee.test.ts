import { describe, expect, test } from 'vitest';
import { foresee } from '../../../core/diagnostics/foresee.ts';
import { profile } from '../../../core/diagnostics/profile.ts';
import type { Row } from '../../../core/plan/plan.ts';
import { ACTIVATIONS, chain } from '../../helpers/rows.ts';

const { relu, sigmoid } = ACTIVATIONS;
const foreseen = (rows: readonly Row[], measured: readonly (number | null)[] | null = null) => foresee(rows, profile(rows), measured);
/** What a batch may have shown: this at the first hidden layer. */
const shows = (rows: readonly Row[], first: number | null) => rows.map((_, index) => (index === 0 ? first : 0));

const sigmoids = chain(10, 1, [sigmoid]);
const relus = chain(10, 2, [relu]);
const large = chain(10, 8, [relu]);

describe('before any training', () => {
  test('ten sigmoids vanish by theory alone, with the numbers and what helps', () => {
    const [found] = foreseen(sigmoids);
    expect(found).toMatchObject({
      code: 'vanishing_foreseen',
      severity: 'warning',
      where: { node: 'n0' },
      evidence: { measure: 'signal', threshold: -2.5, onset: 'start' },
    });
    expect(found!.evidence!.value).toBeCloseTo(-6.07, 1);
    expect(found!.message).toBe(
      'Before any training: the gradient will vanish on its way to weights0. Its signal is 6.1 decades below that of weights18, as activations ' +
        'and initialisation alone make it; in a healthy network of this shape it would be as large. Put BatchNorm1d before the activations, or use ' +
        'LeakyReLU with Kaiming initialisation.',
    );
    expect(found!.fixes[0]!.code).toBe('insert_batch_norm');
  });

  test('what a batch shows and what theory says are told by the same measure', () => {
    const [vanishes] = foreseen(sigmoids, shows(sigmoids, -5.6));
    expect(vanishes!.message).toContain('Its signal is 5.6 decades below that of weights18, as one batch of the data shows (theory: 6.1);');
    const [explodes] = foreseen(large, shows(large, 3));
    expect(explodes!.message).toContain('3.0 decades above healthy, relative to weights18, as one batch of the data shows (theory: 2.7).');
  });

  test('weights drawn too large explode by theory alone', () => {
    const [found] = foreseen(large);
    expect(found).toMatchObject({ code: 'exploding_foreseen', severity: 'warning', evidence: { measure: 'excess', threshold: 2.5 } });
    expect(found!.evidence!.value).toBeCloseTo(9 * Math.log10(2), 6);
    expect(found!.fixes.map(({ code }) => code)).toEqual(['initialise', 'insert_batch_norm']);
  });

  test('a healthy network is left in peace', () => {
    expect(foreseen(relus)).toEqual([]);
    expect(foreseen(relus, shows(relus, 1.2))).toEqual([]);
    expect(foreseen(chain(20, 2, [{ kind: 'normalise' }, relu]))).toEqual([]);
  });

  test('a network of one hidden layer has no way to lose its signal on', () => {
    expect(foreseen(chain(1, 1, [sigmoid]), shows(chain(1, 1, [sigmoid]), -9))).toEqual([]);
  });
});

describe('what a batch shows', () => {
  test('counts for more than theory, either way', () => {
    expect(foreseen(sigmoids, shows(sigmoids, -2.4))).toEqual([]);
    const [found] = foreseen(relus, shows(relus, -3));
    expect(found!.evidence!.value).toBe(-3);
    expect(found!.message).toContain('3.0 decades below that of weights18, as one batch of the data shows (theory: 0.0);');
    expect(foreseen(relus, shows(relus, 2.5))[0]!.evidence!.value).toBe(2.5);
    expect(foreseen(relus, shows(relus, 2.4))).toEqual([]);
  });

  test('leaves the word to theory where nothing came out', () => {
    expect(foreseen(sigmoids, shows(sigmoids, null))[0]!.evidence!.value).toBeCloseTo(-6.07, 1);
    expect(foreseen(relus, shows(relus, null))).toEqual([]);
  });

  test('may scatter further in narrow networks of ReLU', () => {
    const narrow = chain(12, 2, [relu], 5);
    expect(foreseen(narrow, shows(narrow, -3.5))).toEqual([]);
    expect(foreseen(narrow, shows(narrow, -4))[0]!.evidence!.threshold).toBeCloseTo(-1.6 * (12 / 5), 6);
  });

  test('is not held against BatchNorm, which levels the signal in its first steps', () => {
    const normalised = chain(10, 2, [{ kind: 'normalise' }, relu]);
    expect(foreseen(normalised, shows(normalised, -5))).toEqual([]);
  });
});
