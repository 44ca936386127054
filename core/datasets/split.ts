/** @file Which rows are learned from and which are kept to judge by. */
import { InputError } from '../findings/input-error.ts';
import { Random, shuffle, STREAMS } from '../tensor/random.ts';
import type { Table } from './table.ts';

export interface Split {
  /** Row numbers of the table in random order, so that any first part is a fair sample; disjoint, and together all rows. */
  readonly train: Int32Array;
  readonly validation: Int32Array;
}

/** The `validation` setting of a source; below 1 a share of the rows, from 1 on a number of rows, as in scikit-learn. */
export const validationSetting = <D extends number>(standard: D) =>
  ({
    kind: 'number',
    default: standard,
    min: 0,
    max: 100_000_000,
    exclusiveMin: true,
    help: {
      en: 'How much is kept aside to judge the network on rows it never learned from: below 1 a share (0.25 is a quarter), otherwise a number of rows.',
      hi: 'कितना data अलग रखा जाए ताकि network को अनदेखी rows पर परखा जा सके: 1 से कम हो तो हिस्सा (0.25 यानी चौथाई), वरना rows की संख्या।',
    },
  }) as const;

export type ValidationSetting = ReturnType<typeof validationSetting<number>>;

/**
 * Splits a table by `validation` (a share below 1, else a number of rows). Classes keep their share in both parts
 * (stratified; what is left over goes to the largest remainders), and each class keeps a row to learn from.
 * @throws InputError if either part would be empty.
 */
export function splitRows(table: Table, validation: number, seed: number): Split {
  const wanted = Math.round(validation < 1 ? table.rows * validation : validation);
  const groups = rowsByClass(table);
  const spare = groups.reduce((sum, group) => sum + Math.max(0, group.length - 1), 0);
  if (spare < 1) throw new InputError('data_split_lone_rows', { data: table.name });
  if (wanted < 1 || wanted > spare)
    throw new InputError('data_split_empty', { data: table.name, validation, rows: table.rows, most: spare });

  const random = new Random(seed, STREAMS.split);
  const kept = shares(
    groups.map((group) => group.length),
    wanted,
  );
  const inValidation = new Uint8Array(table.rows);
  groups.forEach((group, index) => {
    for (let i = 0; i < kept[index]!; i++) {
      const j = i + random.integer(group.length - i);
      inValidation[group[j]!] = 1;
      group[j] = group[i]!;
    }
  });

  const order = new Int32Array(table.rows);
  shuffle(order, random);
  return { train: order.filter((row) => inValidation[row] === 0), validation: order.filter((row) => inValidation[row] === 1) };
}

/** The rows of each class; one group of all rows for regression. */
function rowsByClass(table: Table): Int32Array[] {
  const groupOf = (row: number) => (table.task === 'classification' ? table.targets[row]! : 0);
  const counts = new Int32Array(Math.max(1, table.classes.length));
  for (let row = 0; row < table.rows; row++) counts[groupOf(row)]! += 1;
  const groups = Array.from(counts, (count) => new Int32Array(count));
  counts.fill(0);
  for (let row = 0; row < table.rows; row++) {
    const group = groupOf(row);
    groups[group]![counts[group]!++] = row;
  }
  return groups;
}

/** Divides `wanted` among groups in proportion to their sizes, leaving each non-empty group at least one row. */
function shares(sizes: readonly number[], wanted: number): number[] {
  const total = sizes.reduce((sum, size) => sum + size, 0);
  const exact = sizes.map((size) => (size * wanted) / total);
  const taken = exact.map((share, group) => Math.min(Math.floor(share), Math.max(0, sizes[group]! - 1)));
  const byRemainder = sizes
    .map((_, group) => group)
    .sort((a, b) => exact[b]! - Math.floor(exact[b]!) - (exact[a]! - Math.floor(exact[a]!)) || a - b);
  let left = wanted - taken.reduce((sum, count) => sum + count, 0);
  while (left > 0) {
    for (const group of byRemainder) {
      if (left === 0) break;
      if (taken[group]! + 1 >= sizes[group]!) continue;
      taken[group]! += 1;
      left -= 1;
    }
  }
  return taken;
}

/** The given rows of a table, in their order, as a table of their own. */
export function takeRows(table: Table, rows: Int32Array): Table {
  const width = table.features.length / table.rows;
  const features = new Float32Array(rows.length * width);
  const targets = new Float32Array(rows.length * table.targetWidth);
  rows.forEach((row, index) => {
    features.set(table.features.subarray(row * width, (row + 1) * width), index * width);
    targets.set(table.targets.subarray(row * table.targetWidth, (row + 1) * table.targetWidth), index * table.targetWidth);
  });
  return { ...table, rows: rows.length, features, targets };
}
