import { beforeAll, expect, test } from 'vitest';
import { ACTIONS } from '../../../renderer/actions/index.ts';
import { commandsFor, type Score } from '../../../renderer/panels/command-order.ts';
import { speak } from '../../../renderer/language/language.ts';
import { fetchMessages } from '../../../renderer/language/said.ts';

beforeAll(() => fetchMessages('hi'));

/** The share of the title that the words make up, if they are in it. */
const score: Score = (title, words) => (title.toLowerCase().includes(words.toLowerCase()) ? words.length / title.length : 0);
const ids = (words: string, recent: readonly string[] = []) =>
  commandsFor(ACTIONS, { words, recent, score }).flatMap(({ actions }) => actions.map(({ id }) => id));

test('without words all actions are there by group, those last run once more before them', () => {
  const sections = commandsFor(ACTIONS, { words: ' ', recent: ['tidy', 'gone', 'undo'], score });
  expect(sections.map(({ name }) => name)).toEqual(['recent', 'file', 'edit', 'add', 'select', 'arrange', 'view', 'run', 'help']);
  expect(sections[0]!.actions.map(({ id }) => id)).toEqual(['tidy', 'undo']);
  expect(sections.slice(1).flatMap(({ actions }) => actions)).toHaveLength(ACTIONS.length);
});

test('with words the best answer comes first', () => {
  expect(ids('add linear')[0]).toBe('add:Linear');
  expect(ids('no such thing')).toEqual([]);
});

test('of two answers as good the one that was run later comes first', () => {
  const first = (recent: readonly string[]) => commandsFor(ACTIONS, { words: 'e', recent, score: () => 1 })[0]!.actions[0]!.id;
  expect(first(['redo', 'undo'])).toBe('redo');
  expect(first(['undo', 'redo'])).toBe('undo');
});

test('a page in Hindi is searched in Hindi and in English', () => {
  speak(() => 'hi');
  expect(ids('दोहराएँ')).toEqual(['duplicate']);
  expect(ids('duplicate')).toEqual(['duplicate']);
  speak(() => 'en');
});

test('every action is found by its name', () => {
  for (const action of ACTIONS) expect(ids(action.title())[0], action.id).toBe(action.id);
});
