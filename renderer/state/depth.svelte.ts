/** @file How a layer is looked at in depth: which of its numbers, how they are pooled, in how much room; and what was seen of it at earlier steps. */
import type { LogHistogram, PictureSpec, Pool, Quantity } from '../../core/telemetry/picture.ts';
import type { OverCanvas } from './over-canvas.svelte.ts';
import { withLook } from './spread-looks.ts';
import type { Watching } from './watching.svelte.ts';

/** Looks whose histograms are kept. */
const MOST = 30;

export interface PastLook {
  readonly step: number;
  readonly histogram: LogHistogram;
}

export class Depth {
  quantity = $state<Quantity>('gradient');
  pool = $state<Pool>('max');
  /** Of what is looked at, in the order of their steps. */
  past = $state.raw<readonly PastLook[]>([]);
  readonly #watching: Watching;
  readonly #over: OverCanvas;
  #of = '';
  #by: object | null = null;

  constructor(watching: Watching, over: OverCanvas) {
    this.#watching = watching;
    this.#over = over;
  }

  /** Over the canvas, in place of the tab. */
  get large(): boolean {
    return this.#over.shown === 'depth';
  }

  set large(large: boolean) {
    if (large) this.#over.show('depth');
    else this.#over.hide('depth');
  }

  /** One looks at a time, in the tab or over the canvas: whoever did so last. */
  look(by: object, spec: PictureSpec): void {
    this.#by = by;
    this.#watching.lookAtPicture(spec);
  }

  /** Looks no more; if another has begun to, that one goes on. */
  leave(by: object): void {
    if (this.#by !== by) return;
    this.#by = null;
    this.#watching.lookAtPicture(null);
  }

  /** Keeps what is seen now beside what was seen before of the same numbers of the same run. */
  keep({ run, step, picture }: NonNullable<Watching['picture']>): void {
    const of = `${run} ${picture.node} ${picture.quantity}`;
    this.past = withLook(of === this.#of ? this.past : [], { step, histogram: picture.histogram }, MOST);
    this.#of = of;
  }
}
