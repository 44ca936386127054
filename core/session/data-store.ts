/** @file The data that the document names, read once and kept until the document or a file says otherwise. */
import type { DataFacts } from '../compiler/data-facts.ts';
import { baseName } from '../datasets/files.ts';
import { loadData } from '../datasets/load.ts';
import { missingFiles, namedFiles, type DatasetSettings } from '../datasets/spec.ts';
import type { Data } from '../datasets/table.ts';
import { InputError } from '../findings/input-error.ts';
import { elementCount } from '../tensor/shape.ts';
import type { DataSummary, Event, GivenFile } from './protocol.ts';

export class DataStore {
  readonly #files = new Map<string, Uint8Array>();
  /** How often a file of each name was given. */
  readonly #times = new Map<string, number>();
  #key: string | null = null;
  #version = 0;
  #data: Data | null = null;
  #problem: InputError | null = null;
  #missing: readonly string[] = [];

  get data(): Data | null {
    return this.#data;
  }

  /** Why there are no data. */
  get problem(): InputError | null {
    return this.#problem;
  }

  /** Counts the times that the files of these data were given: the same spec may name other rows afterwards. */
  get version(): number {
    return this.#version;
  }

  /** Files replace those of the same name; the data are read anew when they are next asked for. */
  give(files: readonly GivenFile[]): void {
    for (const { name, bytes } of files) {
      this.#files.set(name, bytes);
      this.#times.set(name, (this.#times.get(name) ?? 0) + 1);
    }
    if (files.length > 0) this.#key = null;
  }

  /** Reads what `spec` names unless it is here already; returns whether it had to. What was here stays until it is read. */
  async require(spec: DatasetSettings | undefined, seed: number): Promise<boolean> {
    const key = JSON.stringify([spec, seed]);
    if (key === this.#key) return false;
    const missing = spec ? missingFiles(spec, this.#files) : [];
    let data: Data | null = null;
    let problem: InputError | null = null;
    try {
      if (spec && missing.length === 0) data = await loadData(spec, this.#files, seed);
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      problem = error;
    }
    this.#data = data;
    this.#problem = problem;
    this.#missing = missing;
    this.#version = spec ? this.#timesGiven(namedFiles(spec)) : 0;
    this.#key = key;
    return true;
  }

  /** Under the path as written or its last part: `givenFile` takes either. */
  #timesGiven(paths: readonly string[]): number {
    const names = new Set(paths.flatMap((path) => [path, baseName(path)]));
    return [...names].reduce((sum, name) => sum + (this.#times.get(name) ?? 0), 0);
  }

  get event(): Extract<Event, { type: 'data' }> {
    const problem = this.#problem && { code: this.#problem.code, numbers: this.#problem.numbers, sentence: this.#problem.message };
    return { type: 'data', data: this.#data && summaryOf(this.#data), problem, missing: this.#missing };
  }

  get facts(): DataFacts | null {
    if (!this.#data) return null;
    const { name, shape, task, classes, targetWidth } = this.#data.train;
    return { name, width: elementCount(shape), task, classes: classes.length, targetWidth };
  }
}

function summaryOf({ train, validation }: Data): DataSummary {
  const { name, shape, task, classes, columns } = train;
  return { name, trainRows: train.rows, validationRows: validation.rows, width: elementCount(shape), task, classes, columns };
}
