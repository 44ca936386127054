/**
 * @file Whether a fix helped, from the two runs that were trained side by side.
 *
 * It helped if the repaired network kept its numbers, none of the errors that stand against the present one stands against it, and
 * it is better: skill higher by 0.05, or, where errors stood against the present one, none against it. Of a network that overfits the
 * loss on validation rows is what counts: lower by 2 %. It made things worse if the present one would have been the help.
 */
import type { TrialSide, Verdict } from './protocol.ts';

const SKILL_GAIN = 0.05;
const VALIDATION_GAIN = 0.02;

export function verdictOn(present: TrialSide, repaired: TrialSide): Verdict {
  if (isBetter(present, repaired)) return 'helped';
  return isBetter(repaired, present) ? 'made_worse' : 'did_not_help';
}

function isBetter(before: TrialSide, after: TrialSide): boolean {
  const sick = errorsOf(before);
  const left = errorsOf(after);
  if (after.failed || sick.some((code) => left.includes(code))) return false;
  if (sick.length > 0 && left.length === 0 && !overfits(before)) return true;
  if (overfits(before) || overfits(after))
    return after.validation.loss <= (1 - VALIDATION_GAIN) * before.validation.loss && left.length === 0;
  return skillOf(after) - skillOf(before) >= SKILL_GAIN;
}

function errorsOf({ findings }: TrialSide): string[] {
  return findings.filter(({ severity, ended }) => severity === 'error' && ended === undefined).map(({ code }) => code);
}

function overfits({ findings }: TrialSide): boolean {
  return findings.some(({ code, ended }) => code === 'overfitting' && ended === undefined);
}

/** One that lost its numbers has none, whatever it was before. */
function skillOf({ skill, failed }: TrialSide): number {
  return failed || Number.isNaN(skill) ? 0 : skill;
}
