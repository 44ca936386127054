/** @file The result as tables with a few words, for a terminal or for the README of the diagnosis. */
import { CONDITIONS, isFaulty, type ConditionName } from './judge.ts';
import { FIX_TARGET, conditionsOf, recalls, repairs, type Attempt, type Judged } from './result.ts';
import type { Table } from './table.ts';
import type { Outcome, Said } from './train.ts';

export interface Section {
  readonly heading: string;
  readonly text: string;
  readonly table: Table;
  /** What is to be said of single runs. */
  readonly notes: readonly string[];
}

const TITLES: { readonly [C in ConditionName]: string } = {
  gradient_vanishing: 'gradient_vanishing',
  gradient_exploding: 'gradient_exploding (or non_finite)',
  units_dead: 'units_dead, not learning',
  symmetry: 'symmetry',
  overfitting: 'overfitting',
  loss_oscillating: 'loss_oscillating',
  slow_or_underfit: 'learning_slow or underfitting',
  dead_but_learns: 'units_dead, learning all the same',
  healthy: 'healthy',
};

export function sections(judged: readonly Judged[], withFixes: boolean): Section[] {
  return [recallSection(judged), confusionSection(judged), warningSection(judged), ...(withFixes ? fixSections(judged) : [])];
}

/** One line for each network, its seeds side by side: for whoever tunes a rule. */
export function runSection(judged: readonly Judged[], seeds: readonly number[]): Section {
  const rows = byRun(judged).map((those) => [
    those[0]!.run.label,
    those[0]!.run.name,
    ...seeds.map((seed) => {
      const one = those.find((each) => each.seed === seed);
      return one ? `${skillText(one.outcome)} ${said(one.outcome)}` : '';
    }),
  ]);
  const heads = ['label', 'run', ...seeds.map((seed) => `seed ${seed}`)];
  return {
    heading: 'Runs: skill at the end, and what was said',
    text: '!error ~warning, what has ended in brackets, and after how much of the run it was said.',
    table: { heads, rows, words: heads.length },
    notes: [],
  };
}

function said({ said, plannedSteps }: Outcome): string {
  const mark = { error: '!', warning: '~', info: '' } as const;
  const word = ({ code, severity, raised, standing }: Said) => {
    const text = `${mark[severity]}${short(code)} ${percent(raised / plannedSteps)}`;
    return standing === null ? `(${text})` : text;
  };
  return said.map(word).join(', ');
}

function recallSection(judged: readonly Judged[]): Section {
  const rows = recalls(judged).map(({ condition, runs, ever, standing, target, met, after }) => [
    TITLES[condition],
    String(runs),
    String(ever),
    String(standing),
    target === null ? '' : targetText(target, met),
    after === null ? '' : percent(after),
  ]);
  const missed = judged.filter(({ judgement }) => !judgement.told.ever);
  return {
    heading: 'What was said of the runs',
    text: 'Told: an error of the right code at any time; of healthy runs, and of those that were made to die and learn all the same: no error at any time. "Still" counts what is so at the end. The last column is the median of the part of the planned steps after which the right error was first raised.',
    table: { heads: ['made to be', 'runs', 'told', 'still', 'target', 'said after'], rows, words: 1 },
    notes: missed.map(
      ({ run, seed, outcome, judgement }) =>
        `${isFaulty(judgement.condition) ? 'Missed' : 'Flagged'}: ${run.name}, seed ${seed}, final skill ${skillText(outcome)}; errors: ${errorsOf(outcome) || 'none'}.`,
    ),
  };
}

function confusionSection(judged: readonly Judged[]): Section {
  return {
    heading: 'Errors, by code',
    text: 'Runs in which an error of the code was raised at any time; where fewer end with it, so many stand behind the stroke.',
    table: countsByCode(judged, 'error'),
    notes: [],
  };
}

function warningSection(judged: readonly Judged[]): Section {
  return {
    heading: 'Warnings, by code',
    text: 'Runs in which the code was raised as a warning and no more; where fewer end with it, so many stand behind the stroke.',
    table: countsByCode(judged, 'warning'),
    notes: [],
  };
}

function countsByCode(judged: readonly Judged[], severity: 'error' | 'warning'): Table {
  const ofSeverity = ({ outcome }: Judged) => outcome.said.filter((each) => each.severity === severity);
  const expected: readonly string[] = Object.values(CONDITIONS).flatMap(({ codes }) => codes);
  const raised = [...new Set(judged.flatMap((each) => ofSeverity(each).map(({ code }) => code as string)))];
  const codes = [...expected.filter((code) => raised.includes(code)), ...raised.filter((code) => !expected.includes(code)).sort()];
  const rows = conditionsOf(judged).map((condition) => {
    const those = judged.filter(({ judgement }) => judgement.condition === condition).map(ofSeverity);
    const cells = codes.map((code) => {
      const ever = those.filter((each) => each.some((one) => one.code === code)).length;
      const standing = those.filter((each) => each.some((one) => one.code === code && one.standing === severity)).length;
      return ever === 0 ? '' : ever === standing ? String(ever) : `${ever} / ${standing}`;
    });
    return [TITLES[condition], String(those.length), ...cells, String(those.filter((each) => each.length === 0).length)];
  });
  return { heads: ['made to be', 'runs', ...codes.map(short), 'none'], rows, words: 1 };
}

