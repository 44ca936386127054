import { findLayer } from '../layers/index.ts';
import { isRefusal } from '../layers/layer.ts';
import { resolveSettings } from '../layers/resolve-settings.ts';
import { BYPASSED, type Network } from './network.ts';

type Shape = readonly number[];

/** The shape of one row that each block gives; blocks whose shape cannot be told have none. */
export function shapesOf({ order, into }: Network): ReadonlyMap<string, Shape> {
  const shapes = new Map<string, Shape>();
  for (const { id, name, layer: layerName, settings } of order) {
    const wires = into(id);
    if (layerName === BYPASSED) {
      const passed = shapes.get(wires[0]?.from[0] ?? '');
      if (passed) shapes.set(id, passed);
    }
    const layer = findLayer(layerName);
    if (!layer) continue;
    const inputs = layer.inputs.map((port) => shapes.get(wires.find(({ to }) => to[1] === port)?.from[0] ?? ''));
    const { values, shaped } = resolveSettings(layer, settings, { node: id, name }, []);
    if (!shaped || !inputs.every((shape) => shape !== undefined)) continue;
    const shape = layer.infer(values, inputs);
    if (!isRefusal(shape)) shapes.set(id, shape);
  }
  return shapes;
}
