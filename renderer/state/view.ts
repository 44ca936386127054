/** @file What the rest of the window may ask of the canvas: where it looks, and what has the focus there. */
import type { Point } from '../editing/block.ts';
import type { PictureFile } from './file-kinds.ts';

export interface View {
  /** Shows the whole network. */
  fit(): void;
  /** Shows what is selected, as large as can be read. */
  fitSelection(): void;
  zoomIn(): void;
  zoomOut(): void;
  /** One pixel of the canvas to one of the screen. */
  zoomReset(): void;
  /** Lays the network out anew; with `keep`, what is selected or was placed by hand stays where it is. */
  tidy(keep: boolean): Promise<void>;
  /** The middle of what is in view, in canvas pixels. */
  centre(): Point;
  /** Where the hand is, in canvas pixels; null while it is not over the canvas. */
  hand(): Point | null;
  /** Where a place of the canvas is on the screen, in CSS pixels of the window. */
  onScreen(place: Point): Point;
  /** Gives the focus to a block, to the group that hides it, to a note (`shownNote`) or, with null, to the canvas. */
  focus(node: string | null): void;
  /** Gives the focus to a wire, by `edgeName`. */
  focusWire(wire: string): void;
  /** Moves just so far that a block is seen, or the group that hides it, above what covers so many pixels of the lower edge. */
  reveal(node: string, covered: number): void;
  /**
   * Goes so far out that a network which was seen whole still is, above what covers so many pixels of the lower edge; with 0 back to where
   * the view was, unless it was moved since. Whether all of it is seen now.
   */
  makeRoom(covered: number): boolean;
  /** The network as a file of that kind, in the colours of the page. */
  picture(kind: PictureFile): Promise<Blob>;
  /** Whether the focus is on the canvas. */
  readonly focused: boolean;
}
