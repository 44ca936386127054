/**
 * @file Whatever a person does, in whatever order: undo leads back to the document that there was, redo to the one that there is, and at no
 * step is the document one that the canvas could not have drawn.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { emptyDocument, type Document } from '../../../core/document/document.ts';
import type { Edit } from '../../../core/document/edits.ts';
import { canUndo, edited, redo, settle, startHistory, undo } from '../../../core/document/history.ts';
import { notesOf } from '../../../core/document/notes.ts';
import { parseDocument } from '../../../core/document/parse-document.ts';
import { printDocument } from '../../../core/document/print-document.ts';
import { LAYERS } from '../../../core/layers/index.ts';
import { LESSONS } from '../../../core/lessons/index.ts';
import { addAfter, addAt, addLoose, addWired, insertInto } from '../../../renderer/editing/add-block.ts';
import { DIRECTIONS, SIDES, align, distribute } from '../../../renderer/editing/align.ts';
import { bypass } from '../../../renderer/editing/bypass.ts';
import { refusalOf } from '../../../renderer/editing/connection.ts';
import { fragmentOf, paste, type Fragment } from '../../../renderer/editing/fragment.ts';
import { parseFragment, printFragment } from '../../../renderer/editing/fragment-text.ts';
import { groupNodes, renameGroup, setCollapsed, ungroup } from '../../../renderer/editing/group.ts';
import { moveBy, moveThings } from '../../../renderer/editing/move.ts';
import { addNote, removeNotes, resizeNote, writeNote } from '../../../renderer/editing/notes.ts';
import { portsOf } from '../../../renderer/editing/ports.ts';
import { neighbourOf, removeJoined, removePlain } from '../../../renderer/editing/remove.ts';
import { repeatsOf, repeatSetting, setRepeats } from '../../../renderer/editing/repeats.ts';
import { shownOf, type Shown } from '../../../renderer/editing/shown.ts';
import { tidied } from '../../../renderer/editing/tidy.ts';
import { done, drawn } from '../../helpers/drawn-network.ts';

const SEQUENCES = 1_000;
const ACTIONS_EACH = 50;
/** A document does not grow beyond it, for the sake of the time that all this takes. */
const MOST_BLOCKS = 60;

/** The choices of one action, all of them made by one number. */
class Choice {
  #state: number;

  constructor(seed: number) {
    this.#state = seed;
  }

  /** From 0 to `count` - 1 (Park and Miller 1988). */
  below(count: number): number {
    this.#state = (this.#state * 48_271 + 11) % 2_147_483_647;
    return this.#state % Math.max(1, count);
  }

  one<T>(items: readonly T[]): T | undefined {
    return items[this.below(items.length)];
  }

  /** Up to four of them. */
  some<T>(items: readonly T[]): T[] {
    return [...new Set(Array.from({ length: this.below(5) }, () => this.one(items)!))].filter((item) => item !== undefined);
  }

  place(): [number, number] {
    return [this.below(3_000) - 1_500, this.below(2_000) - 1_000];
  }
}

type Action = (document: Document, choice: Choice) => Edit | null;

const ids = (document: Document) => document.nodes.map(({ id }) => id);
const noteIds = (document: Document) => notesOf(document).map(({ id }) => id);
const mayGrow = ({ nodes }: Document) => nodes.length < MOST_BLOCKS;
const nodeOf = (document: Document, choice: Choice) => choice.one(document.nodes);
const layerOf = (choice: Choice) => choice.one(LAYERS)!;
const someNodes = (document: Document, choice: Choice): string[] => {
  const group = choice.one(document.groups ?? []);
  return [...choice.some(ids(document)), ...(group && choice.below(2) === 0 ? group.nodes : [])];
};

/** A person has one clipboard, whatever becomes of the document. */
let clipboard: Fragment | null = null;

