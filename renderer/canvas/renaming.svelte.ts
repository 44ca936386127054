/** The block whose name is being written on the canvas. */
export class Renaming {
  node = $state<string | null>(null);
}
