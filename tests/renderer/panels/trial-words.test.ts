import { expect, test } from 'vitest';
import { trialNumbers, verdictText } from '../../../renderer/panels/trial-words.ts';
import { sideOf, standing, trialOf } from './sides.ts';

const stuck = {
  skill: 0.001,
  train: { loss: 0.69, accuracy: 0.5 },
  validation: { loss: 0.69, accuracy: 0.5 },
  findings: [standing('gradient_vanishing')],
};
const NONE = Number.NaN;

test('a fix that helped tells the numbers before and after, and which error is gone', () => {
  expect(verdictText(trialOf(stuck, {}, 'helped'))).toBe(
    'It helped: skill 0.00 → 0.93, validation accuracy 50.0 % → 97.5 %. Gone: Gradient vanishing.',
  );
});

test('one that did not help tells what is still there', () => {
  expect(verdictText(trialOf(stuck, stuck, 'did_not_help'))).toBe(
    'It did not help: skill 0.00 → 0.00, validation accuracy 50.0 % → 50.0 %. Still there: Gradient vanishing.',
  );
});

test('one that made it worse tells what is new', () => {
  expect(verdictText(trialOf({}, { ...stuck, skill: -12.3, findings: [standing('gradient_exploding')] }, 'made_worse'))).toBe(
    'It made things worse: skill 0.93 → −12.30, validation accuracy 97.5 % → 50.0 %. New: Gradient exploding.',
  );
});

test('findings that ended or only warn are neither gone nor new', () => {
  const ended = { ...standing('gradient_vanishing'), severity: 'info', ended: 300 } as const;
  expect(verdictText(trialOf({ findings: [ended] }, { findings: [standing('gradient_amplified')] }, 'did_not_help'))).toMatch(/%\.$/);
});

test('a side that lost its numbers has the step where it did in place of numbers', () => {
  const lost = { ...stuck, failed: true, step: 12, findings: [standing('non_finite')] };
  expect(verdictText(trialOf(lost, {}, 'helped'))).toBe(
    'It helped: as it is the numbers are lost at step 12; with the fix skill 0.93, validation accuracy 97.5 %. Gone: Not finite.',
  );
  expect(verdictText(trialOf({}, lost, 'made_worse'))).toContain('with the fix the numbers are lost at step 12; as it is skill 0.93');
  expect(verdictText(trialOf(lost, { ...lost, step: 20 }, 'did_not_help'))).toContain('as it is at step 12, with the fix at step 20');
});

test('a regression tells its losses, and what was not measured a dash', () => {
  const regression = { train: { loss: 0.5, accuracy: NONE }, validation: { loss: 0.6, accuracy: NONE } };
  expect(verdictText(trialOf({ ...regression, skill: 0 }, regression, 'helped'))).toBe(
    'It helped: skill 0.00 → 0.93, validation loss 0.6000 → 0.6000.',
  );
  const unmeasured = sideOf({ skill: NONE, train: { loss: NONE, accuracy: NONE }, validation: { loss: NONE, accuracy: NONE } });
  expect(trialNumbers([unmeasured]).map(({ name, of }) => `${name} ${of(unmeasured)}`)).toEqual([
    'skill –',
    'training accuracy –',
    'validation accuracy –',
  ]);
});

test('while they train there is no verdict', () => {
  expect(verdictText(trialOf({}, {}, null))).toBe('');
});
