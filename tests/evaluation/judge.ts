/**
 * @file Whether the diagnosis was right about a run. A run is judged by its label and by what became of it: one that was made to die of
 * dead units and learns all the same counts as healthy with a warning. No such courtesy is given to any other label.
 */
import type { FindingCode } from '../../core/findings/messages.ts';
import type { Label } from './dev-runs.ts';
import type { Outcome, Said } from './train.ts';

/** From here on a network has learnt something. */
export const LEARNS = 0.2;

/** What is to be said of a run, and how often at least. */
interface Condition {
  readonly labels: readonly Label[];
  /** Any of them will do. */
  readonly codes: readonly FindingCode[];
  /** The share of the runs that must be told; of healthy ones, that must be left alone. Null where nothing is asked. */
  readonly target: number | null;
}

export const CONDITIONS = {
  gradient_vanishing: { labels: ['gradient_vanishing'], codes: ['gradient_vanishing'], target: 1 },
  gradient_exploding: { labels: ['gradient_exploding'], codes: ['gradient_exploding', 'non_finite'], target: 0.95 },
  units_dead: { labels: ['units_dead'], codes: ['units_dead'], target: 0.8 },
  symmetry: { labels: ['symmetry'], codes: ['symmetry'], target: 1 },
  overfitting: { labels: ['overfitting'], codes: ['overfitting'], target: 1 },
  loss_oscillating: { labels: ['loss_oscillating'], codes: ['loss_oscillating'], target: 0.8 },
  slow_or_underfit: { labels: ['learning_slow', 'underfitting'], codes: ['learning_slow', 'underfitting'], target: 0.9 },
  /** Made to die of dead units, and learnt all the same: nothing is asked, for some of them had exploded before they learnt. */
  dead_but_learns: { labels: [], codes: [], target: null },
  healthy: { labels: ['healthy'], codes: [], target: 1 },
} as const satisfies Record<string, Condition>;

export type ConditionName = keyof typeof CONDITIONS;
export const CONDITION_NAMES = Object.keys(CONDITIONS) as ConditionName[];

export interface Judgement {
  readonly condition: ConditionName;
  /** Whether it was told at any time, and at the end. Of a run without a condition: whether it was left alone. */
  readonly told: { readonly ever: boolean; readonly standing: boolean };
  /** The part of the planned steps after which the right thing was first said; null if it never was, or there is nothing to say. */
  readonly after: number | null;
  /** Error-level codes beside the right one. */
  readonly others: readonly FindingCode[];
}

export function judge(label: Label, { skill, plannedSteps, said }: Outcome): Judgement {
  const condition = conditionOf(label, skill);
  const codes: readonly FindingCode[] = CONDITIONS[condition].codes;
  const errors = said.filter(({ severity }) => severity === 'error');
  const right = errors.filter(({ code }) => codes.includes(code));
  const others = [...new Set(errors.map(({ code }) => code).filter((code) => !codes.includes(code)))];
  const stands = (those: readonly Said[]) => those.some(({ standing }) => standing === 'error');
  if (codes.length === 0) return { condition, told: { ever: errors.length === 0, standing: !stands(errors) }, after: null, others };
  return {
    condition,
    told: { ever: right.length > 0, standing: stands(right) },
    after: right.length > 0 ? Math.min(...right.map(({ raised }) => raised)) / plannedSteps : null,
    others,
  };
}

export function isFaulty(condition: ConditionName): boolean {
  return CONDITIONS[condition].codes.length > 0;
}

function conditionOf(label: Label, skill: number | null): ConditionName {
  if (label === 'units_dead' && skill !== null && skill >= LEARNS) return 'dead_but_learns';
  return CONDITION_NAMES.find((name) => (CONDITIONS[name].labels as readonly Label[]).includes(label))!;
}
