import { findLayer } from '../layers/index.ts';
import { isRefusal } from '../layers/layer.ts';
import { resolveSettings } from '../layers/resolve-settings.ts';
import type { Network } from './network.ts';

type Shape = readonly number[];

/** The shape of one row that each block gives; blocks whose shape cannot be told have none. */
export function shapesOf({ order, into }: Network): ReadonlyMap<string, Shape> {
  const shapes = new Map<string, Shape>();
  for (const { id, name, layer: layerName, settings } of order) {
    const layer = findLayer(layerName);
    if (!layer) continue;
    const wires = into(id);
    const inputs = layer.inputs.map((port) => shapes.get(wires.find(({ to }) => to[1] === port)?.from[0] ?? ''));
    const { values, shaped } = resolveSettings(layer, settings, { node: id, name }, []);
    if (!shaped || !inputs.every((shape) => shape !== undefined)) continue;
    const shape = layer.infer(values, inputs);
    if (!isRefusal(shape)) shapes.set(id, shape);
  }
  return shapes;
}
