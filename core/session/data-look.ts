/**
 * @file What a network makes of its data: the plane that two columns span, rows with what is predicted of them, which classes are taken
 * for which. Done batch by batch, so that a run goes on between them.
 */
import type { Data, Scaling, Table } from '../datasets/table.ts';
import { applyScaling } from '../datasets/scale.ts';
import type { Plan, PlannedTensor, TensorId } from '../plan/plan.ts';
import type {
  ConfusionCounts,
  DataLook,
  DataLookSpec,
  LookedThrough,
  Plane,
  PlanePoints,
  SampleFilter,
  Samples,
  Scatter,
  Surface,
  Units,
} from '../telemetry/data-look.ts';
import { elementCount } from '../tensor/shape.ts';
import { prediction, probabilities } from './predictions.ts';

/** A network that nothing trains: running statistics, no dropout. */
export interface StillNetwork {
  readonly plan: Plan;
  /**
   * Runs up to plan.batch rows, scaled as the training rows are, and returns the numbers that come out of a tensor: rows × its size,
   * good until the next call.
   */
  outputs(features: Float32Array, rows: number, tensor: TensorId): ArrayLike<number>;
}

type Look<T> = Generator<void, T>;
type SpecOf<K extends DataLookSpec['kind']> = Extract<DataLookSpec, { kind: K }>;

/** Points that are drawn; more of them cover what they lie on. */
const MOST_POINTS = 1000;
/** Of the span of the points, on each side. */
const MARGIN = 0.06;

/** Yields after every batch. Null where there is nothing of the kind: a plane of other than two columns, classes of a regression. */
export function* dataLook(network: StillNetwork, spec: DataLookSpec, data: Data): Look<DataLook | null> {
  return has(network.plan, spec, data) ? yield* look(network, spec, data) : null;
}

function has({ task }: Plan, spec: DataLookSpec, { train }: Data): boolean {
  switch (spec.kind) {
    case 'surface':
    case 'units':
      return elementCount(train.shape) === 2;
    case 'samples':
      return true;
    case 'confusion':
      return task !== 'regression';
    case 'scatter':
      return task === 'regression';
    default:
      return spec satisfies never;
  }
}

function look(network: StillNetwork, spec: DataLookSpec, data: Data): Look<DataLook> {
  switch (spec.kind) {
    case 'surface':
      return surface(network, spec, data);
    case 'units':
      return units(network, spec, data);
    case 'samples':
      return samples(network, spec, data);
    case 'confusion':
      return confusion(network, data);
    case 'scatter':
      return scatter(network, data);
    default:
      return spec satisfies never;
  }
}

function* surface(network: StillNetwork, { cells, unit }: SpecOf<'surface'>, data: Data): Look<Surface> {
  const { plan } = network;
  const { classes } = data.train;
  const place = planeOf(data, cells);
  const points = pointsOf(data);
  const features = gridOf(place, data.scaling);
  const asked = unit && outputOf(plan, unit.node);
  if (unit && asked && unit.index < asked.size) {
    const values = new Float32Array(cells * cells);
    yield* through(network, asked.id, features, cells * cells, (row, outputs, start) => (values[row] = outputs[start + unit.index]!));
    return { kind: 'surface', plane: place, shows: 'unit', unit: { ...unit, of: asked.size }, classes, values, points };
  }
  const { task, output } = plan;
  if (task === 'regression' || task === null) {
    const values = new Float32Array(cells * cells);
    yield* through(network, output, features, cells * cells, (row, outputs, start) => (values[row] = outputs[start]!));
    return { kind: 'surface', plane: place, shows: 'value', unit: null, classes, values, points };
  }
  const values = new Float32Array(classes.length * cells * cells);
  const each = new Float32Array(classes.length);
  yield* through(network, output, features, cells * cells, (row, outputs, start) => {
    probabilities(task, outputs, start, each);
    each.forEach((probability, index) => (values[index * cells * cells + row] = probability));
  });
  return { kind: 'surface', plane: place, shows: 'probability', unit: null, classes, values, points };
}

