/**
 * @file "Block × 5": a group whose blocks are equal copies in a chain. That it is one is never written down but found in its blocks, so it
 * cannot be wrong; to ask for another number is to add copies of the last one, or to take the last ones away.
 */
import type { Document, Edge, Group, Node } from '../../core/document/document.ts';
import { apply, type Edit } from '../../core/document/edits.ts';
import { idGiver, nameGiver } from '../../core/document/free-name.ts';
import { BLOCK, STEP, type Point } from './block.ts';
import { boxAround, overlap, type Box } from './box.ts';
import { findGroup, freeGroupId, freeGroupName } from './group.ts';
import { makeWay } from './make-way.ts';
import { nestingOf } from './nesting.ts';
import { portsOf } from './ports.ts';
import { together } from './together.ts';
import { wiringOf, type Wiring } from './wiring.ts';

export interface Repeats {
  /** 1 if the blocks are no copies of each other. */
  readonly count: number;
  /** The blocks of each copy, the first in the chain first; the same block of each copy has the same place in its list. */
  readonly copies: readonly (readonly string[])[];
}

/** From a block of one copy to one of the next, by their places in their copies. */
interface Link {
  readonly from: readonly [place: number, port: string];
  readonly to: readonly [place: number, port: string];
}

/** No document holds more blocks. */
const MOST_NODES = 20_000;

/** The canvas, the outline and the inspector ask the same. */
const known = new WeakMap<Document, Map<Group, Repeats>>();

/**
 * In how many copies the blocks of a group come, as many as possible. Copies are equal in layers, settings, bypassed and the wires inside;
 * each is fed by the one before and by nothing else through the same ports, and only the last one feeds what is outside.
 */
export function repeatsOf(document: Document, group: Group): Repeats {
  const found = known.get(document) ?? new Map<Group, Repeats>();
  known.set(document, found);
  const repeats = found.get(group) ?? foundRepeats(document, group);
  found.set(group, repeats);
  return repeats;
}

function foundRepeats(document: Document, group: Group): Repeats {
  const wiring = wiringOf(document);
  const members = new Map(membersOf(document, group).map((node) => [node.id, node]));
  const order = byDepth([...members.keys()], wiring);
  const last = order?.at(-1);
  if (!order || last === undefined) return { count: 1, copies: [[...members.keys()]] };
  const keys = new Map([...members].map(([id, node]) => [id, keyOf(node)]));
  // the deepest block is one of the last copy; the nearest of its kind before it, one of the copy before that
  for (const before of order.slice(0, -1).reverse()) {
    if (keys.get(before) !== keys.get(last)) continue;
    const earlier = counterparts(last, before, keys, wiring);
    const copies = earlier && copiesOf(order, earlier);
    if (copies && areChained(copies, wiring)) return { count: copies.length, copies };
  }
  return { count: 1, copies: [order] };
}

/** Whether `setRepeats` can make more of the group. */
export function canRepeat(document: Document, group: Group): boolean {
  return setRepeats(document, group.id, repeatsOf(document, group).count + 1) !== null;
}

/**
 * Makes the group so many copies: adds copies of the last one behind it, with the groups in it, and moves on what would be in the way; or
 * takes the last ones away. What the last copy fed is fed by the new last one. Null if it has so many, or if there is no telling how
 * a copy would feed the next: a group has to be entered from one output and left by one, and all in it be wired.
 */
export function setRepeats(document: Document, id: string, count: number): Edit | null {
  const group = findGroup(document, id);
  if (!group) return null;
  const repeats = repeatsOf(document, group);
  const room = Math.floor((MOST_NODES - document.nodes.length) / Math.max(1, repeats.copies[0]!.length));
  const wanted = Math.max(1, Math.min(Math.round(count), repeats.count + room));
  if (wanted < repeats.count) return shortened(document, repeats, wanted);
  if (wanted === repeats.count) return null;
  const links = linksOf(document, repeats);
  if (!links) return null;
  const edit = lengthened(document, group, repeats, links, wanted - repeats.count);
  const longer = apply(document, edit).document;
  // a block that no wire joins to the others is in no chain
  return repeatsOf(longer, findGroup(longer, id)!).count === wanted ? together(edit, makeWay(document, longer, id)) : null;
}

