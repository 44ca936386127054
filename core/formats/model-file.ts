/**
 * @file The model file: a safetensors file whose tensors are named as PyTorch's state_dict names them, with the document in
 * its metadata. What PyTorch has no name for, the state of the optimizer and the scaling of the data, stands under the
 * prefix `gradscape.`, which its readers can leave out.
 */
import type { Document } from '../document/document.ts';
import { parseJson } from '../document/json.ts';
import { ownText, savedText, type OwnText } from '../document/own-text.ts';
import { parseDocument } from '../document/parse-document.ts';
import { shownName } from '../document/shown.ts';
import type { Numbers } from '../findings/finding.ts';
import { InputError } from '../findings/input-error.ts';
import type { Clause } from '../findings/messages.ts';
import type { Shape } from '../tensor/shape.ts';
import { migrateModel, MODEL_VERSION } from './model-migrations.ts';
import { dataSection, readSafetensors, writeSafetensors, type Dtype, type Safetensors, type StoredTensor } from './safetensors.ts';
import { sha256 } from './sha256.ts';

/** The metadata under which the drawing stands: a file that has it is a model file. */
export const DRAWING = 'gradscape';
const VERSION = 'gradscape.version';
const DIGEST = 'gradscape.sha256';
const RUN = 'gradscape.run';
/** Metadata that this version writes and reads. */
const OWN: readonly string[] = [DRAWING, VERSION, DIGEST, RUN];
/** As PyTorch's own writer says. */
const FORMAT = ['format', 'pt'] as const;

const RESERVED = 'gradscape.';
const OPTIMIZER = 'gradscape.optimizer.';
const OFFSET = 'gradscape.scaling.offset';
const SCALE = 'gradscape.scaling.scale';

/** PyTorch counts batches in an int64 scalar; the engine keeps the count as a number like all others. */
export const COUNTER = '.num_batches_tracked';

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
  /** What else stood in the file that they came from. */
  readonly rest?: Rest | undefined;
}

/** What of a file says nothing to this version: it is kept, and written again. */
export interface Rest {
  /** All of its metadata in their order; of those that are known the place alone. */
  readonly metadata: readonly (readonly [name: string, text: string])[];
  /** Tensors under the prefix `gradscape.` that are not known here. */
  readonly tensors: readonly (StoredTensor & { readonly name: string })[];
  /** Fields of `gradscape.run` that are not known here. */
  readonly run: Readonly<Record<string, unknown>>;
  /** The drawing, where it is not written as printDocument writes it. */
  readonly text: OwnText | undefined;
}

export interface Model {
  readonly document: Document;
  readonly weights: Weights;
}

/**
 * The bytes of a model file. Equal models give equal bytes, and what was read and not changed gives those that it was read from.
 * @throws InputError model_name_reserved, safetensors_header_long, safetensors_crowded, safetensors_text
 */
export async function writeModelFile({ document, weights }: Model): Promise<Uint8Array<ArrayBuffer>> {
  const { state, optimizer, step, data, summary, rest } = weights;
  for (const { name } of state) if (name.startsWith(RESERVED)) throw new InputError('model_name_reserved', { name });
  const tensors = [...state.map(stored), ...optimizer.map(({ name, ...tensor }) => stored({ name: OPTIMIZER + name, ...tensor }))];
  if (data?.scaling)
    for (const [name, values] of [
      [OFFSET, data.scaling.offset],
      [SCALE, data.scaling.scale],
    ] as const)
      tensors.push(stored({ name, shape: [values.length], values }));
  tensors.push(...(rest?.tensors ?? []));
  const { scaling: _, ...about } = data ?? { scaling: null };
  const finite = Object.entries(summary).filter(([, value]) => typeof value === 'string' || Number.isFinite(value));
  const run = { step, data: data && about, summary: Object.fromEntries(finite), ...rest?.run };
  const metadata = new Map<string, string>(rest?.metadata ?? [FORMAT]);
  metadata.set(DRAWING, savedText(document, rest?.text));
  metadata.set(VERSION, String(MODEL_VERSION));
  metadata.set(DIGEST, await sha256(dataSection(tensors)));
  metadata.set(RUN, JSON.stringify(run));
  return writeSafetensors(tensors, metadata);
}

/**
 * The model in a file. `file` names it in a refusal.
 * @throws InputError safetensors_*, document_*, model_*
 */
export function readModelFile(file: string, bytes: Uint8Array): Promise<Model> {
  return modelIn(file, readSafetensors(file, bytes));
}

