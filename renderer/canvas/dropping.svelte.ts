/** @file A block that is dragged from the palette over the canvas, and dropped there or into a wire. */
import type { useSvelteFlow } from '@xyflow/svelte';
import { edgeName, type Edge } from '../../core/document/document.ts';
import { apply } from '../../core/document/edits.ts';
import { findLayer } from '../../core/layers/index.ts';
import { addAt } from '../editing/add-block.ts';
import type { Point } from '../editing/block.ts';
import { LAYER_DRAG } from '../state/layer-drag.ts';
import type { Workbench } from '../state/workbench.svelte.ts';
import { wireAt } from './wire-at.ts';

export class Dropping {
  readonly #bench: Workbench;
  readonly #flow: ReturnType<typeof useSvelteFlow>;
  /** Where the drag was when it was last looked at. */
  #over: string | null = null;
  /** The wire that a block held over it would be put into. */
  wire = $state.raw<Edge | null>(null);
  /** Where the block would stand. */
  ghost = $state.raw<{ readonly layer: string; readonly position: Point } | null>(null);

  constructor(bench: Workbench, flow: ReturnType<typeof useSvelteFlow>) {
    this.#bench = bench;
    this.#flow = flow;
  }

  over = (event: DragEvent): void => {
    if (!event.dataTransfer?.types.includes(LAYER_DRAG)) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = 'copy';
    const wire = wireAt(this.#bench.project.document, event);
    const at = this.#placeOf(event);
    const place = `${at.join()} ${wire ? edgeName(wire) : ''}`;
    if (place === this.#over) return;
    this.#over = place;
    this.wire = wire;
    this.ghost = this.#ghostAt(at, wire);
  };

  leave = (): void => {
    this.#over = null;
    this.wire = null;
    this.ghost = null;
  };

  drop = (event: DragEvent): void => {
    const layer = event.dataTransfer?.getData(LAYER_DRAG);
    if (!layer) return;
    event.preventDefault();
    this.#bench.adding.drop(layer, this.#placeOf(event), wireAt(this.#bench.project.document, event));
    this.leave();
    this.#bench.view?.focus(null);
  };

  /** On the grid of the canvas. */
  #placeOf({ clientX: x, clientY: y }: DragEvent): Point {
    const place = this.#flow.screenToFlowPosition({ x, y });
    return [place.x, place.y];
  }

  #ghostAt(at: Point, wire: Edge | null): typeof this.ghost {
    const layer = findLayer(this.#bench.drag.layer ?? '');
    if (!layer) return null;
    const { document } = this.#bench.project;
    const { edit, node } = addAt(document, layer, at, wire);
    const added = apply(document, edit).document.nodes.find(({ id }) => id === node)!;
    return { layer: layer.name, position: added.position };
  }
}
