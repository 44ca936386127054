/**
 * @file Things under the hand: they line up with what stands near, else they keep to the grid, and one block without wires goes into the
 * wire that it is let go of over. Svelte Flow follows the pointer; where that leads is settled here, and becomes one edit.
 */
import type { useSvelteFlow, NodeTargetEventWithPointer } from '@xyflow/svelte';
import type { Edge } from '../../core/document/document.ts';
import { apply, type Edit } from '../../core/document/edits.ts';
import { insertInto } from '../editing/add-block.ts';
import { GRID, type Point } from '../editing/block.ts';
import { boxAround, type Box } from '../editing/box.ts';
import { moveThings } from '../editing/move.ts';
import type { ShownFrame, Thing } from '../editing/shown.ts';
import type { Workbench } from '../state/workbench.svelte.ts';
import type { Drawn } from './drawn.ts';
import { movedPlaces, type CanvasNode } from './flow.ts';
import { lineUp, type HelperLine } from './helper-lines.ts';
import { wireAt } from './wire-at.ts';

/** So near, in pixels of the screen, things snap to each other. */
const REACH = 6;

type DragEvent = Parameters<NodeTargetEventWithPointer<MouseEvent | TouchEvent, CanvasNode>>[0];

export class Moving {
  readonly #bench: Workbench;
  readonly #flow: ReturnType<typeof useSvelteFlow>;
  readonly #drawn: Drawn;
  /** What stands still meanwhile. */
  #others: readonly Box[] = [];

  under = $state(false);
  lines = $state.raw<readonly HelperLine[]>([]);
  /** The one block that may go into a wire: wires keep their course under it. */
  loose = $state<string | null>(null);
  /** The wire that the block would go into. */
  wire = $state.raw<Edge | null>(null);

  constructor(bench: Workbench, flow: ReturnType<typeof useSvelteFlow>, drawn: Drawn) {
    this.#bench = bench;
    this.#flow = flow;
    this.#drawn = drawn;
  }

  start = ({ nodes }: DragEvent): void => {
    const moved = new Set(nodes.map(({ id }) => id));
    const { blocks, groups, notes } = this.#drawn.shown;
    this.#others = [...blocks, ...groups, ...notes].filter(({ id }) => !moved.has(id));
    this.loose = this.#mayGoIntoWires(nodes) ? nodes[0]!.id : null;
    this.under = true;
  };

  move = ({ nodes, event }: DragEvent): void => {
    this.#place(nodes, event);
    const wire = this.loose !== null && event instanceof MouseEvent ? wireAt(this.#bench.project.document, event) : null;
    if (wire !== this.wire) this.wire = wire;
  };

  stop = ({ nodes, event }: DragEvent): void => {
    this.#place(nodes, event);
    const { wire } = this;
    this.under = false;
    this.loose = null;
    this.lines = [];
    this.wire = null;
    this.#take(wire ? { node: nodes[0]!.id, wire } : null);
  };

  /** Takes into the document what the flow has moved. */
  #take(into: { readonly node: string; readonly wire: Edge } | null): void {
    const { project } = this.#bench;
    const { shown, nodes } = this.#drawn;
    const moved = moveThings(project.document, movedPlaces(shown, nodes), shown);
    const edits: Edit[] = moved ? [moved] : [];
    if (into) {
      const document = moved ? apply(project.document, moved).document : project.document;
      const inserted = insertInto(document, into.node, into.wire);
      if (inserted) edits.push(inserted);
    }
    if (edits.length > 0) project.edit(edits.length === 1 ? edits[0]! : { edit: 'compound', edits });
  }

  /** With Alt, just where the hand is. */
  #place(nodes: readonly CanvasNode[], { altKey }: MouseEvent | TouchEvent): void {
    const { shown } = this.#drawn;
    const moved = nodes.flatMap(({ id, position: { x, y } }): Box[] => {
      const thing: Thing | ShownFrame | undefined = shown.byId.get(id);
      return thing ? [{ position: [x, y], size: thing.size }] : [];
    });
    const box = boxAround(moved);
    if (!box) return;
    const lined = altKey ? null : lineUp(box, this.#others, REACH / this.#flow.getZoom());
    const [right, down]: Point = lined ? [lined.x ?? toGrid(box.position[0]), lined.y ?? toGrid(box.position[1])] : [0, 0];
    this.lines = lined?.lines ?? [];
    const places = new Map(nodes.map(({ id, position: { x, y } }) => [id, { x: x + right, y: y + down }]));
    this.#drawn.nodes = this.#drawn.nodes.map((node) => (places.has(node.id) ? { ...node, position: places.get(node.id)! } : node));
  }

  #mayGoIntoWires(nodes: readonly CanvasNode[]): boolean {
    const [node] = nodes;
    const { document } = this.#bench.project;
    const [wire] = document.edges;
    return nodes.length === 1 && node?.type === 'block' && wire !== undefined && insertInto(document, node.id, wire) !== null;
  }
}

function toGrid(at: number): number {
  return Math.round(at / GRID) * GRID - at;
}
