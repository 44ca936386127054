/** @file What lists the blocks of the network and can give one of them the focus: the canvas, the outline. */
export interface FocusPlace {
  /** Gives the focus to a block, to the group that hides it, or, with null, to the place itself. */
  focus(node: string | null): void;
  /** Whether the focus is there. */
  readonly focused: boolean;
}
