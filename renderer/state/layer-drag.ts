/** The kind under which a drag from the palette carries the name of its layer. */
export const LAYER_DRAG = 'application/x-gradscape-layer';
