/** The kind under which a drag from the palette carries the name of its layer. */
export const LAYER_DRAG = 'application/x-gradscape-layer';

/** What is dragged now: a drag does not say what it carries before it is dropped. */
export class LayerDrag {
  layer: string | null = null;
}
