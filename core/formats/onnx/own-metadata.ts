/**
 * @file What an ONNX file of this program says beside its graph, in its metadata: the drawing, how it was trained, how columns are scaled,
 * and the counts of batches that BatchNorm has seen, for no operator reads them.
 */
import { parseJson } from '../../document/json.ts';
import { readRun, type TrainedOn, type Weights } from '../model-file.ts';

const DRAWING = 'gradscape';
/** As in a model file. */
const RUN = 'gradscape.run';
const SCALING = 'gradscape.scaling';
const COUNTERS = 'gradscape.counters';

export interface OwnMetadata extends Pick<Weights, 'step' | 'data' | 'summary'> {
  /** By the names of the state_dict. */
  readonly counters: ReadonlyMap<string, number>;
}

/** Of the state, what is `inGraph` stands there; what else is a single number is a counter. */
export function metadataOf(drawing: string, { state, step, data, summary }: Weights, inGraph: ReadonlySet<string>): Map<string, string> {
  const { scaling, ...about } = data ?? { scaling: null };
  const finite = Object.entries(summary).filter(([, value]) => typeof value === 'string' || Number.isFinite(value));
  const counters = state
    .filter(({ name, shape }) => shape.length === 0 && !inGraph.has(name))
    .map(({ name, values }) => [name, values[0]!] as const);
  const metadata = new Map([
    [DRAWING, drawing],
    [RUN, JSON.stringify({ step, data: data && about, summary: Object.fromEntries(finite) })],
  ]);
  if (scaling) metadata.set(SCALING, JSON.stringify({ offset: [...scaling.offset], scale: [...scaling.scale] }));
  if (counters.length > 0) metadata.set(COUNTERS, JSON.stringify(counters));
  return metadata;
}

/** The drawing, if there is one. */
export function drawingIn(metadata: ReadonlyMap<string, string>): string | undefined {
  return metadata.get(DRAWING);
}

/** What stands beside the drawing. @throws InputError json_malformed, model_metadata; null if it is of another form */
export function readOwnMetadata(file: string, metadata: ReadonlyMap<string, string>): OwnMetadata | null {
  const { step, data, summary } = readRun(file, metadata.get(RUN));
  const scaling = readScaling(file, metadata.get(SCALING));
  const counters = readCounters(file, metadata.get(COUNTERS));
  return scaling === undefined || counters === null ? null : { step, data: data && { ...data, scaling }, summary, counters };
}

function readScaling(file: string, text: string | undefined): TrainedOn['scaling'] | undefined {
  if (text === undefined) return null;
  const { offset, scale } = Object(parseJson(`${file} (${SCALING})`, text)) as Record<string, unknown>;
  if (!areNumbers(offset) || !areNumbers(scale) || offset.length !== scale.length) return undefined;
  return { offset: Float32Array.from(offset), scale: Float32Array.from(scale) };
}

function areNumbers(value: unknown): value is number[] {
  return Array.isArray(value) && value.every((number) => typeof number === 'number');
}

function readCounters(file: string, text: string | undefined): Map<string, number> | null {
  if (text === undefined) return new Map();
  const entries = parseJson(`${file} (${COUNTERS})`, text);
  const areCounters = Array.isArray(entries) && entries.every((entry) => Array.isArray(entry) && isCounter(entry as unknown[]));
  return areCounters ? new Map(entries as [string, number][]) : null;
}

function isCounter([name, count]: readonly unknown[]): boolean {
  return typeof name === 'string' && Number.isSafeInteger(count) && (count as number) >= 0;
}
