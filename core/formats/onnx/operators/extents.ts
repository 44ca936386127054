/** @file Operators that compute with extents: what exporters write for `x.view(x.size(0), -1)`. */
import type { Call } from '../call.ts';
import type { Extent, Known } from '../known.ts';
import type { Form, Operator } from './operator.ts';

const list = (items: readonly Extent[]): Known => ({ kind: 'extents', items, single: false });

/** The part of a list between two places, counted from the end where negative, as ONNX does. */
function part(items: readonly Extent[], start: number, end: number): readonly Extent[] {
  return items.slice(start, end);
}

function shapeOf(call: Call): readonly Extent[] {
  const input = call.input(0);
  return input?.kind === 'constant' ? input.tensor.shape : ['rows', ...call.rows(0).shape];
}

const BOUNDS = { start: { kind: 'int', usual: 0 }, end: { kind: 'int', usual: Number.MAX_SAFE_INTEGER } } as const;

export const shape: Operator = {
  name: 'Shape',
  forms: [
    { since: 1, inputs: [1, 1], attributes: {}, read: (call) => list(shapeOf(call)) },
    { since: 15, inputs: [1, 1], attributes: BOUNDS, read: (call) => list(part(shapeOf(call), call.number('start'), call.number('end'))) },
  ],
};

export const gather: Operator = {
  name: 'Gather',
  forms: [
    {
      since: 1,
      inputs: [2, 2],
      attributes: { axis: { kind: 'int', usual: 0 } },
      read(call) {
        const items = call.extents(0)!;
        const places = call.integers(1)!;
        const found = places.map((place) => items.at(place));
        if (call.number('axis') !== 0 || found.includes(undefined)) call.refuse('onnx_extents_only');
        const index = call.input(1)!;
        const single = index.kind === 'extents' ? index.single : index.kind === 'constant' && index.tensor.shape.length === 0;
        return { kind: 'extents', items: found as Extent[], single };
      },
    },
  ],
};

/** Of a list: one start and one end, step 1. */
function sliced(
  call: Call,
  starts: readonly number[] | null,
  ends: readonly number[] | null,
  axes: readonly number[] | null,
  steps: readonly number[] | null,
) {
  const items = call.extents(0)!;
  if (starts?.length !== 1 || ends?.length !== 1 || (axes ?? [0])[0] !== 0 || (steps ?? [1])[0] !== 1)
    return call.refuse('onnx_extents_only');
  return list(part(items, starts[0]!, ends[0]!));
}

const INTS = { kind: 'ints' } as const;

const sliceForms: readonly [Form, ...Form[]] = [
  {
    since: 1,
    inputs: [1, 1],
    attributes: { starts: INTS, ends: INTS, axes: INTS },
    read: (call) => sliced(call, call.ints('starts'), call.ints('ends'), call.ints('axes'), null),
  },
  {
    since: 10,
    inputs: [3, 5],
    attributes: {},
    read: (call) => sliced(call, call.integers(1), call.integers(2), call.integers(3), call.integers(4)),
  },
];

export const slice: Operator = { name: 'Slice', forms: sliceForms };

export const concat: Operator = {
  name: 'Concat',
  forms: [
    {
      since: 4,
      inputs: [1, Infinity],
      attributes: { axis: { kind: 'int', usual: 0 } },
      read(call) {
        if (call.isRows(0)) call.refuse('onnx_extents_only');
        return list(Array.from({ length: call.count }, (_, index) => call.extents(index)!).flat());
      },
    },
  ],
};
