/** @file A network while it is put together: blocks without names yet, the blocks that feed them, their numbers, and what is to be said of it. */
import type { Finding } from '../../findings/finding.ts';
import { finding, type FindingCode } from '../../findings/messages.ts';
import type { Settings } from '../../document/document.ts';
import type { Shape } from '../../tensor/shape.ts';
import type { Rows } from './known.ts';
import { named } from './named.ts';

export interface Numbers {
  readonly shape: Shape;
  readonly values: Float32Array;
}

export interface Block {
  readonly layer: string;
  settings: Settings;
  bypassed: boolean;
  /** One for each input, in the order of the ports. */
  readonly sources: readonly Block[];
  /** Parameters and buffers by the last part of their names, in PyTorch's order. */
  readonly numbers: Map<string, Numbers>;
  /** What it may be called, the best first; the first that is free is taken. */
  readonly names: readonly string[];
}

/** Names that a sentence lists before it says how many more there are. */
const LISTED = 5;

export class Draft {
  readonly blocks: Block[] = [];
  /** Numbers that blocks have taken from the graph. */
  held = 0;
  readonly #claimed = new Set<string>();
  readonly #taken = new Set<Float32Array>();
  /** Names by the code of the finding that lists them. */
  readonly #told = new Map<FindingCode, Set<string>>();

  /** Adds a block behind others and returns what it gives; `shape` is that of one row. */
  add(layer: string, sources: readonly Rows[], shape: Shape, names: readonly string[], settings: Settings = {}): Rows {
    const block: Block = { layer, settings, bypassed: false, sources: sources.map((rows) => rows.block), numbers: new Map(), names };
    this.blocks.push(block);
    return { kind: 'rows', block, drawn: shape, shape, sole: true };
  }

  /** Adds a block that leaves the shape as it is. */
  addLike(layer: string, rows: Rows, names: readonly string[], settings: Settings = {}): Rows {
    return { ...this.add(layer, [rows], rows.drawn, names, settings), shape: rows.shape };
  }

  /** Takes a constant of the graph for the numbers of a block: each of them learns by itself, even where the graph has one for several. */
  claim(name: string): void {
    if (this.#claimed.has(name)) this.tell('onnx_shared', named(name));
    this.#claimed.add(name);
  }

  /** Whether these numbers are nobody's yet; from now on they are somebody's. */
  takesOver(values: Float32Array): boolean {
    const free = !this.#taken.has(values);
    this.#taken.add(values);
    return free;
  }

  /** Notes that this finding is to be made, once, of everything that was told so. */
  tell(code: FindingCode, name: string): void {
    const names = this.#told.get(code) ?? new Set();
    this.#told.set(code, names.add(name));
  }

  findings(): Finding[] {
    return [...this.#told].map(([code, names]) => finding(code, {}, { count: names.size, names: listed([...names]) }));
  }
}

/** "a, b, c", of many the first and an ellipsis. */
export function listed(names: readonly string[]): string {
  return names.length > LISTED ? `${names.slice(0, LISTED).join(', ')}, …` : names.join(', ');
}
