import { expect, test } from 'vitest';
import { layoutOf } from '../../../../core/datasets/csv/layout.ts';

const auto = { target: null, delimiter: 'auto', header: 'auto', decimal: 'point' } as const;
const layout = (text: string, settings: Partial<Parameters<typeof layoutOf>[2]> = {}) =>
  layoutOf('t.csv', new TextEncoder().encode(text), { ...auto, ...settings });

test('what is left to be found out is found out', () => {
  expect(layout('a,b,c\n1,2,x\n3,4,y\n')).toEqual({ delimiter: ',', header: true, target: 2 });
  expect(layout('1;2;x\n3;4;y\n', { target: 1 })).toEqual({ delimiter: ';', header: false, target: 0 });
  expect(layout('a b\n 1   2\n', { target: 'a' })).toEqual({ delimiter: ' ', header: true, target: 0 });
});

test('what is told is taken as it is told', () => {
  expect(layout('1\t2\n3\t4\n', { delimiter: 'tab', header: 'yes' })).toEqual({ delimiter: '\t', header: true, target: 1 });
});
