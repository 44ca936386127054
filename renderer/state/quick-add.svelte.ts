/** @file The small search on the canvas that adds a block where it was asked for. */
import type { Edge } from '../../core/document/document.ts';
import type { Point } from '../editing/block.ts';

/** Where the block will stand and what it will be wired to. */
export interface Wanted {
  /** The middle of the new block, in canvas pixels. */
  readonly at: Point;
  /** The output that its wire comes from, the input that its wire leads to, or the wire that it is put into. */
  readonly from?: Edge['from'];
  readonly to?: Edge['to'];
  readonly into?: Edge;
}

export class QuickAdd {
  /** Null while it is closed. */
  wanted = $state.raw<Wanted | null>(null);

  open(wanted: Wanted): void {
    this.wanted = wanted;
  }

  close(): void {
    this.wanted = null;
  }
}
