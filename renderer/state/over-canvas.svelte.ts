/** @file What of the panels is shown large, over the canvas: there is room for one. */

export type Large = 'runs' | 'data' | 'depth';

export class OverCanvas {
  shown = $state<Large | null>(null);

  show(what: Large): void {
    this.shown = what;
  }

  /** If it is there; what has taken its place stays. */
  hide(what: Large): void {
    if (this.shown === what) this.shown = null;
  }
}