/** Sets a setting of a block and of the same block in all copies of the group; `undefined` removes it. */
export function repeatSetting(document: Document, group: Group, node: string, setting: string, value: unknown): Edit {
  const { copies } = repeatsOf(document, group);
  const place = Math.max(...copies.map((copy) => copy.indexOf(node)));
  const same = place < 0 ? [node] : copies.map((copy) => copy[place]!);
  return { edit: 'compound', edits: same.map((node): Edit => ({ edit: 'set', node, setting, value })) };
}

function membersOf(document: Document, { nodes }: Group): Node[] {
  const members = new Set(nodes);
  return document.nodes.filter(({ id }) => members.has(id));
}

/** What has to be equal in two copies of a block. */
function keyOf({ layer, settings, bypassed = false }: Node): string {
  return JSON.stringify([layer, bypassed, settings], (_, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
}

/** By the longest way from where the group is entered; null if the wires inside close a circle. */
function byDepth(ids: readonly string[], wiring: Wiring): string[] | null {
  const inside = new Set(ids);
  const waiting = new Map(ids.map((id) => [id, wiring.arriving(id).filter(({ from }) => inside.has(from[0])).length]));
  let level = ids.filter((id) => waiting.get(id) === 0);
  const order: string[] = [];
  while (level.length > 0) {
    order.push(...level);
    const next: string[] = [];
    for (const id of level)
      for (const { to } of wiring.leaving(id)) {
        const left = (waiting.get(to[0]) ?? 0) - 1;
        waiting.set(to[0], left);
        if (left === 0 && inside.has(to[0])) next.push(to[0]);
      }
    level = next;
  }
  return order.length === ids.length ? order : null;
}

/**
 * From blocks to the same blocks one copy before, if `before` is that of `last`: what feeds the two through one port are the same blocks
 * again, and what they alone feed through one port. Null if that leads to blocks that differ.
 */
function counterparts(last: string, before: string, keys: ReadonlyMap<string, string>, wiring: Wiring): ReadonlyMap<string, string> | null {
  const earlier = new Map<string, string>();
  const later = new Map<string, string>();
  const pair = (block: string, same: string): boolean => {
    if (earlier.has(block) || later.has(same)) return earlier.get(block) === same;
    if (keys.get(block) !== keys.get(same)) return false;
    earlier.set(block, same);
    later.set(same, block);
    return true;
  };
  if (!pair(last, before)) return null;
  for (const [block, same] of earlier) {
    for (const { from, to } of wiring.arriving(block)) {
      const other = wiring.into(same, to[1])?.from;
      // the first copy is fed from outside
      if (!keys.has(from[0]) || !other || !keys.has(other[0])) continue;
      if (from[1] !== other[1] || !pair(from[0], other[0])) return null;
    }
    const fed = (id: string) =>
      Map.groupBy(
        wiring.leaving(id).filter(({ to }) => keys.has(to[0])),
        ({ from, to }) => JSON.stringify([from[1], to[1], keys.get(to[0])]),
      );
    const others = fed(same);
    for (const [way, edges] of fed(block)) {
      const alike = others.get(way);
      if (edges.length === 1 && alike?.length === 1 && !pair(edges[0]!.to[0], alike[0]!.to[0])) return null;
    }
  }
  return earlier;
}

/** The copies, if following `earlier` back from each block of the last one passes all blocks in equally many steps. */
function copiesOf(order: readonly string[], earlier: ReadonlyMap<string, string>): string[][] | null {
  const isRepeated = new Set(earlier.values());
  const chains = order
    .filter((id) => !isRepeated.has(id))
    .map((id) => {
      const chain = [id];
      for (let same = earlier.get(id); same !== undefined; same = earlier.get(same)) chain.unshift(same);
      return chain;
    });
  const count = chains[0]?.length ?? 0;
  if (count < 2 || chains.some((chain) => chain.length !== count) || chains.length * count !== order.length) return null;
  return Array.from({ length: count }, (_, copy) => chains.map((chain) => chain[copy]!));
}

function areChained(copies: readonly (readonly string[])[], wiring: Wiring): boolean {
  const placeOf = new Map(copies.flatMap((ids, copy) => ids.map((id, place) => [id, { copy, place }] as const)));
  /** Where a block is fed through a port, as seen from its own copy. */
  const source = (id: string, port: string): string => {
    const from = wiring.into(id, port)?.from;
    const there = from && placeOf.get(from[0]);
    if (!from) return 'open';
    return there ? JSON.stringify([placeOf.get(id)!.copy - there.copy, there.place, from[1]]) : 'outside';
  };
  const fromBefore = (way: string) => way.startsWith('[1,');
  return copies.every((ids, copy) => {
    const after = copies[copy + 1];
    if (!after) return true;
    return ids.every((id, place) => {
      const same = after[place]!;
      if (wiring.leaving(id).some(({ to }) => !placeOf.has(to[0]))) return false;
      const ports = new Set([...wiring.arriving(id), ...wiring.arriving(same)].map(({ to }) => to[1]));
      return [...ports].every((port) => {
        const [mine, next] = [source(id, port), source(same, port)];
        if (fromBefore(next)) return copy === 0 ? mine === 'outside' || mine === 'open' : mine === next;
        return next.startsWith('[0,') && mine === next;
      });
    });
  });
}

/** How a copy feeds the next; null if that is not clear. */
function linksOf(document: Document, { copies }: Repeats): readonly Link[] | null {
  const wiring = wiringOf(document);
  const last = copies.at(-1)!;
  const placeIn = (copy: readonly string[]) => new Map(copy.map((id, place) => [id, place]));
  const places = placeIn(last);
  const before = copies.at(-2);
  if (before) {
    const placesBefore = placeIn(before);
    return last.flatMap((id, place) =>
      wiring
        .arriving(id)
        .filter(({ from }) => placesBefore.has(from[0]))
        .map(({ from, to }): Link => ({ from: [placesBefore.get(from[0])!, from[1]], to: [place, to[1]] })),
    );
  }
  const members = new Set(last);
  const nodes = document.nodes.filter(({ id }) => members.has(id));
  const entering = last.flatMap((id) => wiring.arriving(id).filter(({ from }) => !members.has(from[0])));
  const leaving = last.flatMap((id) => wiring.leaving(id).filter(({ to }) => !members.has(to[0])));
  const openInputs = nodes.flatMap((node) =>
    portsOf(node)
      .inputs.filter((port) => !wiring.into(node.id, port))
      .map((port): Edge['to'] => [node.id, port]),
  );
  const openOutputs = nodes.flatMap((node) =>
    portsOf(node)
      .outputs.filter((port) => !wiring.leaving(node.id).some(({ from }) => from[1] === port))
      .map((port): Edge['from'] => [node.id, port]),
  );
  const exits = distinct(leaving.length > 0 ? leaving.map(({ from }) => from) : openOutputs);
  const entries = entering.length > 0 ? entering.map(({ to }) => to) : openInputs;
  const sources = distinct(entering.map(({ from }) => from));
  const isClear = exits.length === 1 && (sources.length === 1 || (sources.length === 0 && entries.length === 1));
  if (!isClear) return null;
  const [exit, port] = exits[0]!;
  return entries.map(([id, input]): Link => ({ from: [places.get(exit)!, port], to: [places.get(id)!, input] }));
}

function distinct(ends: readonly Edge['from'][]): readonly Edge['from'][] {
  return [...new Map(ends.map((end) => [JSON.stringify(end), end])).values()];
}

/** What the last copy fed is fed by another one. */
function exitsLed(
  document: Document,
  last: readonly string[],
  members: ReadonlySet<string>,
  to: readonly string[],
): readonly [Edge[], Edge[]] {
  const wiring = wiringOf(document);
  const exits = last.flatMap((id) => wiring.leaving(id).filter((edge) => !members.has(edge.to[0])));
  return [exits, exits.map((edge) => ({ ...edge, from: [to[last.indexOf(edge.from[0])]!, edge.from[1]] }))];
}

function shortened(document: Document, { copies }: Repeats, count: number): Edit {
  const [exits, led] = exitsLed(document, copies.at(-1)!, new Set(copies.flat()), copies[count - 1]!);
  return together(
    { edit: 'remove', nodes: copies.slice(count).flat(), edges: exits },
    led.length > 0 ? { edit: 'add', nodes: [], edges: led } : null,
  )!;
}

function lengthened(document: Document, group: Group, { copies }: Repeats, links: readonly Link[], more: number): Edit {
  const last = copies.at(-1)!;
  const inLast = new Set(last);
  const wiring = wiringOf(document);
  const byId = new Map(document.nodes.map((node) => [node.id, node]));
  const places = placesOfMore(
    copies.map((copy) => copy.map((id) => byId.get(id)!.position)),
    more,
  );
  const freeId = idGiver(document);
  const freeName = nameGiver(document);
  const wiresInside = last.flatMap((id) => wiring.arriving(id).filter(({ from }) => inLast.has(from[0])));

  const nodes: Node[] = [];
  const edges: Edge[] = [];
  const added: string[][] = [];
  for (const copyPlaces of places) {
    const ids = last.map(() => freeId());
    const before = added.at(-1) ?? last;
    const of = (id: string) => ids[last.indexOf(id)]!;
    last.forEach((id, place) => {
      const node = byId.get(id)!;
      const [x, y] = copyPlaces[place]!;
      nodes.push({ ...node, id: ids[place]!, name: freeName(node.name.replace(/\d+$/, '')), position: [x, y] });
    });
    for (const edge of wiresInside) edges.push({ ...edge, from: [of(edge.from[0]), edge.from[1]], to: [of(edge.to[0]), edge.to[1]] });
    for (const { from, to } of links) edges.push({ from: [before[from[0]]!, from[1]], to: [ids[to[0]]!, to[1]] });
    added.push(ids);
  }
  const [exits, led] = exitsLed(document, last, new Set(copies.flat()), added.at(-1)!);
  return together(
    exits.length > 0 ? { edit: 'remove', nodes: [], edges: exits } : null,
    { edit: 'add', nodes, edges: [...edges, ...led] },
    ...grownGroups(document, group, last, added),
  )!;
}

/** The group and those around it take the new blocks in; those inside the last copy are there in each new one. */
function grownGroups(document: Document, group: Group, last: readonly string[], added: readonly (readonly string[])[]): Edit[] {
  const chain = nestingOf(document).around(group.nodes[0]!);
  const outer = new Set(chain.slice(0, chain.indexOf(group) + 1));
  const inLast = new Set(last);
  const groups = (document.groups ?? []).map((each) => (outer.has(each) ? { ...each, nodes: [...each.nodes, ...added.flat()] } : each));
  const grown = groups.filter((each) => !document.groups!.includes(each));
  for (const ids of added)
    for (const inner of document.groups ?? []) {
      if (outer.has(inner) || !inner.nodes.every((id) => inLast.has(id))) continue;
      const name = freeGroupName(groups, inner.name.replace(/ \d+$/, ''));
      const of = (id: string) => ids[last.indexOf(id)]!;
      const at = inner.at !== undefined && last.includes(inner.at) ? { at: of(inner.at) } : {};
      const copy = { ...inner, id: freeGroupId(groups), name, nodes: inner.nodes.map(of), ...at };
      groups.push(copy);
      grown.push(copy);
    }
  return grown.map((each): Edit => ({ edit: 'group', group: each }));
}

/** Where the blocks of further copies stand: as far from the last copy as that from the one before, or else to the right of them all. */
function placesOfMore(copies: readonly (readonly Point[])[], more: number): Point[][] {
  const boxOf = (position: Point): Box => ({ position, size: [BLOCK.width, BLOCK.height] });
  const last = copies.at(-1)!;
  const before = copies.at(-2);
  const gap = STEP.x - BLOCK.width;
  const all = boxAround(copies.flat().map(boxOf))!;
  const own = boxAround(last.map(boxOf))!;
  const shifted = (right: number, down: number) => last.map(([x, y]): Point => [x + right, y + down]);
  // copies that a row's end parts stand askew, and further ones would lead down a stair
  const [right, down] = before ? [last[0]![0] - before[0]![0], last[0]![1] - before[0]![1]] : [0, 0];
  if (before && (right === 0 || down === 0)) {
    const places = Array.from({ length: more }, (_, index) => shifted((index + 1) * right, (index + 1) * down));
    const rest = places.flat().map(boxOf);
    const taken = copies.flat().map(boxOf);
    if (
      rest.every((box, index) => !taken.some((other) => overlap(box, other)) && !rest.slice(0, index).some((other) => overlap(box, other)))
    )
      return places;
  }
  const first = all.position[0] + all.size[0] + gap - own.position[0];
  return Array.from({ length: more }, (_, index) => shifted(first + index * (own.size[0] + gap), 0));
}
