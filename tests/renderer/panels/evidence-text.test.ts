import { expect, test } from 'vitest';
import type { Evidence } from '../../../core/findings/evidence.ts';
import { finding } from '../../../core/findings/messages.ts';
import { evidenceParts } from '../../../renderer/panels/evidence-text.ts';

function parts(evidence: Evidence, step?: number, ended?: number): string[] {
  return evidenceParts({
    ...finding('gradient_vanishing', { node: 'fc1', step }, {}, { evidence }),
    ...(ended === undefined ? {} : { ended }),
  });
}

const signal: Evidence = { measure: 'signal', value: -4.42, threshold: -2.5, onset: 'start' };

test('it tells the measure with its unit, the limit, since when and whether it was so from the start', () => {
  expect(parts(signal, 1080)).toEqual([
    'signal, first against last hidden layer −4.4 decades, limit −2.5 decades',
    'since step 1,080',
    'so from the start',
  ]);
});

test('one that has ended tells from when to when', () => {
  expect(parts({ ...signal, onset: 'acquired' }, 80, 400).slice(1)).toEqual(['steps 80 to 400', 'came about in training']);
});

test.each([
  ['dead', 1, 0.9, 'dead units 100 %, limit 90 %'],
  ['loss', 12.34, 10, 'loss against the best constant answer 12.34 ×, limit 10 ×'],
  ['skill', 0.0123, 0.1, 'skill 0.0123, limit 0.1'],
  ['non_finite', 22_345, 0, 'numbers that are not finite 22,345, limit 0'],
] as const)('%s is written in its own unit', (measure, value, threshold, text) => {
  expect(parts({ measure, value, threshold, onset: 'acquired' })[0]).toBe(text);
});

test('a finding of the compiler has no numbers behind it', () => {
  expect(evidenceParts(finding('input_missing', {}, {}))).toEqual([]);
});
