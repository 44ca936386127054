/** @file The data that the document names, read once and kept until the document or a file says otherwise. */
import type { DataFacts } from '../compiler/data-facts.ts';
import { baseName, givenFile } from '../datasets/files.ts';
import { loadData } from '../datasets/load.ts';
import { missingFiles, namedFiles, type DatasetSettings } from '../datasets/spec.ts';
import type { Data } from '../datasets/table.ts';
import { InputError } from '../findings/input-error.ts';
import { elementCount } from '../tensor/shape.ts';
import { isDenied } from './memory.ts';
import type { DataSummary, Event, GivenFile } from './protocol.ts';

export interface ReadData {
  readonly data: Data | null;
  /** Why there are none. */
  readonly problem: InputError | null;
  /** Files that were not given. */
  readonly missing: readonly string[];
}

export class DataStore {
  readonly #files = new Map<string, Uint8Array>();
  /** How often a file of each name was given. */
  readonly #times = new Map<string, number>();
  #key: string | null = null;
  #version = 0;
  #read: ReadData = { data: null, problem: null, missing: [] };

  get data(): Data | null {
    return this.#read.data;
  }

  /** Why there are no data. */
  get problem(): InputError | null {
    return this.#read.problem;
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
    this.#read = await this.read(spec, seed);
    this.#version = spec ? this.#timesGiven(namedFiles(spec)) : 0;
    this.#key = key;
    return true;
  }

  /** What `spec` names, from the files that were given; what is held stays. */
  async read(spec: DatasetSettings | undefined, seed: number): Promise<ReadData> {
    const missing = spec ? missingFiles(spec, this.#files) : [];
    try {
      const data = spec && missing.length === 0 ? await loadData(spec, this.#files, seed) : null;
      return { data, problem: null, missing };
    } catch (error) {
      const problem = isDenied(error) ? this.#memoryDenied(spec) : error;
      if (!(problem instanceof InputError)) throw error;
      return { data: null, problem, missing };
    }
  }

  #memoryDenied(spec: DatasetSettings | undefined): InputError {
    const paths = spec ? namedFiles(spec) : [];
    const got = paths.reduce((sum, path) => sum + (this.file(path)?.byteLength ?? 0), 0);
    return new InputError('data_memory_denied', { data: paths.join(', ') || (spec?.source ?? ''), got });
  }

  /** What `spec` names: as it is held, else read beside it. */
  async lookUp(spec: DatasetSettings | undefined, seed: number): Promise<ReadData> {
    return JSON.stringify([spec, seed]) === this.#key ? this.#read : this.read(spec, seed);
  }

  /** A file that was given, under the path as written or its last part. */
  file(path: string): Uint8Array | undefined {
    return givenFile(this.#files, path);
  }

  /** Under the path as written or its last part: `givenFile` takes either. */
  #timesGiven(paths: readonly string[]): number {
    const names = new Set(paths.flatMap((path) => [path, baseName(path)]));
    return [...names].reduce((sum, name) => sum + (this.#times.get(name) ?? 0), 0);
  }

  get event(): Extract<Event, { type: 'data' }> {
    const { data, problem, missing } = this.#read;
    const reason = problem && { code: problem.code, numbers: problem.numbers, sentence: problem.message };
    return { type: 'data', data: data && summaryOf(data), problem: reason, missing };
  }

  get facts(): DataFacts | null {
    return this.data && factsOf(this.data);
  }
}

/** What the compiler asks of data. */
export function factsOf({ train: { name, shape, task, classes, targetWidth } }: Data): DataFacts {
  return { name, width: elementCount(shape), task, classes: classes.length, targetWidth };
}

function summaryOf({ train, validation }: Data): DataSummary {
  const { name, shape, task, classes, columns } = train;
  return { name, trainRows: train.rows, validationRows: validation.rows, width: elementCount(shape), task, classes, columns };
}