const ACTIONS: Readonly<Record<string, Action>> = {
  removeJoined(document, choice) {
    const nodes = someNodes(document, choice);
    const next = neighbourOf(document, nodes);
    expect(next === null).toBe(ids(document).every((id) => nodes.includes(id)));
    expect(nodes).not.toContain(next);
    return removeJoined(document, nodes, choice.some(document.edges), choice.some(noteIds(document)));
  },
  removePlain: (document, choice) =>
    removePlain(document, someNodes(document, choice), choice.some(document.edges), choice.some(noteIds(document))),
  bypass: (document, choice) => bypass(document, someNodes(document, choice)),
  align: (document, choice) =>
    align(document, { nodes: someNodes(document, choice), notes: choice.some(noteIds(document)) }, choice.one(SIDES)!),
  distribute: (document, choice) =>
    distribute(document, { nodes: someNodes(document, choice), notes: choice.some(noteIds(document)) }, choice.one(DIRECTIONS)!),
  group: (document, choice) => groupNodes(document, someNodes(document, choice))?.edit ?? null,
  groupChain(document, choice) {
    const chain = choice.some(ids(document)).slice(0, 1);
    for (const id of chain) chain.push(...document.edges.filter((edge) => edge.from[0] === id && chain.length < 6).map(({ to }) => to[0]));
    return groupNodes(document, chain)?.edit ?? null;
  },
  ungroup: (document, choice) => ungroup(document, choice.one(document.groups ?? [])?.id ?? ''),
  renameGroup: (document, choice) => renameGroup(document, choice.one(document.groups ?? [])?.id ?? '', `Part ${choice.below(9)}`),
  setCollapsed: (document, choice) => setCollapsed(document, choice.one(document.groups ?? [])?.id ?? '', choice.below(2) === 0),
  setRepeats(document, choice) {
    const group = choice.one(document.groups ?? []);
    if (!group) return null;
    const count = mayGrow(document) ? 1 + choice.below(4) : 1;
    const edit = setRepeats(document, group.id, count);
    const after = done(document, edit);
    if (edit)
      expect(
        repeatsOf(
          after,
          after.groups!.find(({ id }) => id === group.id)!,
        ).count,
      ).toBe(count);
    return edit;
  },
  repeatSetting(document, choice) {
    const group = choice.one(document.groups ?? []);
    const node = group && choice.one(group.nodes);
    return group && node ? repeatSetting(document, group, node, 'out_features', choice.below(64)) : null;
  },
  copy(document, choice) {
    clipboard = parseFragment(printFragment(fragmentOf(document, someNodes(document, choice), choice.some(noteIds(document)))));
    expect(clipboard).not.toBeNull();
    return null;
  },
  cut(document, choice) {
    const [nodes, notes] = [someNodes(document, choice), choice.some(noteIds(document))];
    clipboard = fragmentOf(document, nodes, notes);
    return removeJoined(document, nodes, [], notes);
  },
  paste(document, choice) {
    if (!clipboard || !mayGrow(document)) return null;
    return paste(document, clipboard, { withWires: choice.below(2) === 0, ...(choice.below(2) === 0 ? { at: choice.place() } : {}) }).edit;
  },
  addAt: (document, choice) =>
    mayGrow(document) ? addAt(document, layerOf(choice), choice.place(), choice.one([null, ...document.edges]) ?? null).edit : null,
  addWired(document, choice) {
    const [source, target] = [nodeOf(document, choice), nodeOf(document, choice)];
    const [output, input] = [source && choice.one(portsOf(source).outputs), target && choice.one(portsOf(target).inputs)];
    const wanted =
      choice.below(2) === 0 && source && output ? { from: [source.id, output] } : target && input ? { to: [target.id, input] } : {};
    return mayGrow(document) ? addWired(document, layerOf(choice), choice.place(), wanted as object).edit : null;
  },
  addAfter(document, choice) {
    const after = nodeOf(document, choice);
    return after && mayGrow(document) ? addAfter(document, layerOf(choice), after, portsOf(after).outputs).edit : null;
  },
  addLoose: (document, choice) => (mayGrow(document) ? addLoose(document, layerOf(choice), (node) => portsOf(node).outputs).edit : null),
  insertInto(document, choice) {
    const wire = choice.one(document.edges);
    const loose = document.nodes.filter(({ id }) => !document.edges.some(({ from, to }) => from[0] === id || to[0] === id));
    const node = choice.one(choice.below(4) === 0 ? document.nodes : loose);
    return wire && node ? insertInto(document, node.id, wire, choice.place()) : null;
  },
  addNote: (document, choice) => addNote(document, choice.place(), `note ${choice.below(9)}`).edit,
  writeNote: (document, choice) => writeNote(document, choice.one(noteIds(document)) ?? '', `more\n${choice.below(9)}`),
  resizeNote: (document, choice) => resizeNote(document, choice.one(noteIds(document)) ?? '', choice.place(), choice.place()),
  removeNotes: (document, choice) => removeNotes(document, choice.some(noteIds(document))),
  moveThings(document, choice) {
    const things = choice.some([...shownOf(document).byId.keys()]);
    return moveThings(document, new Map(things.map((id) => [id, choice.place()])));
  },
  moveBy: (document, choice) =>
    moveBy(document, { nodes: someNodes(document, choice), notes: choice.some(noteIds(document)) }, choice.place()),
  tidied: (document, choice) => tidied(document, { perRow: 2 + choice.below(5), keep: new Set(choice.some(ids(document))) }),
  connect(document, choice) {
    const [source, target] = [nodeOf(document, choice), nodeOf(document, choice)];
    const [output, input] = [source && choice.one(portsOf(source).outputs), target && choice.one(portsOf(target).inputs)];
    if (!source || !target || !output || !input) return null;
    const refusal = refusalOf(document, { source: source.id, sourceHandle: output, target: target.id, targetHandle: input });
    return refusal === null ? { edit: 'connect', edge: { from: [source.id, output], to: [target.id, input] } } : null;
  },
  disconnect(document, choice) {
    const edge = choice.one(document.edges);
    return edge ? { edit: 'disconnect', edge } : null;
  },
  set(document, choice) {
    const node = nodeOf(document, choice);
    return node ? { edit: 'set', node: node.id, setting: 'bias', value: choice.one([true, false, undefined]) } : null;
  },
  replaceLayer(document, choice) {
    const node = nodeOf(document, choice);
    return node ? { edit: 'replace_layer', node: node.id, layer: layerOf(choice).name, settings: {} } : null;
  },
  rename(document, choice) {
    const node = nodeOf(document, choice);
    return node ? { edit: 'rename', node: node.id, name: `part${choice.below(20)}` } : null;
  },
  train: (_, choice) => ({ edit: 'train', training: { batch_size: choice.one([8, 16, undefined]) } }),
  dataset: (_, choice) => ({ edit: 'dataset', dataset: { source: choice.one(['moons', 'spiral'])! } }),
  title: (_, choice) => ({ edit: 'title', name: `Network ${choice.below(9)}` }),
  mute: (_, choice) => ({ edit: 'mute', code: 'gradient_vanishing', muted: choice.below(2) === 0 }),
};

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

const lesson = (id: string) => LESSONS.find((lesson) => lesson.id === id)!.document;
const GROUPED: Document = {
  ...drawn('x:Input > a1:Linear > b1:ReLU > a2:Linear > b2:ReLU > c:Unheard > sum:Add > loss:CrossEntropyLoss', 'x > sum.in2'),
  groups: [
    { id: 'g1', name: 'Block', nodes: ['a1', 'b1', 'a2', 'b2'], collapsed: true },
    { id: 'all', name: 'All', nodes: ['a1', 'b1', 'a2', 'b2', 'c'], colour: 'red' },
  ],
  notes: 'A text of an older form',
  future: { kept: true },
};
const BEGINNINGS = [emptyDocument(), lesson('residual'), lesson('iris'), GROUPED];

const names = Object.keys(ACTIONS);
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
        clipboard = null;
        let history = startHistory(beginning);
        let shown: Shown | null = null;
        for (const [name, seed] of actions) {
          const before = history.document;
          const choice = new Choice(seed);
          if (name === 'undo') history = undo(history);
          else if (name === 'redo') history = redo(history);
          else if (name === 'settle') history = settle(history);
          else {
            const edit = ACTIONS[name]!(before, choice);
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
