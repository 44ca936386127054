import { expect, test } from 'vitest';
import { finding } from '../../../core/findings/messages.ts';
import { marksOf } from '../../../renderer/panels/landscape-marks.ts';

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
