import { expect, test } from 'vitest';
import { emptyDocument } from '../../../core/document/document.ts';
import { reaches } from '../../../core/document/reaches.ts';

const wire = (from: string, to: string) => ({ from: [from, 'out'] as [string, string], to: [to, 'in'] as [string, string] });

test('a node reaches itself and what lies downstream, through branches and old circles', () => {
  const document = { ...emptyDocument(), edges: [wire('a', 'b'), wire('b', 'c'), wire('a', 'd'), wire('d', 'e'), wire('e', 'd')] };
  const reached = ['a', 'b', 'c', 'd', 'e'].map((from) => ['a', 'b', 'c', 'd', 'e'].filter((to) => reaches(document, from, to)).join(''));
  expect(reached).toEqual(['abcde', 'bc', 'c', 'de', 'de']);
});
