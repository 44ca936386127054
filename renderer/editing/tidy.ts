/**
 * @file Lays the network out anew, from left to right. Wires that only skip blocks (a residual shortcut) are drawn as bows and get no room
 * of their own. What is then a chain stands in rows; what branches is ranked by dagre, and folded into bands. A collapsed group is laid out
 * as one block; what is in an open one is laid out by itself, and the frame as one with it.
 */
import dagre from '@dagrejs/dagre';
import type { Document } from '../../core/document/document.ts';
import type { Edit } from '../../core/document/edits.ts';
import { BLOCK, STEP, onGrid, type Point } from './block.ts';
import { boxAround, type Box } from './box.ts';
import { freeWay } from './free-place.ts';
import { moveThings } from './move.ts';
import { PER_ROW } from './rows.ts';
import { FRAME, contentsOf, shownOf, type Contents, type Shown, type ShownFrame, type Thing } from './shown.ts';

/** Between two in a row, and between rows. */
const GAP = { x: STEP.x - BLOCK.width, y: STEP.y - BLOCK.height } as const;

type Wires = ReadonlyMap<string, ReadonlySet<string>>;

/** What is laid out as one: a block, a collapsed group, or a frame with all that is in it. */
interface Unit {
  readonly thing: Thing | ShownFrame;
  readonly size: Point;
  /** From its top to where a block beside it in a row begins, so that a wire between them is level. */
  readonly lead: number;
  /** What moves if it does, by ids on the canvas, with places as seen from its own. */
  readonly inner: ReadonlyMap<string, Point>;
}

/** Places by the ids of units, from [0, 0] on. */
type Places = ReadonlyMap<string, Point>;

export interface Tidying {
  /** So many blocks stand in a row. */
  readonly perRow?: number;
  /** Nodes that stay where they are, and with them the open groups that they are in. */
  readonly keep?: ReadonlySet<string>;
}

/**
 * Gives every block a new place; notes go along with what is nearest to them, and where that would cover a block, beside it. Pure: the same
 * document gives the same places. Null if all stand so already.
 */
export function tidied(document: Document, { perRow = PER_ROW, keep = new Set() }: Tidying = {}): Edit | null {
  const shown = shownOf(document);
  const units = unitsIn(document, shown, contentsOf(document, shown), null, perRow);
  const places = new Map<string, Point>();
  for (const [id, [x, y]] of aroundKept(units, arranged(document, units, perRow), keep))
    for (const [inner, [right, down]] of units.get(id)!.inner) places.set(inner, [x + right, y + down]);
  for (const [note, place] of notesAlong(shown, places)) places.set(note, place);
  return moveThings(document, places, shown);
}

/** What lies directly in a frame, or with null on the canvas, by ids on the canvas; frames laid out within. */
function unitsIn(
  document: Document,
  shown: Shown,
  contents: Contents,
  frame: ShownFrame | null,
  perRow: number,
): ReadonlyMap<string, Unit> {
  const units = new Map<string, Unit>();
  for (const thing of contents.in(frame)) {
    if (thing.kind === 'note') continue;
    if (thing.kind !== 'frame') {
      const lead = onGrid((thing.size[1] - BLOCK.height) / 2);
      units.set(thing.id, { thing, size: thing.size, lead, inner: new Map([[thing.id, [0, 0]]]) });
      continue;
    }
    const within = unitsIn(document, shown, contents, thing, perRow);
    units.set(thing.id, frameOf(thing, within, arranged(document, within, perRow)));
  }
  return units;
}

function frameOf(thing: ShownFrame, within: ReadonlyMap<string, Unit>, places: Places): Unit {
  const [left, top] = [FRAME.padding, FRAME.padding + FRAME.header];
  const boxes = [...places].map(([id, position]): Box => ({ position, size: within.get(id)!.size }));
  const [width, height] = boxAround(boxes)!.size;
  const inner = new Map<string, Point>();
  for (const [id, [x, y]] of places)
    for (const [each, [right, down]] of within.get(id)!.inner) inner.set(each, [left + x + right, top + y + down]);
  // beside a frame a wire is level with the middle of its first row
  const first = [...places].filter(([, [x]]) => x === 0).sort(([, a], [, b]) => a[1] - b[1])[0]!;
  const lead = top + first[1][1] + within.get(first[0])!.lead;
  return { thing, size: [width + 2 * FRAME.padding, height + 2 * FRAME.padding + FRAME.header], lead, inner };
}

