/** @file The picture of what someone looks at, of the step that a lens is on. */
import { arrangementOfBatch, arrangementOfWeight, type Arrangement } from '../engine/pictures/arrangement.ts';
import { logHistogram } from '../engine/pictures/log-histogram.ts';
import { pooled } from '../engine/pictures/pool.ts';
import { relativeMoves, settled } from '../engine/pictures/settled.ts';
import { deadUnits, normsOfColumns, normsOfStretches } from '../engine/pictures/units.ts';
import { activationOfRow, dataOfNode, outputOfRow, rowOfNode, signalOfRow, stepOfRow, weightOfRow } from '../plan/node-tensors.ts';
import type { PlannedParameter, PlannedTensor, TensorId } from '../plan/plan.ts';
import type { Picture, PictureSpec, UnitBars } from '../telemetry/picture.ts';
import type { Lens } from './lens.ts';

/** What is drawn: numbers of which NaN means "not defined" and Infinity whatever is not finite. */
interface Subject {
  /** Whose name it is shown under. */
  readonly tensor: TensorId;
  readonly shape: readonly number[];
  readonly arrangement: Arrangement;
  readonly numbers: Float32Array;
  readonly units: UnitBars;
}

/** Null of what the node does not have: an activation has no weight. `nameOf` are the names that tensors have by now. */
export function pictureOf(lens: Lens, spec: PictureSpec, nameOf: (tensor: TensorId) => string): Picture | null {
  const subject = subjectOf(lens, spec);
  if (!subject) return null;
  const { shape, arrangement, numbers, units } = subject;
  const { node, quantity, pool } = spec;
  return {
    ...{ node, quantity, pool, shape, units },
    tensor: nameOf(subject.tensor),
    extent: [arrangement.rows, arrangement.columns],
    ...pooled(numbers, arrangement, pool, [spec.rows, spec.columns]),
    histogram: logHistogram(numbers),
  };
}

function subjectOf(lens: Lens, { node, quantity }: PictureSpec): Subject | null {
  const { plan } = lens;
  const row = rowOfNode(plan, node);
  if (row < 0) {
    const data = quantity === 'activation' ? dataOfNode(plan, node) : null;
    return data && ofBatch(lens, data, data, -1);
  }
  switch (quantity) {
    case 'gradient':
    case 'weight':
    case 'update': {
      const weight = weightOfRow(plan, row);
      return weight && ofWeight(lens, weight, row, quantity);
    }
    case 'activation': {
      const output = outputOfRow(plan, activationOfRow(plan.rows, row) ?? row);
      return ofBatch(lens, output, output, row);
    }
    case 'pre_activation': {
      const activation = activationOfRow(plan.rows, row);
      const step = activation === null ? null : stepOfRow(plan, activation);
      const input = step && 'x' in step ? plan.tensors[step.x]! : outputOfRow(plan, row);
      return ofBatch(lens, input, input, row);
    }
    case 'signal':
      lens.replay('backward');
      return ofBatch(lens, signalOfRow(plan, row), outputOfRow(plan, row), row, lens.rows);
    default:
      return quantity satisfies never;
  }
}

function ofWeight(lens: Lens, { tensor, gradient }: PlannedParameter, row: number, quantity: 'gradient' | 'weight' | 'update'): Subject {
  const { shape, size } = lens.plan.tensors[tensor]!;
  const arrangement = arrangementOfWeight(shape);
  lens.replay(quantity === 'gradient' ? 'backward' : quantity === 'weight' ? 'forward' : 'update');
  const weights = lens.weights(tensor);
  const numbers = lens.scratch(size);
  const units = shape[0] ?? 1;
  const bars = (norms: UnitBars['norms']): UnitBars => ({
    along: shape.length > 1 ? 'rows' : 'columns',
    norms,
    dead: deadOf(lens, row, units),
  });
  if (quantity === 'update') {
    const moves = lens.numbers(tensor);
    const norms = normsOfStretches(settled(moves, 1, numbers, weights), units);
    const sizes = normsOfStretches(weights, units);
    relativeMoves(moves, weights, numbers);
    return { tensor, shape, arrangement, numbers, units: bars(norms.map((norm, unit) => (sizes[unit] === 0 ? NaN : norm / sizes[unit]!))) };
  }
  settled(quantity === 'gradient' ? lens.numbers(gradient) : weights, 1, numbers);
  return { tensor, shape, arrangement, numbers, units: bars(normsOfStretches(numbers, units)) };
}

/** Of a batched tensor, every number of it times `scale`; shown under the name of `known`. */
function ofBatch(lens: Lens, shown: PlannedTensor, known: PlannedTensor, row: number, scale = 1): Subject {
  lens.replay('forward');
  const { size, shape } = known;
  const numbers = settled(lens.numbers(shown.id), scale, lens.scratch(lens.rows * size));
  return {
    tensor: known.id,
    shape: [lens.rows, ...shape],
    arrangement: arrangementOfBatch(lens.rows, size),
    numbers,
    units: { along: 'columns', norms: normsOfColumns(numbers, size), dead: row < 0 ? new Uint8Array(size) : deadOf(lens, row, size) },
  };
}

function deadOf(lens: Lens, row: number, units: number): Uint8Array<ArrayBuffer> {
  const { plan } = lens;
  const activation = activationOfRow(plan.rows, row);
  if (activation === null) return new Uint8Array(units);
  const { id, size } = outputOfRow(plan, activation);
  return deadUnits(stepOfRow(plan, activation), lens.numbers(id), size, units);
}
