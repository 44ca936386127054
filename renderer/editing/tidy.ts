/**
 * @file Lays the network out anew, from left to right. Wires that only skip blocks (a residual shortcut) are drawn as bows
 * and get no room of their own. What is then a chain stands in rows; what branches is ranked by dagre, and folded into bands.
 */
import dagre from '@dagrejs/dagre';
import type { Document } from '../../core/document/document.ts';
import { BLOCK, GRID, STEP, type Point } from './block.ts';

/** Blocks in a row before the network goes on in the next one. */
const PER_ROW = 5;
/** Below this zoom the words on a block cannot be read. */
export const READABLE = 0.6;

type Wires = ReadonlyMap<string, ReadonlySet<string>>;

/** A new place for every block, so many in a row. Pure: the same document gives the same places. */
export function tidyPlaces(document: Document, perRow = PER_ROW): Map<string, Point> {
  const wires = withoutShortcuts(wiresOf(document));
  const chain = chainOf(wires);
  return chain ? inRows(chain, perRow) : inBands(wires, perRow);
}

/** Five, or if so many blocks cannot be read in a view of this size, as many as show them largest. */
export function blocksPerRow(blocks: number, width: number, height: number): number {
  const zoom = (perRow: number) => Math.min(width / (perRow * STEP.x), height / (Math.ceil(blocks / perRow) * STEP.y));
  if (zoom(PER_ROW) >= READABLE) return PER_ROW;
  const choices = Array.from({ length: blocks }, (_, index) => index + 1).filter((perRow) => perRow >= PER_ROW);
  return choices.reduce((best, perRow) => (zoom(perRow) > zoom(best) ? perRow : best), PER_ROW);
}

/** From each block, the blocks it feeds. */
function wiresOf({ nodes, edges }: Document): Wires {
  const wires = new Map(nodes.map(({ id }) => [id, new Set<string>()]));
  for (const { from, to } of edges) if (wires.has(to[0])) wires.get(from[0])?.add(to[0]);
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

/** The blocks in order if they are one chain, else null. */
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

function inRows(chain: readonly string[], perRow: number): Map<string, Point> {
  return new Map(chain.map((id, index) => [id, [(index % perRow) * STEP.x, Math.floor(index / perRow) * STEP.y]]));
}

function inBands(wires: Wires, perRow: number): Map<string, Point> {
  const graph = new dagre.graphlib.Graph();
  graph.setGraph({ rankdir: 'LR', nodesep: STEP.y - BLOCK.height, ranksep: STEP.x - BLOCK.width });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const id of wires.keys()) graph.setNode(id, { width: BLOCK.width, height: BLOCK.height });
  for (const [from, fed] of wires) for (const to of fed) graph.setEdge(from, to);
  dagre.layout(graph);

  const columns = [...new Set([...wires.keys()].map((id) => graph.node(id).x))].sort((a, b) => a - b);
  const bands = Map.groupBy(wires.keys(), (id) => Math.floor(columns.indexOf(graph.node(id).x) / perRow));
  const places = new Map<string, Point>();
  let top = 0;
  for (const [, band] of [...bands].sort(([a], [b]) => a - b)) {
    const heights = band.map((id) => graph.node(id).y);
    const highest = Math.min(...heights);
    for (const id of band) {
      const { x, y } = graph.node(id);
      places.set(id, [(columns.indexOf(x) % perRow) * STEP.x, top + Math.round((y - highest) / GRID) * GRID]);
    }
    top += Math.max(...heights) - highest + STEP.y;
  }
  return places;
}
