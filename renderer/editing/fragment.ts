/** @file A part of a network that can be had a second time: what copy, paste and duplicate on the canvas mean. */
import type { Document, Edge, Group, Node, Note } from '../../core/document/document.ts';
import type { Edit } from '../../core/document/edits.ts';
import { idGiver, nameGiver } from '../../core/document/free-name.ts';
import { notesOf } from '../../core/document/notes.ts';
import { reaches } from '../../core/document/reaches.ts';
import { STEP, snapped, type Point } from './block.ts';
import { boxAround, overlap, type Box } from './box.ts';
import { freeWay } from './free-place.ts';
import { freeGroupId, freeGroupName } from './group.ts';
import { freeNoteId } from './notes.ts';
import { shownOf } from './shown.ts';

/** A wire that led into the fragment or out of it. */
export interface OutsideWire {
  readonly edge: Edge;
  /** Of the block at the end outside. */
  readonly name: string;
  readonly layer: string;
}

/** Blocks, the wires between them, and what belongs to them alone. */
export interface Fragment {
  readonly nodes: readonly Node[];
  readonly edges: readonly Edge[];
  readonly groups?: readonly Group[];
  readonly notes?: readonly Note[];
  readonly outside?: readonly OutsideWire[];
}

export interface Pasted {
  readonly edit: Edit;
  /** What is new, by id. */
  readonly nodes: readonly string[];
  readonly notes: readonly string[];
}

/** With the groups that lie wholly in it. */
export function fragmentOf(document: Document, nodes: readonly string[], notes: readonly string[] = []): Fragment {
  const chosen = new Set(nodes);
  const byId = new Map(document.nodes.map((node) => [node.id, node]));
  const isInside = ({ from, to }: Edge) => chosen.has(from[0]) && chosen.has(to[0]);
  return {
    nodes: document.nodes.filter(({ id }) => chosen.has(id)),
    edges: document.edges.filter(isInside),
    groups: (document.groups ?? []).filter((group) => group.nodes.every((id) => chosen.has(id))),
    notes: notesOf(document).filter(({ id }) => notes.includes(id)),
    outside: document.edges.flatMap((edge) => {
      const led = chosen.has(edge.from[0]) ? edge.to[0] : chosen.has(edge.to[0]) ? edge.from[0] : null;
      const end = led === null || isInside(edge) ? undefined : byId.get(led);
      return end ? [{ edge, name: end.name, layer: end.layer }] : [];
    }),
  };
}

/** Whether the document has a block of the fragment: pasted without a place it stands next to it. */
export function isFrom(document: Document, { nodes }: Fragment): boolean {
  const byId = new Map(document.nodes.map((node) => [node.id, node]));
  return nodes.some(({ id, name, layer }) => byId.get(id)?.name === name && byId.get(id)?.layer === layer);
}

/**
 * Adds the fragment under names and ids of its own, over nothing that is there: its middle at `at` or as near as there is room, else in the
 * first rows below its old place that are free. `withWires` wires it to blocks outside that are there with the id, the name and the
 * layer that they had: to all that fed it, and to those that it fed whose input is free.
 */
export function paste(document: Document, fragment: Fragment, options: { readonly at?: Point; readonly withWires?: boolean } = {}): Pasted {
  const [right, down] = wayTo(document, fragment, options.at);
  const moved = <T extends Node | Note>(item: T): T => ({
    ...item,
    position: snapped([item.position[0] + right, item.position[1] + down]),
  });
  const freeId = idGiver(document);
  const freeName = nameOf(document);
  const ids = new Map(fragment.nodes.map(({ id }) => [id, freeId()]));
  const nodes = fragment.nodes.map((node) => ({ ...moved(node), id: ids.get(node.id)!, name: freeName(node.name) }));
  const inside = fragment.edges.map((edge) => led(edge, ids));

  const groups: Group[] = [];
  for (const group of fragment.groups ?? []) {
    const others = [...(document.groups ?? []), ...groups];
    const isTaken = others.some(({ name }) => name === group.name);
    const name = isTaken ? freeGroupName(others, group.name.replace(/ \d+$/, '')) : group.name;
    const at = ids.get(group.at ?? '');
    const copy = { ...group, id: freeGroupId(others), name, nodes: group.nodes.map((id) => ids.get(id)!) };
    groups.push(at === undefined ? copy : { ...copy, at });
  }
  const notes: Note[] = [];
  for (const note of fragment.notes ?? []) notes.push({ ...moved(note), id: freeNoteId([...notesOf(document), ...notes]) });

  const outside = options.withWires ? outsideWires(document, fragment, ids, [...document.edges, ...inside]) : [];
  const edits: Edit[] = [
    // the notes first: a text without a place stands above the blocks that are there
    ...notes.map((note): Edit => ({ edit: 'note', note })),
    { edit: 'add', nodes, edges: [...inside, ...outside] },
    ...groups.map((group): Edit => ({ edit: 'group', group })),
  ];
  return { edit: { edit: 'compound', edits }, nodes: [...ids.values()], notes: notes.map(({ id }) => id) };
}

function led(edge: Edge, ids: ReadonlyMap<string, string>): Edge {
  const { from, to } = edge;
  return { ...edge, from: [ids.get(from[0]) ?? from[0], from[1]], to: [ids.get(to[0]) ?? to[0], to[1]] };
}

/** A name that is free stays; else its number is another one. */
function nameOf(document: Document): (name: string) => string {
  const taken = new Set(document.nodes.map(({ name }) => name));
  const freeName = nameGiver(document);
  return (name) => {
    const stem = name.replace(/\d+$/, '');
    const number = Number(name.slice(stem.length));
    const given = !taken.has(name) && number === 0 ? name : freeName(stem, number || 1);
    taken.add(given);
    return given;
  };
}

function outsideWires(document: Document, { outside = [] }: Fragment, ids: ReadonlyMap<string, string>, there: readonly Edge[]): Edge[] {
  const byId = new Map(document.nodes.map((node) => [node.id, node]));
  const taken = new Set(there.map(({ to }) => JSON.stringify(to)));
  const wires = [...there];
  for (const { edge, name, layer } of outside) {
    const end = byId.get(ids.has(edge.from[0]) ? edge.to[0] : edge.from[0]);
    const wire = led(edge, ids);
    const input = JSON.stringify(wire.to);
    if (end?.name !== name || end.layer !== layer || taken.has(input)) continue;
    if (reaches({ ...document, edges: wires }, wire.to[0], wire.from[0])) continue;
    taken.add(input);
    wires.push(wire);
  }
  return wires.slice(there.length);
}

/** How far it has to be moved, so that it covers nothing. */
function wayTo(document: Document, fragment: Fragment, at: Point | undefined): Point {
  const { nodes, groups = [], notes = [] } = fragment;
  const things = thingsOf({ ...document, nodes: [...nodes], groups: [...groups], notes: [...notes] });
  const around = boxAround(things);
  if (!around) return [0, 0];
  const others = thingsOf(document);
  const [left, top] = around.position;
  const [width, height] = around.size;
  if (at) {
    const [x, y] = snapped([at[0] - width / 2, at[1] - height / 2]);
    return freeWay(things, others, [x - left, y - top]);
  }
  const isFree = (down: number) =>
    !things.some(({ position: [x, y], size }) => others.some((other) => overlap(other, { position: [x, y + down], size })));
  let down = isFrom(document, fragment) ? STEP.y : 0;
  while (!isFree(down)) down += STEP.y;
  return [0, down];
}

function thingsOf(document: Document): readonly Box[] {
  const { blocks, groups, notes } = shownOf(document);
  return [...blocks, ...groups, ...notes];
}