function* units(network: StillNetwork, { node, first, count, cells }: SpecOf<'units'>, data: Data): Look<Units> {
  const place = planeOf(data, cells);
  const output = outputOf(network.plan, node);
  const shown = Math.max(0, Math.min(count, (output?.size ?? 0) - first));
  const values = Array.from({ length: shown }, () => new Float32Array(cells * cells));
  if (output)
    yield* through(network, output.id, gridOf(place, data.scaling), cells * cells, (row, outputs, start) =>
      values.forEach((plane, index) => (plane[row] = outputs[start + first + index]!)),
    );
  return { kind: 'units', plane: place, node, first, of: output?.size ?? 0, values };
}

function* samples(network: StillNetwork, { first, count, only }: SpecOf<'samples'>, data: Data): Look<Samples> {
  const { of, table } = lookedThrough(data);
  const { task } = network.plan;
  const { classes, columns, picture } = table;
  const predictions = yield* predictAll(network, table);
  const isRight = (row: number) => predictions.predicted[row] === targetOf(table, row);
  const judged = task !== 'regression' && task !== null;
  let right = 0;
  for (let row = 0; row < table.rows; row++) if (isRight(row)) right += 1;

  const places = Uint32Array.from({ length: table.rows }, (_, row) => row).filter(
    (row) => !judged || isAmong(only, targetOf(table, row), predictions.predicted[row]!),
  );
  const page = places.slice(first, first + count);
  const width = table.features.length / table.rows;
  const inputs = new Float32Array(page.length * width);
  const odds = new Float32Array(judged ? page.length * classes.length : 0);
  page.forEach((row, index) => {
    inputs.set(table.features.subarray(row * width, (row + 1) * width), index * width);
    if (judged)
      probabilities(
        task,
        predictions.outputs,
        row * predictions.width,
        odds.subarray(index * classes.length, (index + 1) * classes.length),
      );
  });
  if (data.scaling) putBackScaling(inputs, data.scaling);
  return {
    ...{ kind: 'samples', of, only, total: table.rows, right: judged ? right : NaN, rows: places.length, first, count: page.length },
    ...{ width, picture, columns, classes: judged ? classes : [], places: page, inputs },
    targets: Float32Array.from(page, (row) => targetOf(table, row)),
    predicted: Float32Array.from(page, (row) => predictions.predicted[row]!),
    probabilities: odds,
  };
}

/** What is no prediction is not right either. */
function isAmong(only: SampleFilter, truth: number, predicted: number): boolean {
  if (only === 'all') return true;
  if (only === 'wrong') return predicted !== truth;
  return truth === only.truth && predicted === only.predicted;
}

function* confusion(network: StillNetwork, data: Data): Look<ConfusionCounts> {
  const { of, table } = lookedThrough(data);
  const { classes } = table;
  const counts = new Uint32Array(classes.length ** 2);
  let lost = 0;
  const { predicted } = yield* predictAll(network, table);
  predicted.forEach((guess, row) => {
    if (guess === guess) counts[targetOf(table, row) * classes.length + guess]! += 1;
    else lost += 1;
  });
  return { kind: 'confusion', of, classes, counts, lost };
}

function* scatter(network: StillNetwork, data: Data): Look<Scatter> {
  const { of, table } = lookedThrough(data);
  const { predicted } = yield* predictAll(network, table);
  let squares = 0;
  predicted.forEach((value, row) => (squares += (value - targetOf(table, row)) ** 2));
  const chosen = evenly(table.rows, MOST_POINTS);
  return {
    ...{ kind: 'scatter', of, total: table.rows, error: Math.sqrt(squares / table.rows), range: rangeOf(table.targets) },
    targets: Float32Array.from(chosen, (row) => targetOf(table, row)),
    predicted: Float32Array.from(chosen, (row) => predicted[row]!),
  };
}

interface Predictions {
  readonly width: number;
  /** rows × width: what the network puts out. */
  readonly outputs: Float32Array;
  readonly predicted: Float32Array;
}

function* predictAll(network: StillNetwork, table: Table): Look<Predictions> {
  const { output, tensors, task } = network.plan;
  const width = tensors[output]!.size;
  const outputs = new Float32Array(table.rows * width);
  const predicted = new Float32Array(table.rows);
  yield* through(network, output, table.features, table.rows, (row, from, start) => {
    for (let index = 0; index < width; index++) outputs[row * width + index] = from[start + index]!;
    predicted[row] = prediction(task ?? 'regression', from, start, width);
  });
  return { width, outputs, predicted };
}

