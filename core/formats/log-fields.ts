/** @file Reads the named values of one line of a log strictly: a refusal names the line, the place in it, what it got and what it must be. */
import { shown } from '../document/shown.ts';
import { expectInteger, expectOneOf, type Expectation } from '../findings/expectation.ts';
import type { Numbers } from '../findings/finding.ts';
import { InputError } from '../findings/input-error.ts';

export interface LinePlace {
  readonly file: string;
  /** Counted from 1. */
  readonly line: number;
}

const NOT_FINITE: Readonly<Record<string, number>> = { Infinity, '-Infinity': -Infinity };

/** What was not computed is NaN in memory; undefined if the value is no number of a log. */
function loggedNumber(value: unknown): number | undefined {
  if (typeof value === 'number') return value;
  if (value === null) return NaN;
  return typeof value === 'string' && Object.hasOwn(NOT_FINITE, value) ? NOT_FINITE[value] : undefined;
}

/**
 * The fields of one object. What is left out is what the caller gives as `otherwise`; without that it must be there.
 * @throws InputError log_invalid, log_missing, log_unknown
 */
export class LogFields {
  readonly #place: LinePlace;
  readonly #path: string;
  readonly #values: Readonly<Record<string, unknown>>;

  /** `path` is where the object stands in its line; empty for the line itself. */
  constructor(place: LinePlace, path: string, value: unknown) {
    this.#place = place;
    this.#path = path;
    if (typeof value !== 'object' || value === null || Array.isArray(value)) this.#refuse(path, value, { expected: 'clause:an_object' });
    this.#values = value as Record<string, unknown>;
  }

  has(name: string): boolean {
    return Object.hasOwn(this.#values, name);
  }

  /** A misspelt name would else be a number that silently is not there. */
  allow(known: readonly string[]): void {
    const odd = Object.keys(this.#values).find((name) => !known.includes(name));
    if (odd !== undefined) throw new InputError('log_unknown', { ...this.#place, path: this.#pathOf(odd), known: known.join(', ') });
  }

  text(name: string, otherwise?: string): string {
    return this.#read(name, otherwise, { expected: 'clause:a_text' }, (value) => (typeof value === 'string' ? value : undefined));
  }

  oneOf<T extends string>(name: string, choices: readonly T[], otherwise?: T): T {
    return this.#read(name, otherwise, expectOneOf(choices), (value) => choices.find((choice) => choice === value));
  }

  whole(name: string, min: number, otherwise?: number): number {
    return this.#read(name, otherwise, { expected: 'clause:whole_number_on', min }, (value) =>
      Number.isSafeInteger(value) && (value as number) >= min ? (value as number) : undefined,
    );
  }

  /** NaN for null. */
  number(name: string, otherwise?: number): number {
    return this.#read(name, otherwise, { expected: 'clause:logged_number' }, loggedNumber);
  }

  /** One number for each row. */
  numbers(name: string, rows: number): readonly number[] {
    const list = this.#read(name, undefined, { expected: 'clause:list_for_rows', rows }, (value) =>
      Array.isArray(value) && value.length === rows ? (value as unknown[]) : undefined,
    );
    return list.map((value, index) => {
      const number = loggedNumber(value);
      return number === undefined ? this.#refuse(`${this.#pathOf(name)}[${index}]`, value, { expected: 'clause:logged_number' }) : number;
    });
  }

  /** Whole numbers from 0 to below `end`. */
  indices(name: string, end: number, otherwise: readonly number[]): readonly number[] {
    const isIndex = (value: unknown) => Number.isInteger(value) && (value as number) >= 0 && (value as number) < end;
    return this.#read(name, otherwise, { expected: 'clause:rows_before' }, (value) =>
      Array.isArray(value) && value.every(isIndex) ? (value as number[]) : undefined,
    );
  }

  /** The place of a row among so many. */
  index(name: string, end: number): number {
    return this.#read(name, undefined, expectInteger({ min: 0, max: end - 1 }), (value) =>
      Number.isInteger(value) && (value as number) >= 0 && (value as number) < end ? (value as number) : undefined,
    );
  }

  /** At least one object. */
  objects(name: string): LogFields[] {
    const list = this.#read(name, undefined, { expected: 'clause:list_of_rows' }, (value) =>
      Array.isArray(value) && value.length > 0 ? (value as unknown[]) : undefined,
    );
    return list.map((value, index) => new LogFields(this.#place, `${this.#pathOf(name)}[${index}]`, value));
  }

  object(name: string): LogFields {
    return new LogFields(this.#place, this.#pathOf(name), this.#values[name]);
  }

  /** An object as it is, for whoever knows what must be in it. */
  plain(name: string): Readonly<Record<string, unknown>> {
    return this.object(name).#values;
  }

  /** Whether it is given, and not as null. */
  tells(name: string): boolean {
    return this.has(name) && this.#values[name] !== null;
  }

  /** For a value that someone else found wrong. */
  refuse(path: string, numbers: Numbers): never {
    throw new InputError('log_invalid', { ...numbers, ...this.#place, path: this.#pathOf(path) });
  }

  #read<T>(name: string, otherwise: T | undefined, expected: Expectation, read: (value: unknown) => T | undefined): T {
    if (!this.has(name)) {
      if (otherwise !== undefined) return otherwise;
      throw new InputError('log_missing', { ...this.#place, path: this.#pathOf(name), ...expected });
    }
    const value = this.#values[name];
    return read(value) ?? this.#refuse(this.#pathOf(name), value, expected);
  }

  #pathOf(name: string): string {
    return this.#path === '' ? name : `${this.#path}.${name}`;
  }

  #refuse(path: string, value: unknown, expected: Numbers): never {
    throw new InputError('log_invalid', { ...this.#place, path: path === '' ? 'clause:whole_part' : path, ...shown(value), ...expected });
  }
}
