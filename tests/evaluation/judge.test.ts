import { describe, expect, test } from 'vitest';
import { finding } from '../../core/findings/messages.ts';
import type { Severity } from '../../core/findings/finding.ts';
import type { Label } from './dev-runs.ts';
import { judge } from './judge.ts';
import { helps, recalls, repairs, type Judged } from './result.ts';
import type { Outcome, Said } from './train.ts';

/** `gradient_vanishing!` stands as an error at the end, `gradient_vanishing~` as a warning, `(...)` has ended; all were raised at step 10 of 100. */
function said(text: string): Said {
  const [, open, code, mark] = /^(\()?(\w+)([!~])/.exec(text)!;
  const severity: Severity = mark === '!' ? 'error' : 'warning';
  const one = finding(code as Said['code'], {}, {});
  return { code: one.code, severity, raised: 10, standing: open ? null : severity, finding: one };
}

function outcome(skill: number | null, ...texts: string[]): Outcome {
  const measured = { loss: 0.5, accuracy: 0.7 };
  return { steps: 100, plannedSteps: 100, failed: skill === null, skill, train: measured, validation: measured, said: texts.map(said) };
}

describe('a run is judged by its label and by what became of it', () => {
  test.each<[label: Label, skill: number | null, said: string[], condition: string, ever: boolean, standing: boolean, others: string[]]>([
    ['healthy', 0.9, [], 'healthy', true, true, []],
    ['healthy', 0.9, ['gradient_attenuated~'], 'healthy', true, true, []],
    ['healthy', 0.9, ['(gradient_vanishing!'], 'healthy', false, true, ['gradient_vanishing']],
    ['healthy', 0.9, ['units_dead!'], 'healthy', false, false, ['units_dead']],
    ['gradient_vanishing', 0, ['gradient_vanishing!'], 'gradient_vanishing', true, true, []],
    ['gradient_vanishing', 0.4, ['(gradient_vanishing!'], 'gradient_vanishing', true, false, []],
    ['gradient_vanishing', 0.4, ['gradient_vanishing~'], 'gradient_vanishing', false, false, []],
    ['gradient_vanishing', 0, ['units_dead!'], 'gradient_vanishing', false, false, ['units_dead']],
    ['gradient_exploding', null, ['non_finite!'], 'gradient_exploding', true, true, []],
    ['gradient_exploding', 0.1, ['gradient_exploding!', 'units_dead!'], 'gradient_exploding', true, true, ['units_dead']],
    ['units_dead', 0.19, [], 'units_dead', false, false, []],
    ['units_dead', null, ['non_finite!'], 'units_dead', false, false, ['non_finite']],
    ['units_dead', 0.2, [], 'dead_but_learns', true, true, []],
    ['units_dead', 0.2, ['(units_dead!'], 'dead_but_learns', false, true, ['units_dead']],
  ])('%s with skill %d and %j', (label, skill, texts, condition, ever, standing, others) => {
    const judgement = judge(label, outcome(skill, ...texts));
    expect(judgement).toMatchObject({ condition, told: { ever, standing }, others });
  });

  test('the right error is counted from when it was first raised', () => {
    expect(judge('gradient_exploding', outcome(null, 'units_dead!', 'non_finite!')).after).toBe(0.1);
    expect(judge('gradient_exploding', outcome(null, 'units_dead!')).after).toBeNull();
    expect(judge('healthy', outcome(0.9)).after).toBeNull();
  });
});

const judged = (label: Label, one: Outcome, helped?: boolean): Judged => {
  const fix = { code: 'insert_batch_norm', label: '', numbers: {} } as const;
  const attempts = helped === undefined ? [] : [{ fix, outcome: one, problem: null, helped }];
  return { run: { name: label, label }, seed: 1, outcome: one, judgement: judge(label, one), acted: null, attempts };
};

test('a target is met by the share of the runs that were told, and missed below it', () => {
  const told = judged('units_dead', outcome(0, 'units_dead!'));
  const missed = judged('units_dead', outcome(0));
  const recallOf = (each: readonly Judged[]) => recalls(each).find(({ condition }) => condition === 'units_dead')!;
  expect(recallOf([told, told, told, told, missed])).toMatchObject({ runs: 5, ever: 4, standing: 4, met: true, after: 0.1 });
  expect(recallOf([told, told, told, missed])).toMatchObject({ runs: 4, ever: 3, met: false });
});

test('one healthy run with an error misses the target', () => {
  const [healthy] = recalls([judged('healthy', outcome(1)), judged('healthy', outcome(1, '(gradient_vanishing!'))]);
  expect(healthy).toMatchObject({ runs: 2, ever: 1, standing: 2, met: false });
});

test('a faulty run without a fix counts among those that none has helped, and healthy ones are not repaired', () => {
  const faulty = (helped?: boolean) => judged('gradient_vanishing', outcome(0, 'gradient_vanishing!'), helped);
  const all = [faulty(true), faulty(true), faulty(true), faulty(true), faulty(), judged('healthy', outcome(1))];
  expect(repairs(all)).toEqual([{ condition: 'gradient_vanishing', runs: 5, offered: 4, helped: 4, met: true }]);
  expect(repairs([...all, faulty(false)])[0]).toMatchObject({ runs: 6, offered: 5, helped: 4, met: false });
});

test('a fix helps if the network learns, and one that had learnt its rows by heart must do better on others', () => {
  const with_ = (skill: number | null, validation: number): Outcome => ({
    ...outcome(skill),
    validation: { loss: validation, accuracy: 0.7 },
  });
  expect(helps('gradient_vanishing', with_(0, 0.7), with_(0.2, 0.9))).toBe(true);
  expect(helps('gradient_vanishing', with_(0, 0.7), with_(0.19, 0.5))).toBe(false);
  expect(helps('gradient_vanishing', with_(0, 0.7), with_(null, 0.5))).toBe(false);
  expect(helps('overfitting', with_(1, 5), with_(0.5, 0.7))).toBe(true);
  expect(helps('overfitting', with_(1, 5), with_(0.9, 6))).toBe(false);
  expect(helps('overfitting', with_(1, 5), with_(0, 0.7))).toBe(false);
});
