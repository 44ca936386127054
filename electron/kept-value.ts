/** @file A small thing that the shell remembers from one start to the next, in a file of its own. */
import { readFileSync } from 'node:fs';
import { writeWhole } from '../core/disk/new-file.ts';
import { safeParse, type GenericSchema } from 'valibot';

export class KeptValue<T> {
  readonly #path: string;
  #value: T;
  /** What is written last is what was set last. */
  #last: Promise<void> = Promise.resolve();

  /**
   * At once, for the first window is made by it.
   * @param usual where there is no file yet, or nothing in it that can be understood
   */
  constructor(path: string, schema: GenericSchema<unknown, T>, usual: T) {
    this.#path = path;
    this.#value = readAs(path, schema) ?? usual;
  }

  get value(): T {
    return this.#value;
  }

  /** A disk that refuses it is no trouble of the person's: then it holds until the end of this start. */
  set value(value: T) {
    if (JSON.stringify(value) === JSON.stringify(this.#value)) return;
    this.#value = value;
    this.#last = this.#last.then(() => writeWhole(this.#path, `${JSON.stringify(value)}\n`)).catch(() => {});
  }

  /** Resolves when the disk has it, or has refused it. */
  get written(): Promise<void> {
    return this.#last;
  }
}

function readAs<T>(path: string, schema: GenericSchema<unknown, T>): T | null {
  try {
    const read = safeParse(schema, JSON.parse(readFileSync(path, 'utf8')));
    return read.success ? read.output : null;
  } catch {
    return null;
  }
}
