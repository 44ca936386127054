/** @file Constants that are computed while they are read. */
import type { Shape } from '../../tensor/shape.ts';
import type { Draft } from './draft.ts';
import type { OnnxTensor } from './graph.ts';
import { named } from './named.ts';

/** The numbers of a constant in memory of their own, as float32, multiplied by `scale`; what double precision loses by it is told. */
export function float32({ name, type, values }: OnnxTensor, draft: Draft, scale = 1): Float32Array {
  draft.held += values.length;
  // a weight may be large: its memory is taken over by the first that has it
  if (scale === 1 && values instanceof Float32Array && draft.takesOver(values)) return values;
  const rounded = new Float32Array(values);
  if (type === 'DOUBLE' && values.some((value, index) => value !== rounded[index] && value === value))
    draft.tell('onnx_rounded', named(name));
  if (scale !== 1) for (let index = 0; index < rounded.length; index++) rounded[index] = values[index]! * scale;
  return rounded;
}

/** The axes of a tensor in the order of `axes`. */
export function transposed(tensor: OnnxTensor, axes: readonly number[]): OnnxTensor {
  const { shape, values } = tensor;
  const turned: Shape = axes.map((axis) => shape[axis]!);
  const strides = axes.map((axis) => shape.slice(axis + 1).reduce((product, extent) => product * extent, 1));
  const result = values.slice();
  const run = turned.at(-1) ?? 1;
  const step = strides.at(-1) ?? 1;
  const place = axes.map(() => 0);
  let from = 0;
  for (let to = 0; to < result.length; to += run) {
    for (let index = 0; index < run; index++) result[to + index] = values[from + index * step]!;
    // counts on in the order of the result, the last axis but one first
    for (let axis = axes.length - 2; axis >= 0; axis--) {
      from += strides[axis]!;
      if (++place[axis]! < turned[axis]!) break;
      from -= strides[axis]! * turned[axis]!;
      place[axis] = 0;
    }
  }
  return { ...tensor, shape: turned, values: result };
}
