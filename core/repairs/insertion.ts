/** @file Putting blocks into wires, any number of them, as one edit. */
import type { Document, Edge, Node, Settings } from '../document/document.ts';
import type { Edit } from '../document/edits.ts';
import { idGiver, nameGiver } from '../document/free-name.ts';
import type { Point } from '../document/spacing.ts';
import type { Layer } from '../layers/layer.ts';
import { joined } from './joined.ts';
import { roomBehind } from './room.ts';

/** A document into which blocks are being put. */
export class Insertion {
  readonly #document: Document;
  readonly #freeId: () => string;
  readonly #freeName: (stem: string) => string;
  readonly #places: Map<string, Point>;
  readonly #moved = new Set<string>();
  readonly #added: Node[] = [];
  readonly #edges: Set<Edge>;
  /** Of these, the ones between blocks that there are, by the block that they leave, and by the one they arrive at. */
  readonly #leaving = new Map<string, Set<Edge>>();
  readonly #arriving = new Map<string, Set<Edge>>();

  constructor(document: Document) {
    this.#document = document;
    this.#freeId = idGiver(document);
    this.#freeName = nameGiver(document);
    this.#places = new Map(document.nodes.map(({ id, position }) => [id, position]));
    this.#edges = new Set();
    for (const edge of document.edges) this.#draw(edge);
  }

  /** The wires that lead from a block to others by now. */
  outOf(id: string): Edge[] {
    return [...(this.#leaving.get(id) ?? [])];
  }

  /** The wires that arrive at a block from others by now. */
  into(id: string): Edge[] {
    return [...(this.#arriving.get(id) ?? [])];
  }

  /**
   * Puts a block behind `source`: it takes over `wires`, one or more that leave there, and is fed by `source` through its first input
   * and by `others` through the next ones. Its id.
   */
  insert(layer: Layer, settings: Settings, source: string, wires: readonly Edge[], others: readonly Edge['from'][] = []): string {
    const node: Node = { id: this.#freeId(), layer: layer.name, name: this.#freeName(layer.stem), settings, position: [0, 0] };
    this.#place(node.id, source, wires);
    [wires[0]!.from, ...others].forEach((from, index) => this.#draw({ from, to: [node.id, layer.inputs[index]!] }));
    for (const wire of wires) {
      this.#erase(wire);
      this.#draw({ ...wire, from: [node.id, layer.outputs[0]!] });
    }
    this.#added.push(node);
    return node.id;
  }

  /** Everything that was put in, as one edit; null if nothing was. */
  edit(): Edit | null {
    if (this.#added.length === 0) return null;
    const { edges: before } = this.#document;
    const present = new Set(before);
    const nodes = this.#added.map((node): Node => ({ ...node, position: [...this.#places.get(node.id)!] }));
    const edges = [...this.#edges].filter((edge) => !present.has(edge));
    const positions = new Map([...this.#moved].map((id) => [id, this.#places.get(id)!]));
    return joined([
      { edit: 'remove', nodes: [], edges: before.filter((edge) => !this.#edges.has(edge)) },
      ...(positions.size > 0 ? [{ edit: 'move' as const, positions }] : []),
      { edit: 'add', nodes, edges },
    ]);
  }

  #draw(edge: Edge): void {
    const { from, to } = edge;
    this.#edges.add(edge);
    if (!this.#places.has(from[0]) || !this.#places.has(to[0])) return;
    wiresOf(this.#leaving, from[0]).add(edge);
    wiresOf(this.#arriving, to[0]).add(edge);
  }

  #erase(edge: Edge): void {
    this.#edges.delete(edge);
    this.#leaving.get(edge.from[0])?.delete(edge);
    this.#arriving.get(edge.to[0])?.delete(edge);
  }

  #place(id: string, source: string, wires: readonly Edge[]): void {
    const from = this.#places.get(source)!;
    const distance = ([x, y]: Point) => Math.hypot(x - from[0], y - from[1]);
    const targets = wires.map(({ to }) => this.#places.get(to[0])!).sort((a, b) => distance(a) - distance(b));
    const { place, moved } = roomBehind(this.#places, from, targets[0]!);
    for (const [other, point] of moved) {
      this.#places.set(other, point);
      this.#moved.add(other);
    }
    this.#places.set(id, place);
  }
}

function wiresOf(wires: Map<string, Set<Edge>>, id: string): Set<Edge> {
  let found = wires.get(id);
  if (!found) wires.set(id, (found = new Set()));
  return found;
}
