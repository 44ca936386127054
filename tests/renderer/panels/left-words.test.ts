import { afterEach, beforeAll, expect, test } from 'vitest';
import type { DocumentDifference } from '../../../core/document/compare-documents.ts';
import { speak } from '../../../renderer/language/language.ts';
import { leftDifferences, whenText } from '../../../renderer/panels/left-words.ts';
import { fetchMessages } from '../../../renderer/language/said.ts';

beforeAll(() => fetchMessages('hi'));

afterEach(() => speak(() => 'en'));

const at = (...time: [number, number, number, number, number]) => new Date(...time).getTime();
const now = at(2026, 10, 23, 14, 5);

test('work of today is told by its time and how long ago that was', () => {
  expect(whenText(at(2026, 10, 23, 14, 3), now)).toBe('today 14:03, 2 minutes ago');
  expect(whenText(now - 20_000, now)).toBe('today 14:04, just now');
  expect(whenText(at(2026, 10, 23, 9, 0), now)).toBe('today 09:00, 5 hours ago');
});

test('work of another day is told by its day, counted by midnights', () => {
  expect(whenText(at(2026, 10, 22, 23, 55), now)).toBe('yesterday 23:55, 14 hours ago');
  expect(whenText(at(2026, 10, 12, 8, 30), now)).toBe('November 12, 2026 08:30, 11 days ago');
});

test('a clock that was set back since is told as it is', () => {
  expect(whenText(now + 30_000, now)).toBe('today 14:05, just now');
  expect(whenText(at(2026, 10, 24, 9, 0), now)).toBe('tomorrow 09:00, in 18 hours');
});

test('blocks and wires are counted, settings told one by one', () => {
  expect(
    leftDifferences([
      { kind: 'added', name: 'fc9', layer: 'Linear' },
      { kind: 'added', name: 'relu9', layer: 'ReLU' },
      { kind: 'removed', name: 'drop1', layer: 'Dropout' },
      { kind: 'wired', from: 'fc9', to: 'relu9' },
      { kind: 'training', setting: 'lr', from: 0.01, to: 0.1 },
    ]),
  ).toEqual(['2 blocks added', '1 block removed', '1 wire changed', 'training: lr 0.01 → 0.1']);
});

test('of many settings three are told and the others counted', () => {
  const many = Array.from({ length: 9 }, (_, index): DocumentDifference => ({ kind: 'bypassed', name: `b${index}` }));
  expect(leftDifferences(many)).toEqual(['b0 is bypassed', 'b1 is bypassed', 'b2 is bypassed', 'and 6 more']);
  expect(leftDifferences(many.slice(0, 4))).toHaveLength(4);
});

test('it is told in Hindi as well', () => {
  speak(() => 'hi');
  expect(whenText(at(2026, 10, 23, 14, 3), now)).toBe('आज 14:03, 2 मिनट पहले');
  expect(leftDifferences([{ kind: 'added', name: 'fc9', layer: 'Linear' }])).toEqual(['1 block जोड़ा गया']);
});
