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
  #edges: readonly Edge[];

  constructor(document: Document) {
    this.#document = document;
    this.#freeId = idGiver(document);
    this.#freeName = nameGiver(document);
    this.#places = new Map(document.nodes.map(({ id, position }) => [id, position]));
    this.#edges = document.edges;
  }

  /** The wires that leave a block by now. */
  outOf(id: string): Edge[] {
    return this.#edges.filter(({ from }) => from[0] === id);
  }

  /** The wires that arrive at a block by now. */
  into(id: string): Edge[] {
    return this.#edges.filter(({ to }) => to[0] === id);
  }

  /**
   * Puts a block behind `source`: it takes over `wires`, one or more that leave there, and is fed by `source` through its first input
   * and by `others` through the next ones. Its id.
   */
  insert(layer: Layer, settings: Settings, source: string, wires: readonly Edge[], others: readonly Edge['from'][] = []): string {
    const node: Node = { id: this.#freeId(), layer: layer.name, name: this.#freeName(layer.stem), settings, position: [0, 0] };
    const feeds = [wires[0]!.from, ...others].map((from, index): Edge => ({ from, to: [node.id, layer.inputs[index]!] }));
    const onward = wires.map((wire): Edge => ({ ...wire, from: [node.id, layer.outputs[0]!] }));
    this.#edges = [...this.#edges.filter((edge) => !wires.includes(edge)), ...feeds, ...onward];
    this.#added.push(node);
    this.#place(node.id, source, wires);
    return node.id;
  }

  /** Everything that was put in, as one edit; null if nothing was. */
  edit(): Edit | null {
    if (this.#added.length === 0) return null;
    const { edges: before } = this.#document;
    const [kept, present] = [new Set(this.#edges), new Set(before)];
    const nodes = this.#added.map((node): Node => ({ ...node, position: [...this.#places.get(node.id)!] }));
    const edges = this.#edges.filter((edge) => !present.has(edge));
    const positions = new Map([...this.#moved].map((id) => [id, this.#places.get(id)!]));
    return joined([
      { edit: 'remove', nodes: [], edges: before.filter((edge) => !kept.has(edge)) },
      ...(positions.size > 0 ? [{ edit: 'move' as const, positions }] : []),
      { edit: 'add', nodes, edges },
    ]);
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
