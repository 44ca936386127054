import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Edit } from '../../../core/document/edits.ts';
import {
  canRedo,
  canUndo,
  edited,
  isDirty,
  markSaved,
  redo,
  settle,
  startHistory,
  undo,
  type History,
} from '../../../core/document/history.ts';
import { abc, anyEdit } from '../../helpers/edits.ts';

const move = (x: number): Edit => ({ edit: 'move', positions: new Map([['a', [x, 0]]]) });

test('undo all the way and redo all the way pass through the same documents', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(anyEdit, fc.constantFrom(null, 'k', 'l')), { maxLength: 15 }), (steps) => {
      let history = startHistory(abc);
      const seen = [history.document];
      for (const [edit, key] of steps) {
        const before = history;
        history = edited(history, edit, key);
        if (history === before) continue;
        if (history.past.length === before.past.length) seen.pop();
        seen.push(history.document);
      }
      for (let i = seen.length - 1; i > 0; i--, history = undo(history)) expect(history.document).toEqual(seen[i]);
      expect(history.document).toEqual(abc);
      expect(canUndo(history)).toBe(false);
      for (let i = 1; i < seen.length; i++) expect((history = redo(history)).document).toEqual(seen[i]);
      expect(canRedo(history)).toBe(false);
    }),
    { seed: 1 },
  );
});

test('a drag is one step and undo returns to where it began', () => {
  let history = startHistory(abc);
  for (let x = 1; x <= 50; x++) history = edited(history, move(x), 'move a');
  expect(history.past).toHaveLength(1);
  expect(history.document.nodes[0]!.position).toEqual([50, 0]);
  expect(undo(history).document).toEqual(abc);
  expect(redo(undo(history)).document).toEqual(history.document);
});

test('after settling, the same drag is a new step', () => {
  const history = edited(settle(edited(startHistory(abc), move(1), 'move a')), move(2), 'move a');
  expect(history.past).toHaveLength(2);
});

test('an edit after undo does not merge with the step before it, and ends what could be redone', () => {
  const twice = edited(edited(startHistory(abc), move(1), 'k'), move(2));
  const history = edited(undo(twice), move(3), 'k');
  expect(history.past).toHaveLength(2);
  expect(canRedo(history)).toBe(false);
});

test('the document is dirty except at the version that was saved', () => {
  const states: [History, boolean][] = [];
  let history = startHistory(abc);
  states.push([history, false]);
  history = edited(history, move(1), 'k');
  states.push([history, true]);
  history = markSaved(history);
  states.push([history, false], [edited(history, move(2), 'k'), true]);
  states.push([undo(edited(history, move(2), 'k')), false], [undo(history), true], [redo(undo(history)), false]);
  states.push([edited(undo(history), move(1)), true], [startHistory(abc, false), true]);
  for (const [state, dirty] of states) expect(isDirty(state)).toBe(dirty);
});

test('at most 500 steps are kept, and a saved version that was dropped stays dirty', () => {
  let history = markSaved(startHistory(abc));
  for (let x = 1; x <= 510; x++) history = edited(history, move(x));
  expect(history.past).toHaveLength(500);
  for (let step = 0; step < 600; step++) history = undo(history);
  expect(history.document.nodes[0]!.position).toEqual([10, 0]);
  expect(isDirty(history)).toBe(true);
});
