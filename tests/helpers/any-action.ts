/** @file Everything that a person can do to a network on the canvas, at random: for properties that hold whatever is done. */
import { expect } from 'vitest';
import { emptyDocument, type Document } from '../../core/document/document.ts';
import type { Edit } from '../../core/document/edits.ts';
import { notesOf } from '../../core/document/notes.ts';
import { LAYERS } from '../../core/layers/index.ts';
import { LESSONS } from '../../core/lessons/index.ts';
import { addAfter, addAt, addLoose, addWired, insertInto } from '../../renderer/editing/add-block.ts';
import { DIRECTIONS, SIDES, align, distribute } from '../../renderer/editing/align.ts';
import { bypass } from '../../renderer/editing/bypass.ts';
import { refusalOf } from '../../renderer/editing/connection.ts';
import { fragmentOf, paste, type Fragment } from '../../renderer/editing/fragment.ts';
import { parseFragment, printFragment } from '../../renderer/editing/fragment-text.ts';
import { groupNodes, renameGroup, setCollapsed, ungroup } from '../../renderer/editing/group.ts';
import { moveBy, moveThings } from '../../renderer/editing/move.ts';
import { addNote, removeNotes, resizeNote, writeNote } from '../../renderer/editing/notes.ts';
import { portsOf } from '../../renderer/editing/ports.ts';
import { neighbourOf, removeJoined, removePlain } from '../../renderer/editing/remove.ts';
import { repeatsOf, repeatSetting, setRepeats } from '../../renderer/editing/repeats.ts';
import { shownOf } from '../../renderer/editing/shown.ts';
import { tidied } from '../../renderer/editing/tidy.ts';
import { done, drawn } from './drawn-network.ts';

/** A document does not grow beyond it, for the sake of the time that all this takes. */
const MOST_BLOCKS = 60;

/** The choices of one action, all of them made by one number. */
export class Choice {
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

export type Action = (document: Document, choice: Choice) => Edit | null;

export const ids = (document: Document) => document.nodes.map(({ id }) => id);
export const noteIds = (document: Document) => notesOf(document).map(({ id }) => id);
const mayGrow = ({ nodes }: Document) => nodes.length < MOST_BLOCKS;
const nodeOf = (document: Document, choice: Choice) => choice.one(document.nodes);
const layerOf = (choice: Choice) => choice.one(LAYERS)!;
const someNodes = (document: Document, choice: Choice): string[] => {
  const group = choice.one(document.groups ?? []);
  return [...choice.some(ids(document)), ...(group && choice.below(2) === 0 ? group.nodes : [])];
};

/** All that a person can do, with a clipboard that stays whatever becomes of the document. */
export function anyAction(): Readonly<Record<string, Action>> {
  let clipboard: Fragment | null = null;
  return {
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
      for (const id of chain)
        chain.push(...document.edges.filter((edge) => edge.from[0] === id && chain.length < 6).map(({ to }) => to[0]));
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
      return paste(document, clipboard, { withWires: choice.below(2) === 0, ...(choice.below(2) === 0 ? { at: choice.place() } : {}) })
        .edit;
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
export const BEGINNINGS = [emptyDocument(), lesson('residual'), lesson('iris'), GROUPED];
