import { expect, test } from 'vitest';
import { finding } from '../../../core/findings/messages.ts';
import { branchMarks, changeMarks, marksOf } from '../../../renderer/panels/landscape-marks.ts';

const converged = finding('converged', { step: 1200 }, { loss: 0.001 });

test('a finding of a run is marked at the step since which it is so', () => {
  const [mark] = marksOf([converged]);
  expect(mark).toMatchObject({ step: 1200, ended: null, colour: 'var(--info)' });
  expect(mark!.text).toMatch(/ · since step 1,200\nThe network has learnt its data/);
});

test('one that has ended is marked at both its steps', () => {
  const [mark] = marksOf([{ ...converged, ended: 1500 }]);
  expect(mark).toMatchObject({ step: 1200, ended: 1500 });
  expect(mark!.text).toContain(' · steps 1,200 to 1,500\n');
});

test('what is found before a run has no place in time', () => {
  expect(marksOf([finding('converged', { node: 'fc1' }, { loss: 1 })])).toEqual([]);
});

test('a change is marked at the first step that was taken with it, with what was changed to what', () => {
  const from = { lr: 0.01, clip_grad_norm: null, batch_size: 32, epochs: 20 };
  const [mark] = changeMarks([{ step: 40, from, to: { ...from, lr: 0.001, clip_grad_norm: 1, epochs: 20000 } }]);
  expect(mark).toMatchObject({ kind: 'change', step: 41, ended: null });
  expect(mark!.text).toBe('Changed before step 41: lr 0.01 → 0.001, clip_grad_norm off → 1, epochs 20 → 20,000');
});

test('a run that goes on from another is marked where it does, and one that began itself is not', () => {
  expect(branchMarks({ continues: { run: 3, step: 400 } })).toMatchObject([
    { kind: 'branch', step: 401, text: 'Goes on from step 400 of another run' },
  ]);
  expect(branchMarks({})).toEqual([]);
});
