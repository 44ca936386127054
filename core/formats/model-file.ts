/**
 * @file The model file: a safetensors file whose tensors are named as PyTorch's state_dict names them, with the document in
 * its metadata. What PyTorch has no name for, the state of the optimizer and the scaling of the data, stands under the
 * prefix `gradscape.`, which its readers can leave out.
 */
import type { Document } from '../document/document.ts';
import { parseJson } from '../document/json.ts';
import { parseDocument } from '../document/parse-document.ts';
import { printDocument } from '../document/print-document.ts';
import type { Numbers } from '../findings/finding.ts';
import { InputError } from '../findings/input-error.ts';
import type { Clause } from '../findings/messages.ts';
import type { Shape } from '../tensor/shape.ts';
import { dataSection, readSafetensors, writeSafetensors, type Dtype, type StoredTensor } from './safetensors.ts';
import { sha256 } from './sha256.ts';

/** Raised when a reader of the version before could no longer make sense of the file. */
const VERSION = 1;

const RESERVED = 'gradscape.';
const OPTIMIZER = 'gradscape.optimizer.';
const OFFSET = 'gradscape.scaling.offset';
const SCALE = 'gradscape.scaling.scale';

/** PyTorch counts batches in an int64 scalar; the engine keeps the count as a number like all others. */
const COUNTER = '.num_batches_tracked';

export interface NamedTensor {
  readonly name: string;
  readonly shape: Shape;
  /** Row-major; a scalar (`[]`) has one. */
  readonly values: Float32Array;
}

/** What a network was trained on, as far as it takes to predict without it. */
export interface TrainedOn {
  readonly name: string;
  /** Names of the classes in the order of the outputs; empty for regression. */
  readonly classes: readonly string[];
  /** Names of the feature columns; empty for pictures. */
  readonly columns: readonly string[];
  /** Per column, x' = (x - offset) / scale; null if the data were taken as they are. */
  readonly scaling: { readonly offset: Float32Array; readonly scale: Float32Array } | null;
}

export interface Weights {
  /** Parameters and buffers, under the names of PyTorch's state_dict: `fc1.weight`, `bn1.running_mean`. */
  readonly state: readonly NamedTensor[];
  /** State of the optimizer, under the engine's names. */
  readonly optimizer: readonly NamedTensor[];
  /** Updates that made these weights. */
  readonly step: number;
  readonly data: TrainedOn | null;
  /** How the run stood, for people and scripts: loss, accuracy, seconds. Numbers that are not finite are not written. */
  readonly summary: Readonly<Record<string, number | string>>;
}

export interface Model {
  readonly document: Document;
  readonly weights: Weights;
}

/**
 * The bytes of a model file. Equal models give equal bytes.
 * @throws InputError model_name_reserved, safetensors_header_long
 */
export async function writeModelFile({ document, weights }: Model): Promise<Uint8Array<ArrayBuffer>> {
  const { state, optimizer, step, data, summary } = weights;
  for (const { name } of state) if (name.startsWith(RESERVED)) throw new InputError('model_name_reserved', { name });
  const tensors = [...state.map(stored), ...optimizer.map(({ name, ...tensor }) => stored({ name: OPTIMIZER + name, ...tensor }))];
  if (data?.scaling)
    for (const [name, values] of [
      [OFFSET, data.scaling.offset],
      [SCALE, data.scaling.scale],
    ] as const)
      tensors.push(stored({ name, shape: [values.length], values }));
  const finite = Object.entries(summary).filter(([, value]) => typeof value === 'string' || Number.isFinite(value));
  const run: Run = {
    step,
    data: data && { name: data.name, classes: data.classes, columns: data.columns },
    summary: Object.fromEntries(finite),
  };
  const metadata = new Map([
    ['format', 'pt'], // as PyTorch's own writer says
    ['gradscape', printDocument(document)],
    ['gradscape.version', String(VERSION)],
    ['gradscape.sha256', await sha256(dataSection(tensors))],
    ['gradscape.run', JSON.stringify(run)],
  ]);
  return writeSafetensors(tensors, metadata);
}

/**
 * The model in a file. `file` names it in a refusal.
 * @throws InputError safetensors_*, document_*, model_*
 */
