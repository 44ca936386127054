/** @file What a trial came to, in a sentence with its numbers. */
import type { Finding } from '../../core/findings/finding.ts';
import type { FindingCode } from '../../core/findings/messages.ts';
import { accuracyText, axisText, numberText, stepText } from '../charts/number-text.ts';
import { m } from '../language/generated/messages.js';
import { titleOf } from '../state/finding-words.ts';
import type { Trial, TrialSide, Verdict } from '../state/trial-queue.ts';

const VERDICT: { readonly [V in Verdict]: (inputs: { numbers: string }) => string } = {
  helped: m.trial_helped,
  did_not_help: m.trial_did_not_help,
  made_worse: m.trial_made_worse,
};

/** Of a network with one of these the loss on rows that it has not learnt from tells most. */
const JUDGED_BY_VALIDATION: ReadonlySet<string> = new Set(['overfitting']);

/** A number that both sides are measured by. */
export interface TrialNumber {
  readonly name: string;
  readonly of: (side: TrialSide) => string;
}

/** "It helped: skill 0.00 → 0.93, validation accuracy 50.0 % → 97.5 %. Gone: Gradient vanishing." Empty while they train. */
export function verdictText(trial: Trial): string {
  if (trial.verdict === null) return '';
  return [VERDICT[trial.verdict]({ numbers: outcomeText(trial) }), ...changeOfFindings(trial)].join(' ');
}

function outcomeText({ present, repaired }: Trial): string {
  const numbers = toldNumbers([present, repaired]);
  const alone = (side: TrialSide) => numbers.map(({ name, of }) => `${name} ${of(side)}`).join(', ');
  if (present.failed && repaired.failed) return m.trial_both_lost({ present: stepText(present.step), repaired: stepText(repaired.step) });
  if (present.failed) return m.trial_present_lost({ step: stepText(present.step), numbers: alone(repaired) });
  if (repaired.failed) return m.trial_repaired_lost({ step: stepText(repaired.step), numbers: alone(present) });
  return numbers.map(({ name, of }) => m.trial_change({ name, before: of(present), after: of(repaired) })).join(', ');
}

/** How well it learnt, and how well that holds for rows that it has not learnt from. */
function toldNumbers(sides: readonly TrialSide[]): TrialNumber[] {
  const [skill, , accuracy] = trialNumbers(sides);
  const overfits = sides.some((side) => standing(side).some(({ code }) => JUDGED_BY_VALIDATION.has(code)));
  return overfits ? [VALIDATION_LOSS(), accuracy!] : [skill!, accuracy!];
}

const VALIDATION_LOSS = (): TrialNumber => ({ name: m.trial_loss_validation(), of: ({ validation }) => told(numberText, validation.loss) });

/** Skill, then accuracy on training and validation rows; of a regression the losses. */
export function trialNumbers(sides: readonly TrialSide[]): TrialNumber[] {
  const regression = sides.every(
    ({ train, validation }) => !Number.isNaN(train.loss) && Number.isNaN(train.accuracy + validation.accuracy),
  );
  return [
    { name: m.trial_skill(), of: ({ skill }) => told(skillText, skill) },
    ...(regression
      ? [{ name: m.trial_loss_train(), of: ({ train }: TrialSide) => told(numberText, train.loss) }, VALIDATION_LOSS()]
      : [
          { name: m.trial_accuracy_train(), of: ({ train }: TrialSide) => told(accuracyText, train.accuracy) },
          { name: m.trial_accuracy_validation(), of: ({ validation }: TrialSide) => told(accuracyText, validation.accuracy) },
        ]),
  ];
}

/** Which errors the fix ends, leaves or brings. */
function changeOfFindings({ present, repaired }: Trial): string[] {
  const [before, after] = [present, repaired].map((side) => new Set(standing(side).map(({ code }) => code))) as [
    Set<FindingCode>,
    Set<FindingCode>,
  ];
  const titles = (codes: Iterable<FindingCode>) => [...codes].map((code) => titleOf({ code })).join(', ');
  return [
    [m.trial_gone, [...before].filter((code) => !after.has(code))] as const,
    [m.trial_left, [...before].filter((code) => after.has(code))] as const,
    [m.trial_new, [...after].filter((code) => !before.has(code))] as const,
  ].flatMap(([said, codes]) => (codes.length > 0 ? [said({ titles: titles(codes) })] : []));
}

function standing({ findings }: TrialSide): Finding[] {
  return findings.filter(({ severity, ended }) => severity === 'error' && ended === undefined);
}

/** 0.93; as it stands against the constant predictor it may be far below zero. */
function skillText(skill: number): string {
  const text = Math.abs(skill) < 100 ? skill.toFixed(2) : axisText(skill);
  return text === '-0.00' ? '0.00' : text.replace('-', '−');
}

function told(text: (value: number) => string, value: number): string {
  return Number.isNaN(value) ? '–' : text(value);
}
