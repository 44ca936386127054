/** @file The rows that training begins with, as tables of their own. */
import type { Table } from '../datasets/table.ts';
import { Random, STREAMS, shuffle } from '../tensor/random.ts';

export interface Rows {
  readonly features: Float32Array;
  readonly targets: Float32Array;
}

/** The first `rows` of the first epoch of a run with this seed. */
export function firstRows(train: Table, seed: number, rows: number): Rows {
  return gatherRows(train, firstOrder(train, seed, rows));
}

/** Which rows these are. */
export function firstOrder(train: Table, seed: number, rows: number): Int32Array {
  const order = new Int32Array(train.rows);
  shuffle(order, new Random(seed, STREAMS.order, 1));
  return order.subarray(0, rows);
}

/** The rows of a table in the order given. */
export function gatherRows({ rows, features, targets }: Table, order: Int32Array): Rows {
  const of = (values: Float32Array) => {
    const width = values.length / rows;
    const taken = new Float32Array(order.length * width);
    order.forEach((row, index) => taken.set(values.subarray(row * width, (row + 1) * width), index * width));
    return taken;
  };
  return { features: of(features), targets: of(targets) };
}
