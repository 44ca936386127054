/** @file Operators that give rows another shape: the same numbers in the same order, and the batch stays the first axis. */
import { elementCount, printShape, sameShape, type Shape } from '../../../tensor/shape.ts';
import type { Call } from '../call.ts';
import type { Draft } from '../draft.ts';
import type { Extent, Extents, Known, Rows } from '../known.ts';
import type { Form, Operator } from './operator.ts';

/** As a block only where one needs it: what a Linear reads must have one axis, and nobody else cares. */
function reshaped(call: Call, draft: Draft, rows: Rows, shape: Shape): Rows {
  if (shape.length !== 1 || rows.drawn.length === 1) return { ...rows, shape };
  return draft.add('Flatten', [rows], shape, call.names);
}

function flattenFrom(call: Call, draft: Draft): Known {
  const rows = call.rows(0);
  const axis = call.number('axis');
  if (axis !== 1 && !(axis < 0 && axis === -rows.shape.length)) call.refuseAttribute('axis', axis, 'clause:onnx_first_axis');
  return draft.add('Flatten', [rows], [elementCount(rows.shape)], call.names);
}

export const flatten: Operator = {
  name: 'Flatten',
  forms: [{ since: 1, inputs: [1, 1], attributes: { axis: { kind: 'int', usual: 1 } }, read: flattenFrom }],
};

/** The shape of one row that a target asks for: 0 takes the extent that was there, -1 what is left. Null where rows would not stay rows. */
function rowShape(target: readonly Extent[], from: Shape, batch: number | null, zeroIsZero: boolean): Shape | null {
  const count = elementCount(from);
  const [first, ...rest] = target.map((extent, axis) =>
    extent === 0 && !zeroIsZero ? (axis === 0 ? 'rows' : (from[axis - 1] ?? 0)) : extent,
  );
  if (first === undefined || rest.includes('rows')) return null;
  const extents = rest as number[];
  const open = extents.filter((extent) => extent === -1).length;
  const known = extents.reduce((product, extent) => (extent === -1 ? product : product * extent), 1);
  const isBatch = first === 'rows' || (first === -1 && open === 0) || first === batch;
  if (!isBatch || open > 1 || !(known > 0) || extents.some((extent) => extent < -1)) return null;
  const shape = extents.map((extent) => (extent === -1 ? count / known : extent));
  return shape.every(Number.isInteger) && elementCount(shape) === count ? shape : null;
}

function reshapeTo(call: Call, draft: Draft): Known {
  const target = call.extents(1) ?? call.constant(1).tensor.shape;
  const input = call.input(0);
  if (input?.kind === 'constant') return reshapedConstant(call, input.tensor.values.length, target);
  if (input?.kind === 'extents') return reshapedExtents(call, input, target);
  const rows = call.rows(0);
  const zeroIsZero = call.has('allowzero') && call.number('allowzero') !== 0;
  const shape = rowShape(target, rows.shape, call.around.batch, zeroIsZero);
  if (!shape)
    return call.refuse('onnx_reshape', {
      got: `[${target.map((extent) => (extent === 'rows' ? 'B' : extent)).join(', ')}]`,
      given: printShape(rows.shape, true),
    });
  return sameShape(shape, rows.shape) ? rows : reshaped(call, draft, rows, shape);
}

/** A list of extents, or one alone, as the other. */
function reshapedExtents(call: Call, extents: Extents, target: readonly Extent[]): Known {
  const count = target.length === 0 ? 1 : target[0];
  if (target.length > 1 || (count !== -1 && count !== extents.items.length)) call.refuse('onnx_extents_only');
  return { ...extents, single: target.length === 0 };
}

/** A weight that was stored flat. */
function reshapedConstant(call: Call, count: number, target: readonly Extent[]): Known {
  const { tensor } = call.constant(0);
  const extents = target.map((extent, axis) => (extent === 0 ? (tensor.shape[axis] ?? -2) : extent === 'rows' ? -2 : extent));
  const known = extents.reduce((product, extent) => (extent === -1 ? product : product * extent), 1);
  const shape = extents.map((extent) => (extent === -1 ? count / known : extent));
  if (shape.some((extent) => !Number.isInteger(extent) || extent < 0) || elementCount(shape) !== count)
    call.refuse('onnx_reshape', { got: `[${target.join(', ')}]`, given: printShape(tensor.shape) });
  return { kind: 'constant', tensor: { ...tensor, shape } };
}