/** Runs rows through the network, as many at a time as it takes, and tells of each where in `outputs` it starts. */
function* through(
  network: StillNetwork,
  tensor: TensorId,
  features: Float32Array,
  rows: number,
  tell: (row: number, outputs: ArrayLike<number>, start: number) => void,
): Look<void> {
  const { batch, tensors } = network.plan;
  const width = features.length / rows;
  const { size } = tensors[tensor]!;
  for (let done = 0; done < rows; done += batch) {
    const count = Math.min(batch, rows - done);
    const outputs = network.outputs(features.subarray(done * width, (done + count) * width), count, tensor);
    for (let row = 0; row < count; row++) tell(done + row, outputs, row * size);
    yield;
  }
}

/** What a node hands on, if it is in the plan: neither bypassed nor one that only sees a tensor under another shape. */
function outputOf({ tensors }: Plan, node: string): PlannedTensor | null {
  return (
    tensors.findLast((tensor) => tensor.node === node && tensor.batched && (tensor.role === 'activation' || tensor.role === 'input')) ??
    null
  );
}

function lookedThrough({ train, validation }: Data): { readonly of: LookedThrough; readonly table: Table } {
  return validation.rows > 0 ? { of: 'validation', table: validation } : { of: 'train', table: train };
}

function targetOf({ targets, targetWidth }: Table, row: number): number {
  return targets[row * targetWidth]!;
}

/** Around all points, with a margin. */
function planeOf({ train, validation, scaling }: Data, cells: number): Plane {
  const along = (column: number): readonly [number, number] => {
    let [low, high] = [Infinity, -Infinity];
    for (const { features, rows } of [train, validation]) {
      const width = features.length / rows;
      for (let row = 0; row < rows; row++) {
        const value = unscaled(features[row * width + column]!, column, scaling);
        low = Math.min(low, value);
        high = Math.max(high, value);
      }
    }
    const margin = (high - low) * MARGIN || 1;
    return [low - margin, high + margin];
  };
  return { cells, columns: train.columns, x: along(0), y: along(1) };
}

/** The middles of the cells, scaled as the training rows are. */
function gridOf({ cells, x, y }: Plane, scaling: Scaling | null): Float32Array {
  const features = new Float32Array(2 * cells * cells);
  for (let row = 0; row < cells; row++)
    for (let column = 0; column < cells; column++) {
      const at = 2 * (row * cells + column);
      features[at] = x[0] + ((column + 0.5) * (x[1] - x[0])) / cells;
      features[at + 1] = y[0] + ((row + 0.5) * (y[1] - y[0])) / cells;
    }
  if (scaling) applyScaling(features, scaling);
  return features;
}

function pointsOf({ train, validation, scaling }: Data): PlanePoints {
  const all = train.rows + validation.rows;
  const share = Math.min(1, MOST_POINTS / all);
  const places: number[] = [];
  const targets: number[] = [];
  const add = (table: Table) => {
    const rows = evenly(table.rows, Math.floor(table.rows * share));
    for (const row of rows) {
      for (const column of [0, 1]) places.push(unscaled(table.features[2 * row + column]!, column, scaling));
      targets.push(targetOf(table, row));
    }
    return rows.length;
  };
  const trained = add(train);
  add(validation);
  const ranges = [train, validation].filter(({ rows }) => rows > 0).map((table) => rangeOf(table.targets));
  return {
    places: Float32Array.from(places),
    targets: Float32Array.from(targets),
    train: trained,
    range: [Math.min(...ranges.map(([low]) => low)), Math.max(...ranges.map(([, high]) => high))],
  };
}

function rangeOf(values: Float32Array): readonly [low: number, high: number] {
  let [low, high] = [Infinity, -Infinity];
  for (const value of values) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return [low, high];
}

/** `count` of `rows` places, the same distance apart; all of them if there are no more. */
function evenly(rows: number, count: number): number[] {
  const taken = Math.min(rows, count);
  return Array.from({ length: taken }, (_, index) => Math.floor((index * rows) / taken));
}

function unscaled(value: number, column: number, scaling: Scaling | null): number {
  return scaling ? value * scaling.scale[column]! + scaling.offset[column]! : value;
}

function putBackScaling(features: Float32Array, { offset, scale }: Scaling): void {
  const width = offset.length;
  for (let index = 0; index < features.length; index++) features[index] = features[index]! * scale[index % width]! + offset[index % width]!;
}
