import { describe, expect, test } from 'vitest';
import type { Finding } from '../../../core/findings/finding.ts';
import type { TrialSide, Verdict } from '../../../core/session/protocol.ts';
import { verdictOn } from '../../../core/session/verdict.ts';

interface Told {
  readonly skill?: number;
  readonly validation?: number;
  readonly errors?: readonly string[];
  readonly ended?: readonly string[];
  readonly warnings?: readonly string[];
  readonly failed?: boolean;
}

function side({ skill = 0, validation = 1, errors = [], ended = [], warnings = [], failed = false }: Told): TrialSide {
  const of = (codes: readonly string[], rest: object) => codes.map((code) => ({ code, ...rest }) as unknown as Finding);
  return {
    step: 100,
    totalSteps: 100,
    curve: [],
    skill,
    train: { loss: 1 - skill, accuracy: 0.5 },
    validation: { loss: validation, accuracy: 0.5 },
    findings: [
      ...of(errors, { severity: 'error' }),
      ...of(warnings, { severity: 'warning' }),
      ...of(ended, { severity: 'info', ended: 50 }),
    ],
    failed,
  };
}

const VANISHING = ['gradient_vanishing'];

describe('a fix', () => {
  test.each<[string, Told, Told, Verdict]>([
    ['that ends the error and lets it learn helped', { errors: VANISHING }, { skill: 0.9 }, 'helped'],
    ['that ends the error helped, though little is learnt yet', { errors: VANISHING }, { skill: 0.01 }, 'helped'],
    [
      'that leaves the error standing did not help, though it learns a little',
      { errors: VANISHING },
      { errors: VANISHING, skill: 0.09 },
      'did_not_help',
    ],
    ['that puts another error in its place did not help', { errors: VANISHING }, { errors: ['units_dead'] }, 'did_not_help'],
    [
      'that puts another error in its place helped if it learns all the same',
      { errors: VANISHING },
      { errors: ['loss_oscillating'], skill: 0.6 },
      'helped',
    ],
    ['of an error that has ended by itself did not help', { ended: VANISHING, skill: 0.9 }, { skill: 0.9 }, 'did_not_help'],
    ['that keeps the numbers helped', { failed: true, skill: NaN, errors: ['non_finite'] }, { skill: 0.3 }, 'helped'],
    ['whose network loses its numbers made it worse', { skill: 0.5 }, { failed: true, skill: 0.6, errors: ['non_finite'] }, 'made_worse'],
    [
      'after which both lose their numbers did not help',
      { failed: true, errors: ['non_finite'] },
      { failed: true, errors: ['non_finite'] },
      'did_not_help',
    ],
    ['of a network that was well helped from a skill of five hundredths more on', { skill: 0.5 }, { skill: 0.56 }, 'helped'],
    ['that makes less of a difference did not help', { skill: 0.5 }, { skill: 0.54 }, 'did_not_help'],
    ['that costs skill made it worse', { skill: 0.5 }, { skill: 0.44 }, 'made_worse'],
    ['is not judged by warnings', { skill: 0.5, warnings: ['loss_plateau'] }, { skill: 0.5 }, 'did_not_help'],
  ])('%s', (_, present, repaired, verdict) => {
    expect(verdictOn(side(present), side(repaired))).toBe(verdict);
  });
});

describe('of a network that overfits', () => {
  const sick: Told = { skill: 0.99, validation: 1, errors: ['overfitting'] };
  test.each<[string, Told, Verdict]>([
    ['what lowers the validation loss helped, at whatever cost in skill', { skill: 0.6, validation: 0.7 }, 'helped'],
    ['less than two per cent is no help', { skill: 0.99, validation: 0.99 }, 'did_not_help'],
    ['a network that learns nothing any more is no help', { skill: 0, validation: 0.7, errors: ['underfitting'] }, 'did_not_help'],
    ['it is no help if it overfits as before', { skill: 0.99, validation: 0.7, errors: ['overfitting'] }, 'did_not_help'],
  ])('%s', (_, repaired, verdict) => {
    expect(verdictOn(side(sick), side(repaired))).toBe(verdict);
  });

  test('a fix that makes it overfit made it worse', () => {
    expect(verdictOn(side({ skill: 0.6, validation: 0.7 }), side(sick))).toBe('made_worse');
  });
});
