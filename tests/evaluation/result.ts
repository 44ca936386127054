/** @file What the evaluation found: each run with what was said of it and what its fixes came to, and the sums. */
import type { Finding } from '../../core/findings/finding.ts';
import type { Fix } from '../../core/findings/fixes.ts';
import type { DevRun } from './dev-runs.ts';
import { CONDITIONS, CONDITION_NAMES, LEARNS, isFaulty, type ConditionName, type Judgement } from './judge.ts';
import type { Outcome } from './train.ts';

/** A fix of a run, and what the network came to with it. */
export interface Attempt {
  readonly fix: Fix;
  /** Null if it could not be trained. */
  readonly outcome: Outcome | null;
  readonly problem: string | null;
  readonly helped: boolean;
}

export interface Judged {
  readonly run: Pick<DevRun, 'name' | 'label'>;
  readonly seed: number;
  readonly outcome: Outcome;
  readonly judgement: Judgement;
  /** The finding whose fixes were tried; null where nothing was said, or nothing is to be repaired. */
  readonly acted: Finding | null;
  /** In their rank; the first alone unless all were asked for. */
  readonly attempts: readonly Attempt[];
}

/** The share of the faulty runs of each condition that the first-ranked fix must make learn. */
export const FIX_TARGET = 0.8;

/** Whether a fix was worth it. A network that learns its rows by heart has skill enough, so that it must do better on those it never saw. */
export function helps(condition: ConditionName, before: Outcome, after: Outcome): boolean {
  if (after.skill === null || after.skill < LEARNS) return false;
  return condition !== 'overfitting' || after.validation!.loss < before.validation!.loss;
}

export interface Recall {
  readonly condition: ConditionName;
  readonly runs: number;
  readonly ever: number;
  readonly standing: number;
  /** Null where nothing is asked. */
  readonly target: number | null;
  readonly met: boolean;
  /** The median of the part of the run after which it was first said; null if it never was. */
  readonly after: number | null;
}

/** Of the conditions that some run has. */
export function recalls(judged: readonly Judged[]): Recall[] {
  return conditionsOf(judged).map((condition) => {
    const those = judged.filter(({ judgement }) => judgement.condition === condition);
    const ever = those.filter(({ judgement }) => judgement.told.ever).length;
    const standing = those.filter(({ judgement }) => judgement.told.standing).length;
    const { target } = CONDITIONS[condition];
    return {
      condition,
      runs: those.length,
      ever,
      standing,
      target,
      met: target === null || ever >= target * those.length,
      after: median(those.flatMap(({ judgement }) => judgement.after ?? [])),
    };
  });
}

export interface Repairs {
  readonly condition: ConditionName;
  readonly runs: number;
  /** Those with a fix to try. */
  readonly offered: number;
  readonly helped: number;
  readonly met: boolean;
}

export function repairs(judged: readonly Judged[]): Repairs[] {
  return conditionsOf(judged)
    .filter(isFaulty)
    .map((condition) => {
      const those = judged.filter(({ judgement }) => judgement.condition === condition);
      const helped = those.filter(({ attempts }) => attempts[0]?.helped).length;
      return {
        condition,
        runs: those.length,
        offered: those.filter(({ attempts }) => attempts.length > 0).length,
        helped,
        met: helped >= FIX_TARGET * those.length,
      };
    });
}

export function conditionsOf(judged: readonly Judged[]): ConditionName[] {
  return CONDITION_NAMES.filter((name) => judged.some(({ judgement }) => judgement.condition === name));
}

function median(values: readonly number[]): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[(sorted.length - 1) >> 1] ?? null;
}