/** The model in a container. @throws InputError document_*, model_* */
export async function modelIn(file: string, container: Safetensors): Promise<Model> {
  const version = readVersion(file, container.metadata.get(VERSION));
  await requireIntact(file, container);
  const { tensors, metadata } = migrateModel(container, version);
  const drawing = metadata.get(DRAWING);
  if (drawing === undefined)
    throw new InputError('model_metadata', { file, name: DRAWING, part: 'clause:whole_part', expected: 'clause:a_text' });
  const document = parseDocument(file, drawing);
  const { step, data, summary, ...run } = readRun(file, metadata.get(RUN));
  const state: NamedTensor[] = [];
  const optimizer: NamedTensor[] = [];
  const unknown: Rest['tensors'][number][] = [];
  for (const [name, tensor] of tensors) {
    if (data && (name === OFFSET || name === SCALE)) continue;
    if (name.startsWith(OPTIMIZER)) optimizer.push({ ...loaded(file, name, tensor), name: name.slice(OPTIMIZER.length) });
    else if (name.startsWith(RESERVED)) unknown.push({ name, ...tensor, bytes: tensor.bytes.slice() });
    else state.push(loaded(file, name, tensor));
  }
  const scaling = readScaling(file, tensors);
  const placed = Array.from(metadata, ([name, text]) => [name, OWN.includes(name) ? '' : text] as const);
  const rest = worthKeeping({ metadata: placed, tensors: unknown, run, text: ownText(drawing, document) });
  return { document, weights: { state, optimizer, step, data: data && { ...data, scaling }, summary, rest } };
}

/** Nothing of what this version writes by itself. */
function worthKeeping(rest: Rest): Rest | undefined {
  const usual = [FORMAT, ...OWN.map((name) => [name, ''] as const)];
  const { metadata, tensors, run, text } = rest;
  const isUsual =
    metadata.length === usual.length && metadata.every(([name, value], at) => name === usual[at]![0] && value === usual[at]![1]);
  return isUsual && tensors.length === 0 && Object.keys(run).length === 0 && text === undefined ? undefined : rest;
}

/** What a file without one was written by is not known; the first version is the least to ask for. */
function readVersion(file: string, text = '1'): number {
  if (!/^[1-9]\d{0,8}$/.test(text))
    throw new InputError('model_metadata', { file, name: VERSION, part: 'clause:whole_part', expected: 'clause:whole_number_on', min: 1 });
  const version = Number(text);
  if (version > MODEL_VERSION) throw new InputError('document_newer', { file, got: version, expected: MODEL_VERSION });
  return version;
}

async function requireIntact(file: string, { metadata, data }: Safetensors): Promise<void> {
  const expected = metadata.get(DIGEST);
  if (expected === undefined) return;
  const got = await sha256(data);
  if (got !== expected) throw new InputError('model_damaged', { file, got, expected: shownName(expected) });
}

/** Names of parameters and buffers that belong to no block of the drawing. */
export function unusedIn({ document, weights }: Model): string[] {
  const blocks = new Set(document.nodes.map(({ name }) => name));
  return weights.state.map(({ name }) => name).filter((name) => !blocks.has(name.slice(0, Math.max(0, name.lastIndexOf('.')))));
}

function stored({ name, shape, values }: NamedTensor): StoredTensor & { name: string } {
  const integral = name.endsWith(COUNTER);
  const numbers = integral ? BigInt64Array.from(values, BigInt) : values;
  const dtype: Dtype = integral ? 'I64' : 'F32';
  return { name, dtype, shape, bytes: new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength) };
}

function loaded(file: string, name: string, { dtype, shape, bytes }: StoredTensor): NamedTensor {
  const expected: Dtype = name.endsWith(COUNTER) ? 'I64' : 'F32';
  if (dtype !== expected) throw new InputError('model_dtype', { file, name: shownName(name), got: dtype, expected });
  // a copy starts at 0, so that the numbers are aligned, and does not keep the whole file in memory
  return { name, shape, values: dtype === 'F32' ? new Float32Array(bytes.slice().buffer) : countsIn(file, name, bytes) };
}

/** Counts of batches, as the engine keeps them. @throws InputError model_counter */
export function countsIn(file: string, name: string, bytes: Uint8Array): Float32Array {
  const counts = Array.from(new BigInt64Array(bytes.slice().buffer), Number);
  if (!counts.every((count) => Number.isSafeInteger(count) && count >= 0))
    throw new InputError('model_counter', { file, name: shownName(name) });
  return Float32Array.from(counts);
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

/** The metadata `gradscape.run`, with whatever else stands in it. */
interface Run {
  readonly step: number;
  readonly data: Omit<TrainedOn, 'scaling'> | null;
  readonly summary: Weights['summary'];
}

export function readRun(file: string, text: string | undefined): Run {
  if (text === undefined) return { step: 0, data: null, summary: {} };
  const name = RUN;
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