function arranged(document: Document, units: ReadonlyMap<string, Unit>, perRow: number): Places {
  const wires = withoutShortcuts(wiresOf(document, units));
  const chain = chainOf(wires);
  return chain ? inRows(chain, units, perRow) : inBands(wires, units, perRow);
}

/** From each unit, the units it feeds; in the order of the document, whatever they are. */
function wiresOf({ nodes, edges }: Document, units: ReadonlyMap<string, Unit>): Wires {
  const unitOf = new Map<string, string>();
  for (const [id, { thing }] of units)
    if (thing.kind === 'block') unitOf.set(thing.id, id);
    else if (thing.kind !== 'note') for (const node of thing.nodes) unitOf.set(node.id, id);
  const wires = new Map(nodes.flatMap(({ id }) => (unitOf.has(id) ? [[unitOf.get(id)!, new Set<string>()] as const] : [])));
  for (const { from, to } of edges) {
    const [source, target] = [unitOf.get(from[0]), unitOf.get(to[0])];
    if (source !== undefined && target !== undefined && (source !== target || from[0] === to[0])) wires.get(source)!.add(target);
  }
  return wires;
}

/** Without the wires that another way round leads past (the transitive reduction of a DAG). */
function withoutShortcuts(wires: Wires): Wires {
  const leadsTo = (from: string, target: string) => {
    const seen = new Set([from]);
    for (const id of seen) {
      if (id === target) return true;
      for (const next of wires.get(id)!) seen.add(next);
    }
    return false;
  };
  return new Map(
    [...wires].map(([id, fed]) => [
      id,
      new Set([...fed].filter((target) => ![...fed].some((other) => other !== target && other !== id && leadsTo(other, target)))),
    ]),
  );
}

/** The units in order if they are one chain, else null. */
function chainOf(wires: Wires): string[] | null {
  const entered = new Set([...wires.values()].flatMap((fed) => [...fed]));
  const starts = [...wires.keys()].filter((id) => !entered.has(id));
  if (starts.length !== 1) return null;
  const chain = new Set(starts);
  for (const id of chain) {
    const fed = wires.get(id)!;
    if (fed.size > 1) return null;
    for (const next of fed) chain.add(next); // one that is in it already closes a circle, and the walk ends
  }
  return chain.size === wires.size ? [...chain] : null;
}

function inRows(chain: readonly string[], units: ReadonlyMap<string, Unit>, perRow: number): Places {
  const rows: string[][] = [[]];
  let right = 0;
  for (const id of chain) {
    const [width] = units.get(id)!.size;
    if (right > 0 && right + width > perRow * STEP.x - GAP.x) {
      rows.push([]);
      right = 0;
    }
    rows.at(-1)!.push(id);
    right += width + GAP.x;
  }
  const places = new Map<string, Point>();
  let top = 0;
  for (const row of rows) {
    const lead = Math.max(...row.map((id) => units.get(id)!.lead));
    let x = 0;
    let bottom = top;
    for (const id of row) {
      const unit = units.get(id)!;
      const y = top + lead - unit.lead;
      places.set(id, [x, y]);
      x += unit.size[0] + GAP.x;
      bottom = Math.max(bottom, y + unit.size[1]);
    }
    top = bottom + GAP.y;
  }
  return places;
}

