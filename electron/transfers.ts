/** @file Contents that are on their way between the page and the disk, by pieces. The page may go at any time; then they all end. */
import { randomUUID } from 'node:crypto';
import type { ShellFile, ShellReading } from './bridge.ts';
import { refused } from './refusal.ts';

/** Something that is read by pieces. */
export interface Reading {
  readonly size: number;
  read(from: number, length: number): Promise<Uint8Array>;
  end(): Promise<void>;
}

/** Something that is made by pieces, and is nowhere to be seen before it is finished. */
export interface Making {
  write(bytes: Uint8Array): Promise<void>;
  finish(): Promise<ShellFile | null>;
  discard(): Promise<void>;
}

/** At once, of either: each holds a file open. */
const MOST = 32;

/** Those of one kind, by the ids that the page knows them by. */
class UnderWay<T> {
  readonly #all = new Map<string, T>();
  #beginning = 0;

  /** Null if `begin` comes to nothing. @throws InputError if there are too many, before anything is begun */
  async begin(begin: () => Promise<T | null>): Promise<{ readonly id: string; readonly value: T } | null> {
    if (this.#all.size + this.#beginning >= MOST) throw refused('clause:shell_many_files');
    this.#beginning += 1;
    try {
      const value = await begin();
      if (value === null) return null;
      const id = randomUUID();
      this.#all.set(id, value);
      return { id, value };
    } finally {
      this.#beginning -= 1;
    }
  }

  /** @throws InputError if it has come to its end */
  get(id: string): T {
    const value = this.#all.get(id);
    if (value === undefined) throw refused('clause:shell_transfer_gone');
    return value;
  }

  take(id: string): T | undefined {
    const value = this.#all.get(id);
    this.#all.delete(id);
    return value;
  }

  takeAll(): readonly T[] {
    const all = [...this.#all.values()];
    this.#all.clear();
    return all;
  }
}

export class Transfers {
  readonly #readings = new UnderWay<Reading>();
  readonly #makings = new UnderWay<Making>();

  /** Null if there is nothing to read. @throws InputError */
  async beginReading(begin: () => Promise<Reading | null>): Promise<ShellReading | null> {
    const reading = await this.#readings.begin(begin);
    return reading && { id: reading.id, size: reading.value.size };
  }

  /** @throws InputError */
  read(id: string, from: number, length: number): Promise<Uint8Array> {
    return this.#readings.get(id).read(from, length);
  }

  async endReading(id: string): Promise<null> {
    await this.#readings.take(id)?.end();
    return null;
  }

  /** Null if there is nothing to make. @throws InputError */
  async beginMaking(begin: () => Promise<Making | null>): Promise<string | null> {
    return (await this.#makings.begin(begin))?.id ?? null;
  }

  /** @throws InputError; then nothing is left of what was written */
  async write(id: string, bytes: Uint8Array): Promise<null> {
    await this.#makings.get(id).write(bytes);
    return null;
  }

  /** @throws InputError */
  async finish(id: string): Promise<ShellFile | null> {
    const making = this.#makings.get(id);
    this.#makings.take(id);
    return making.finish();
  }

  async discard(id: string): Promise<null> {
    await this.#makings.take(id)?.discard();
    return null;
  }

  /** Nobody is there any more to go on with any of them. */
  async endAll(): Promise<void> {
    const [readings, makings] = [this.#readings.takeAll(), this.#makings.takeAll()];
    await Promise.allSettled([...readings.map((reading) => reading.end()), ...makings.map((making) => making.discard())]);
  }
}