export async function readModelFile(file: string, bytes: Uint8Array): Promise<Model> {
  const { tensors, metadata, data } = readSafetensors(file, bytes);
  const drawing = metadata.get('gradscape');
  if (drawing === undefined) throw plain(file, [...tensors.keys()]);
  const version = Number(metadata.get('gradscape.version') ?? VERSION);
  if (version > VERSION) throw new InputError('document_newer', { file, got: version, expected: VERSION });
  const expected = metadata.get('gradscape.sha256');
  const got = await sha256(data);
  if (expected !== undefined && got !== expected) throw new InputError('model_damaged', { file, got, expected });

  const document = parseDocument(file, drawing);
  const { step, data: trainedOn, summary } = readRun(file, metadata.get('gradscape.run'));
  const state: NamedTensor[] = [];
  const optimizer: NamedTensor[] = [];
  for (const [name, tensor] of tensors) {
    if (name.startsWith(OPTIMIZER)) optimizer.push({ ...loaded(file, name, tensor), name: name.slice(OPTIMIZER.length) });
    else if (!name.startsWith(RESERVED)) state.push(loaded(file, name, tensor));
  }
  const scaling = readScaling(file, tensors);
  return { document, weights: { state, optimizer, step, data: trainedOn && { ...trainedOn, scaling }, summary } };
}

function plain(file: string, names: readonly string[]): InputError {
  const some = names.slice(0, 3).join(', ');
  return new InputError('model_plain', { file, count: names.length, names: names.length > 3 ? `${some}, …` : some });
}

function stored({ name, shape, values }: NamedTensor): StoredTensor & { name: string } {
  const integral = name.endsWith(COUNTER);
  const numbers = integral ? BigInt64Array.from(values, BigInt) : values;
  const dtype: Dtype = integral ? 'I64' : 'F32';
  return { name, dtype, shape, bytes: new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength) };
}

function loaded(file: string, name: string, { dtype, shape, bytes }: StoredTensor): NamedTensor {
  const expected: Dtype = name.endsWith(COUNTER) ? 'I64' : 'F32';
  if (dtype !== expected) throw new InputError('model_dtype', { file, name, got: dtype, expected });
  // a copy starts at 0, so that the numbers are aligned, and does not keep the whole file in memory
  const { buffer } = bytes.slice();
  return { name, shape, values: dtype === 'I64' ? Float32Array.from(new BigInt64Array(buffer), Number) : new Float32Array(buffer) };
}

function readScaling(file: string, tensors: ReadonlyMap<string, StoredTensor>): TrainedOn['scaling'] {
  const offset = tensors.get(OFFSET);
  const scale = tensors.get(SCALE);
  if (!offset && !scale) return null;
  const expected = offset?.shape[0] ?? scale!.shape[0]!;
  if (offset?.shape.length !== 1 || scale?.shape.length !== 1 || scale.shape[0] !== expected)
    throw new InputError('model_scaling', { file, expected });
  return { offset: loaded(file, OFFSET, offset).values, scale: loaded(file, SCALE, scale).values };
}

/** The metadata `gradscape.run`. */
interface Run {
  readonly step: number;
  readonly data: Omit<TrainedOn, 'scaling'> | null;
  readonly summary: Weights['summary'];
}

export function readRun(file: string, text: string | undefined): Run {
  if (text === undefined) return { step: 0, data: null, summary: {} };
  const name = 'gradscape.run';
  const run = parseJson(`${file} (${name})`, text);
  const demand = (holds: boolean, part: string, expected: Clause, numbers: Numbers = {}) => {
    if (!holds) throw new InputError('model_metadata', { ...numbers, file, name, part, expected });
  };
  demand(isObject(run), 'clause:whole_part', 'clause:an_object');
  const { step, data, summary } = run as Record<string, unknown>;
  demand(Number.isSafeInteger(step) && (step as number) >= 0, 'step', 'clause:whole_number_on', { min: 0 });
  demand(data === null || isObject(data), 'data', 'clause:object_or_null');
  if (isObject(data)) {
    demand(typeof data['name'] === 'string', 'data.name', 'clause:a_text');
    demand(isTexts(data['classes']), 'data.classes', 'clause:list_of_texts');
    demand(isTexts(data['columns']), 'data.columns', 'clause:list_of_texts');
  }
  demand(
    isObject(summary) && Object.values(summary).every((value) => typeof value === 'number' || typeof value === 'string'),
    'summary',
    'clause:object_of_numbers_and_texts',
  );
  return run as Run;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}
