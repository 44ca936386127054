import { expect, test } from 'vitest';
import { trialCurves } from '../../../renderer/panels/trial-curves.ts';
import { trialOf } from './sides.ts';

test('both networks have their loss over their own steps', () => {
  const curves = trialCurves(trialOf({ curve: [{ step: 8, loss: 0.7 }] }, {}, null));
  expect(curves.map(({ name, count }) => [name, count])).toEqual([
    ['as it is', 1],
    ['with the fix', 2],
  ]);
  const [, repaired] = curves;
  expect([0, 1].map((index) => [repaired!.step(index), repaired!.value(index)])).toEqual([
    [4, 0.7],
    [400, 0.05],
  ]);
});
