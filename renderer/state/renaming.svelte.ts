/** @file What is being written on the canvas: the name of a block or of a group, or the text of a note. */
export class Renaming {
  /** By the id that the flow knows it by (`shownNote`, `shownGroup`; of a block its own). */
  thing = $state<string | null>(null);
}