function inBands(wires: Wires, units: ReadonlyMap<string, Unit>, perRow: number): Places {
  const graph = new dagre.graphlib.Graph();
  graph.setGraph({ rankdir: 'LR', nodesep: GAP.y, ranksep: GAP.x });
  graph.setDefaultEdgeLabel(() => ({}));
  // dagre keeps what it is told of in plain objects, and a file may call a block "__proto__"
  const names = new Map([...wires.keys()].map((id, index) => [id, String(index)]));
  const nodeOf = (id: string) => graph.node(names.get(id)!);
  for (const id of wires.keys()) {
    const [width, height] = units.get(id)!.size;
    graph.setNode(names.get(id)!, { width, height });
  }
  for (const [from, fed] of wires) for (const to of fed) graph.setEdge(names.get(from)!, names.get(to)!);
  dagre.layout(graph);

  const columns = [...Map.groupBy(wires.keys(), (id) => nodeOf(id).x)].sort(([a], [b]) => a - b).map(([, column]) => column);
  const topOf = (id: string) => nodeOf(id).y - units.get(id)!.size[1] / 2;
  const places = new Map<string, Point>();
  let top = 0;
  for (const band of bandsOf(columns, units, perRow)) {
    const all = [...band.values()].flat();
    const highest = Math.min(...all.map(topOf));
    for (const [x, column] of band) for (const id of column) places.set(id, [x, top + onGrid(topOf(id) - highest)]);
    top = Math.max(...all.map((id) => places.get(id)![1] + units.get(id)!.size[1])) + GAP.y;
  }
  return places;
}

/** As many columns as have room in a row, by where each begins. */
function bandsOf(columns: readonly string[][], units: ReadonlyMap<string, Unit>, perRow: number): ReadonlyMap<number, string[]>[] {
  const bands: Map<number, string[]>[] = [];
  let right = Infinity;
  for (const column of columns) {
    const width = Math.max(...column.map((id) => units.get(id)!.size[0]));
    if (right > 0 && right + width > perRow * STEP.x - GAP.x) {
      bands.push(new Map());
      right = 0;
    }
    bands.at(-1)!.set(right, column);
    right += width + GAP.x;
  }
  return bands;
}

/** The places laid to one that is kept; what would stand on one that is kept goes where there is room. */
function aroundKept(units: ReadonlyMap<string, Unit>, places: Places, keep: ReadonlySet<string>): Places {
  const isKept = ({ thing }: Unit) =>
    thing.kind === 'block' ? keep.has(thing.id) : thing.kind !== 'note' && thing.nodes.some(({ id }) => keep.has(id));
  const standing: Box[] = [...units.values()].filter(isKept).map(({ thing }) => thing);
  const first = [...places.keys()].find((id) => isKept(units.get(id)!));
  if (first === undefined) return places;
  const [here, there] = [units.get(first)!.thing.position, places.get(first)!];
  const around = new Map<string, Point>();
  for (const [id, [x, y]] of places) {
    const unit = units.get(id)!;
    if (isKept(unit)) continue;
    const place: Point = [x + here[0] - there[0], y + here[1] - there[1]];
    const [right, down] = freeWay([{ position: place, size: unit.size }], standing, [0, 0]);
    const position: Point = [place[0] + right, place[1] + down];
    around.set(id, position);
    standing.push({ position, size: unit.size });
  }
  return around;
}

/** Places of the notes: each goes the way of what is nearest to it, and then to where it covers nothing. */
function notesAlong(shown: Shown, places: Places): Places {
  const things = [...shown.blocks, ...shown.groups];
  const standing: Box[] = things.map(({ id, position, size }) => ({ position: places.get(id) ?? position, size }));
  const notes = new Map<string, Point>();
  if (things.length === 0) return notes;
  for (const note of shown.notes) {
    const nearest = things.reduce((best, thing) => (distance(thing, note) < distance(best, note) ? thing : best));
    const [x, y] = places.get(nearest.id) ?? nearest.position;
    const [right, down] = freeWay([note], standing, [x - nearest.position[0], y - nearest.position[1]]);
    const position: Point = [note.position[0] + right, note.position[1] + down];
    notes.set(note.id, position);
    standing.push({ position, size: note.size });
  }
  return notes;
}

function distance(a: Box, b: Box): number {
  const apart = (axis: 0 | 1) =>
    Math.max(0, a.position[axis] - b.position[axis] - b.size[axis], b.position[axis] - a.position[axis] - a.size[axis]);
  return Math.hypot(apart(0), apart(1));
}
