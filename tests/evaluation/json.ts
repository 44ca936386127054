/** @file The result for machines. */
import { recalls, repairs, type Judged } from './result.ts';
import type { Outcome } from './train.ts';

interface About {
  readonly seeds: readonly number[];
  readonly leftOut: readonly string[];
  readonly withFixes: boolean;
  readonly met: boolean;
  readonly seconds: number;
}

export function asJson(judged: readonly Judged[], { seeds, leftOut, withFixes, met, seconds }: About) {
  return {
    met,
    conditions: recalls(judged),
    fixes: withFixes ? repairs(judged) : null,
    runs: judged.map(({ run, seed, outcome, judgement, acted, attempts }) => ({
      ...run,
      seed,
      ...judgement,
      ...measured(outcome),
      said: outcome.said.map(({ code, severity, raised, standing, finding }) => ({
        code,
        severity,
        raised,
        standing,
        message: finding.message,
      })),
      acted_on: acted?.code ?? null,
      fixes: attempts.map(({ fix, outcome: after, problem, helped }) => ({ ...fix, helped, problem, ...(after ? measured(after) : {}) })),
    })),
    seeds,
    left_out: leftOut,
    seconds,
  };
}

function measured({ skill, failed, train, validation, steps, plannedSteps }: Outcome) {
  return { skill, failed, train, validation, steps, planned_steps: plannedSteps };
}
