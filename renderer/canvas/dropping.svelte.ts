/** @file A block that is dragged from the palette over the canvas, and dropped there or into a wire. */
import type { useSvelteFlow } from '@xyflow/svelte';
import type { Edge } from '../../core/document/document.ts';
import { LAYER_DRAG } from '../state/layer-drag.ts';
import type { Workbench } from '../state/workbench.svelte.ts';
import { wireAt } from './wire-at.ts';

export class Dropping {
  readonly #bench: Workbench;
  readonly #flow: ReturnType<typeof useSvelteFlow>;
  /** The wire that a block held over it would be put into. */
  wire = $state.raw<Edge | null>(null);

  constructor(bench: Workbench, flow: ReturnType<typeof useSvelteFlow>) {
    this.#bench = bench;
    this.#flow = flow;
  }

  over = (event: DragEvent): void => {
    if (!event.dataTransfer?.types.includes(LAYER_DRAG)) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = 'copy';
    const wire = wireAt(this.#bench.project.document, event);
    if (wire?.from !== this.wire?.from || wire?.to !== this.wire?.to) this.wire = wire;
  };

  leave = (): void => {
    this.wire = null;
  };

  drop = (event: DragEvent): void => {
    const layer = event.dataTransfer?.getData(LAYER_DRAG);
    if (!layer) return;
    event.preventDefault();
    const { x, y } = this.#flow.screenToFlowPosition({ x: event.clientX, y: event.clientY });
    this.#bench.dropBlock(layer, [x, y], wireAt(this.#bench.project.document, event));
    this.leave();
    this.#bench.view?.focus(null);
  };
}
