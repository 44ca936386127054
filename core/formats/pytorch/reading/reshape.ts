/** @file view, reshape and their kin: what they do to a row, as far as it is Flatten or nothing. */
import { findLayer } from '../../../layers/index.ts';
import { elementCount, sameShape, type Shape } from '../../../tensor/shape.ts';
import { shapeOf, tell } from './graph.ts';
import { block } from './modules.ts';
import { doubted, type Run } from './run.ts';
import type { Span } from './source.ts';
import type { Tensor, Value } from './value.ts';

/** `x.view(-1, 784)`, `x.reshape(x.size(0), -1)`: the rows stay, and each is one line of numbers. */
export function reshape(run: Run, tensor: Tensor, sizes: readonly Value[], span: Span): Value {
  const graph = run.graph!;
  const stopped = sizes.find(({ kind }) => kind === 'unknown');
  if (stopped) return stopped;
  const known = shapeOf(graph, tensor.extents);
  const [rows, ...extents] = sizes;
  const keepsRows = rows?.kind === 'batch' || (rows?.kind === 'int' && rows.value === -1 && extents.every((extent) => !isOpen(extent)));
  if (sizes.length === 1 && rows?.kind === 'int' && rows.value === -1 && known && sameShape(known, [1])) return tensor;
  if (!keepsRows || extents.length === 0 || extents.some(({ kind }) => kind !== 'int')) return doubted(run, span, 'clause:py_view');
  if (extents.length === 1) {
    const [width] = extents;
    const count = isOpen(width!) ? null : (width as { value: number }).value;
    if (known && count !== null && elementCount(known) !== count) return doubted(run, span, 'clause:py_view');
    if (known?.length === 1) return tensor;
    const flat = block(run, graph, findLayer('Flatten')!, {}, null, [tensor], span);
    if (count !== null) tell(graph, flat.extents, [count]);
    return flat;
  }
  const shape: Shape = extents.map((extent) => (extent as { value: number }).value);
  if (extents.some(isOpen)) return doubted(run, span, 'clause:py_view');
  tell(graph, tensor.extents, shape);
  return sameShape(shapeOf(graph, tensor.extents)!, shape) ? tensor : doubted(run, span, 'clause:py_view');
}

/** Axes of one number are left out: nothing, or the single number that a network gives. */
export function squeeze(run: Run, tensor: Tensor, span: Span): Value {
  const shape = shapeOf(run.graph!, tensor.extents);
  return shape && (sameShape(shape, [1]) || !shape.includes(1)) ? tensor : doubted(run, span, 'clause:py_view');
}

function isOpen(size: Value): boolean {
  return size.kind === 'int' && size.value === -1;
}
