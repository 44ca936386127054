/**
 * @file Whatever a person does, in whatever order: undo leads back to the document that there was, redo to the one that there is, and at no
 * step is the document one that the canvas could not have drawn.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Document } from '../../../core/document/document.ts';
import { canUndo, edited, redo, settle, startHistory, undo } from '../../../core/document/history.ts';
import { notesOf } from '../../../core/document/notes.ts';
import { parseDocument } from '../../../core/document/parse-document.ts';
import { printDocument } from '../../../core/document/print-document.ts';
import { shownOf, type Shown } from '../../../renderer/editing/shown.ts';
import { BEGINNINGS, Choice, anyAction, ids, noteIds } from '../../helpers/any-action.ts';

const SEQUENCES = 1_000;
const ACTIONS_EACH = 50;
/** Whether it could have been drawn by hand, and be saved and opened again as it is. */
function expectSound(document: Document, action: string): void {
  const nodes = new Set(ids(document));
  const inputs = new Set(document.edges.map(({ to }) => JSON.stringify(to)));
  const groups = document.groups ?? [];
  const unsound = [
    nodes.size < document.nodes.length && 'an id twice',
    inputs.size < document.edges.length && 'an input with two wires',
    document.edges.some(({ from, to }) => !nodes.has(from[0]) || !nodes.has(to[0])) && 'a wire to nothing',
    hasCircle(document) && 'a circle',
    new Set(groups.map(({ id }) => id)).size < groups.length && 'an id of a group twice',
    new Set(noteIds(document)).size < notesOf(document).length && 'an id of a note twice',
    groups.some((group) => group.nodes.length === 0 || group.nodes.some((id) => !nodes.has(id))) && 'a group of what is not there',
    groups.some((group) => new Set(group.nodes).size < group.nodes.length) && 'a block twice in a group',
    !isLaminar(document) && 'groups that cut each other',
  ].filter(Boolean);
  expect(unsound, `after ${action}`).toEqual([]);
  const text = printDocument(document);
  expect(text).not.toMatch(/[[ ]-0[,\]]/);
  const opened = parseDocument('any.gradscape.json', text);
  if (JSON.stringify(opened) !== JSON.stringify(document)) expect(opened).toEqual(document);
}

function hasCircle({ nodes, edges }: Document): boolean {
  const waiting = new Map(nodes.map(({ id }) => [id, 0]));
  for (const { to } of edges) waiting.set(to[0], waiting.get(to[0])! + 1);
  const leaving = Map.groupBy(edges, ({ from }) => from[0]);
  const free = new Set([...waiting].filter(([, count]) => count === 0).map(([id]) => id));
  for (const id of free)
    for (const { to } of leaving.get(id) ?? []) {
      waiting.set(to[0], waiting.get(to[0])! - 1);
      if (waiting.get(to[0]) === 0) free.add(to[0]);
    }
  return free.size < nodes.length;
}

function isLaminar({ groups = [] }: Document): boolean {
  const sets = groups.map(({ nodes }) => new Set(nodes));
  return sets.every((a, index) =>
    sets.slice(index + 1).every((b) => {
      const common = [...a].filter((id) => b.has(id)).length;
      return common === 0 || common === a.size || common === b.size;
    }),
  );
}

const names = Object.keys(anyAction());
const action = fc.tuple(fc.constantFrom(...names, 'undo', 'redo', 'undo', 'redo', 'settle'), fc.nat(2_147_483_000));
const sequence = fc.tuple(
  fc.constantFrom(...BEGINNINGS),
  fc.array(action, { minLength: ACTIONS_EACH, maxLength: ACTIONS_EACH, size: 'max' }),
);

function repeat<T>(times: number, step: (value: T) => T, value: T): T {
  for (let time = 0; time < times; time++) value = step(value);
  return value;
}

/** In the order of its fields too, so that it is saved as the same text. */
function expectEqual(document: Document, expected: Document): void {
  expect(document).toEqual(expected);
  expect(JSON.stringify(document)).toBe(JSON.stringify(expected));
}

test(
  `any ${ACTIONS_EACH} actions leave a sound document at every step, undo leads back to the first and redo to the last`,
  { timeout: 600_000 },
  () => {
    fc.assert(
      fc.property(sequence, ([beginning, actions]) => {
        const actionOf = anyAction();
        let history = startHistory(beginning);
        let shown: Shown | null = null;
        for (const [name, seed] of actions) {
          const before = history.document;
          const choice = new Choice(seed);
          if (name === 'undo') history = undo(history);
          else if (name === 'redo') history = redo(history);
          else if (name === 'settle') history = settle(history);
          else {
            const edit = actionOf[name]!(before, choice);
            if (edit) history = edited(history, edit, choice.one([null, null, 'hand']));
          }
          if (history.document === before) continue;
          expectSound(history.document, name);
          shown = shownOf(history.document, shown);
        }
        const last = history.document;
        expect(shown ?? shownOf(last)).toEqual(shownOf(last));
        const steps = history.past.length;
        const first = repeat(steps, undo, history);
        expect(canUndo(first)).toBe(false);
        expectEqual(first.document, beginning);
        expectEqual(repeat(steps, redo, first).document, last);
      }),
      { numRuns: SEQUENCES, seed: 5, endOnFailure: false },
    );
  },
);