function fixSections(judged: readonly Judged[]): Section[] {
  const faulty = judged.filter(({ judgement }) => isFaulty(judgement.condition));
  if (faulty.length === 0) return [];
  return [firstFixes(judged), eachFix(faulty), ...(faulty.some(({ attempts }) => attempts.length > 1) ? [allFixes(faulty)] : [])];
}

function firstFixes(judged: readonly Judged[]): Section {
  return {
    heading: 'What the first-ranked fix comes to',
    text: 'Applied to the document, which is then trained again from the same seed. Helped: skill of 0.2 or more; of overfitting, also a lower loss on the validation rows.',
    table: {
      heads: ['made to be', 'runs', 'with a fix', 'helped', 'share', 'target'],
      rows: repairs(judged).map(({ condition, runs, offered, helped, met }) => [
        TITLES[condition],
        String(runs),
        String(offered),
        String(helped),
        percent(helped / runs),
        targetText(FIX_TARGET, met),
      ]),
      words: 1,
    },
    notes: [],
  };
}

function eachFix(faulty: readonly Judged[]): Section {
  const rows = byRun(faulty).flatMap((those) => {
    const groups = Map.groupBy(those, ({ acted, attempts }) => `${acted?.code ?? ''}\n${attempts[0]?.fix.label ?? ''}`);
    return [...groups.values()].map((same) => [
      same[0]!.run.name,
      same[0]!.acted ? short(same[0]!.acted.code) : 'nothing said',
      same[0]!.attempts[0]?.fix.label ?? 'none',
      same.map(({ outcome }) => skillText(outcome)).join(' '),
      same.map(({ attempts }) => (attempts[0] ? attemptText(attempts[0]) : '')).join(' '),
      same.map(({ outcome }) => validationText(outcome)).join(' '),
      same.map(({ attempts }) => validationText(attempts[0]?.outcome ?? null)).join(' '),
    ]);
  });
  return {
    heading: 'Fix by fix',
    text: 'Skill on the training rows and loss on the validation rows, before and after, one number a seed.',
    table: { heads: ['run', 'finding', 'first-ranked fix', 'skill', 'after', 'validation', 'after'], rows, words: 3 },
    notes: [],
  };
}

function allFixes(faulty: readonly Judged[]): Section {
  const tried = faulty.flatMap(({ run, acted, attempts }) => attempts.map((attempt, rank) => ({ run, acted, attempt, rank })));
  const groups = Map.groupBy(tried, ({ run, acted, attempt, rank }) =>
    [run.label, run.name, acted!.code, rank + 1, attempt.fix.code].join(' '),
  );
  const rows = [...groups.values()].map((same) => {
    const { run, acted, attempt, rank } = same[0]!;
    const helped = same.filter((each) => each.attempt.helped).length;
    return [
      run.name,
      short(acted!.code),
      String(rank + 1),
      attempt.fix.label,
      same.map((each) => attemptText(each.attempt)).join(' '),
      `${helped}/${same.length}`,
    ];
  });
  return {
    heading: 'All fixes, by rank',
    text: 'Of every fix that is offered, in its rank.',
    table: { heads: ['run', 'finding', 'rank', 'fix', 'skill after', 'helped'], rows, words: 4 },
    notes: [],
  };
}

function attemptText({ outcome, problem }: Attempt): string {
  return outcome ? skillText(outcome) : `(${problem})`;
}

function byRun(judged: readonly Judged[]): Judged[][] {
  return [...Map.groupBy(judged, ({ run }) => run.name).values()];
}

function errorsOf({ said }: Outcome): string {
  return said
    .filter(({ severity }) => severity === 'error')
    .map(({ code, standing }) => (standing === null ? `${code} (ended)` : code))
    .join(', ');
}

function skillText({ skill }: Outcome): string {
  return skill === null ? 'lost' : (skill + 0).toFixed(2).replace('-0.00', '0.00');
}

function validationText(outcome: Outcome | null): string {
  return outcome?.validation && !outcome.failed ? outcome.validation.loss.toPrecision(3) : '-';
}

function targetText(target: number, met: boolean): string {
  return `${percent(target)}${met ? '' : ' missed'}`;
}

function short(code: string): string {
  return code.replace('gradient_', '');
}

function percent(part: number): string {
  return `${Number((100 * part).toFixed(100 * part < 10 ? 1 : 0))} %`;
}
