/** @file The target column of a table: which one it is, and what its values mean. */
import { InputError } from '../../findings/input-error.ts';
import { numberIn, type Decimal } from './cell.ts';

export const TASKS = ['auto', 'classification', 'regression'] as const;

/** A whole number with more different values than this is measured, not named. */
const MOST_NUMBERED_CLASSES = 20;
const MOST_CLASSES = 1000;

export interface Target {
  readonly task: 'classification' | 'regression';
  readonly targets: Float32Array;
  readonly classes: readonly string[];
}

/**
 * The index of the column that `target` means: a name of the header, a number counted from 1, or nothing for the last.
 * A name that the header has wins over its reading as a number.
 * @throws InputError if there is no such column.
 */
export function targetColumn(data: string, names: readonly string[], header: boolean, target: string | number | null): number {
  if (target === null || target === '') return names.length - 1;
  const named = header ? names.indexOf(String(target)) : -1;
  if (named >= 0) return named;
  const number = Number(target);
  if (Number.isInteger(number) && number >= 1 && number <= names.length) return number - 1;
  if (!header) throw new InputError('data_target_number', { data, got: target, columns: names.length });
  throw new InputError('data_target_unknown', { data, got: target, columns: listed(names) });
}

function listed(names: readonly string[]): string {
  return names.length <= 12 ? names.join(', ') : `${names.slice(0, 11).join(', ')}, … (${names.length})`;
}

/** The target column as text. */
export interface TargetCells {
  readonly data: string;
  /** As `columnLabel` writes it. */
  readonly label: string;
  readonly cells: readonly string[];
  /** The line of each cell. */
  readonly lines: readonly number[];
}

/**
 * Decides between classification and regression and gives every row its target. Text is classes, sorted by code unit; numbers are
 * classes, sorted by value, if they are whole and at most 20 different ones; all other numbers are a regression. `task` overrules.
 * @throws InputError for text in a regression, too many classes, or a target that never changes.
 */
export function readTarget({ data, label: column, cells, lines }: TargetCells, decimal: Decimal, task: (typeof TASKS)[number]): Target {
  const values = cells.map((cell) => numberIn(cell, decimal));
  const firstText = values.indexOf(null);
  const infinite = values.findIndex((value) => value !== null && !Number.isFinite(value));
  if (infinite >= 0) throw new InputError('data_cell_infinite', { data, line: lines[infinite]!, column, got: cells[infinite]! });

  if (firstText >= 0 && task === 'regression')
    throw new InputError('data_target_text', { data, line: lines[firstText]!, column, got: cells[firstText]! });

  const keys = firstText >= 0 ? cells : values.map(String);
  const distinct = new Set(keys);
  if (distinct.size === 1) throw new InputError('data_target_constant', { data, column, got: cells[0]! });

  if (firstText < 0 && isRegression(values as number[], distinct.size, task))
    return { task: 'regression', targets: Float32Array.from(values as number[]), classes: [] };
  if (distinct.size > MOST_CLASSES) throw new InputError('data_classes_many', { data, column, got: distinct.size, most: MOST_CLASSES });
  const classes = [...distinct].sort(firstText >= 0 ? undefined : (a, b) => Number(a) - Number(b));
  const indexOf = new Map(classes.map((name, index) => [name, index]));
  return { task: 'classification', targets: Float32Array.from(keys, (key) => indexOf.get(key)!), classes };
}

function isRegression(values: readonly number[], distinct: number, task: (typeof TASKS)[number]): boolean {
  if (task !== 'auto') return task === 'regression';
  return distinct > MOST_NUMBERED_CLASSES || values.some((value) => !Number.isInteger(value));
}