export const reshape: Operator = {
  name: 'Reshape',
  forms: [
    { since: 5, inputs: [2, 2], attributes: {}, read: reshapeTo },
    { since: 14, inputs: [2, 2], attributes: { allowzero: { kind: 'int', usual: 0 } }, read: reshapeTo },
  ],
};

/** Where the axes stand: an attribute, from opset 13 on an input. */
const byAttribute = (call: Call) => call.ints('axes');
const byInput = (call: Call) => call.integers(1);

const AXES = { axes: { kind: 'ints' } } as const;

const axesForms = (
  least: number,
  read: (call: Call, draft: Draft, axes: readonly number[] | null) => Known,
): readonly [Form, ...Form[]] => [
  { since: 1, inputs: [1, 1], attributes: AXES, read: (call, draft) => read(call, draft, byAttribute(call)) },
  { since: 13, inputs: [least, 2], attributes: {}, read: (call, draft) => read(call, draft, byInput(call)) },
];

/** Counted from the front, among so many. */
function fromFront(call: Call, axes: readonly number[], rank: number): readonly number[] {
  const counted = axes.map((axis) => (axis < 0 ? axis + rank : axis));
  const sound = counted.every((axis) => Number.isInteger(axis) && axis >= 0 && axis < rank) && new Set(counted).size === counted.length;
  return sound ? counted : call.refuseAttribute('axes', `[${axes.join(', ')}]`, 'clause:onnx_axes', { axes: rank });
}

function squeezed(call: Call, draft: Draft, axes: readonly number[] | null): Known {
  const input = call.input(0);
  if (input?.kind === 'extents') return { ...input, single: input.items.length === 1 };
  const whole: readonly Extent[] = input?.kind === 'constant' ? input.tensor.shape : ['rows', ...call.rows(0).shape];
  const dropped = axes ? fromFront(call, axes, whole.length) : whole.flatMap((extent, axis) => (extent === 1 ? [axis] : []));
  // a batch of one would be dropped as well
  const dropsRows = input?.kind === 'rows' && (dropped.includes(0) || (!axes && call.around.batch === 1));
  if (dropsRows || dropped.some((axis) => whole[axis] !== 1))
    call.refuseAttribute('axes', `[${dropped.join(', ')}]`, 'clause:onnx_axes_of_one');
  const shape = whole.filter((_, axis) => !dropped.includes(axis)) as readonly number[];
  if (input?.kind === 'constant') return { kind: 'constant', tensor: { ...input.tensor, shape } };
  return reshaped(call, draft, call.rows(0), shape.slice(1));
}

function unsqueezed(call: Call, draft: Draft, axes: readonly number[] | null): Known {
  const input = call.input(0);
  if (!axes) return call.refuseAttribute('axes', 'clause:onnx_left_out', 'clause:a_list');
  if (input?.kind === 'extents') return { ...input, single: false };
  const whole: readonly Extent[] = input?.kind === 'constant' ? input.tensor.shape : ['rows', ...call.rows(0).shape];
  const added = fromFront(call, axes, whole.length + axes.length);
  if (input?.kind === 'rows' && added.includes(0)) call.refuseAttribute('axes', `[${axes.join(', ')}]`, 'clause:onnx_axes_behind');
  const rest = [...whole];
  const shape = Array.from({ length: whole.length + axes.length }, (_, axis) => (added.includes(axis) ? 1 : rest.shift()!)) as number[];
  if (input?.kind === 'constant') return { kind: 'constant', tensor: { ...input.tensor, shape } };
  return reshaped(call, draft, call.rows(0), shape.slice(1));
}

export const squeeze: Operator = { name: 'Squeeze', forms: axesForms(1, squeezed) };
export const unsqueeze: Operator = { name: 'Unsqueeze', forms: axesForms(2, unsqueezed) };
