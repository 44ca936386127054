/** @file Sides of a trial for tests: a network that has learnt, unless told otherwise. */
import type { Finding } from '../../../core/findings/finding.ts';
import { finding, type FindingCode } from '../../../core/findings/messages.ts';
import type { Trial, TrialSide, Verdict } from '../../../core/session/protocol.ts';

export function sideOf(side: Partial<TrialSide> = {}): TrialSide {
  return {
    step: 400,
    totalSteps: 400,
    curve: [
      { step: 4, loss: 0.7 },
      { step: 400, loss: 0.05 },
    ],
    skill: 0.93,
    train: { loss: 0.05, accuracy: 0.981 },
    validation: { loss: 0.06, accuracy: 0.975 },
    findings: [],
    failed: false,
    ...side,
  };
}

export function standing(code: FindingCode): Finding {
  return finding(code, { step: 80 }, {});
}

export function trialOf(present: Partial<TrialSide>, repaired: Partial<TrialSide>, verdict: Verdict | null): Trial {
  return { present: sideOf(present), repaired: sideOf(repaired), verdict };
}
