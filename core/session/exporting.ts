/** @file A network as a file of another program: what the writers need of it, gathered from compiler, data and weights. */
import { check } from '../compiler/1-check.ts';
import { momentsOf } from '../compiler/moments.ts';
import { layoutOf } from '../datasets/csv/layout.ts';
import { SKELETONS } from '../datasets/digits/skeletons.ts';
import { baseName } from '../datasets/files.ts';
import { resolveDataSettings } from '../datasets/resolve-settings.ts';
import { sourceOf, type DatasetSettings } from '../datasets/spec.ts';
import type { Data } from '../datasets/table.ts';
import type { Document } from '../document/document.ts';
import type { Finding } from '../findings/finding.ts';
import { InputError } from '../findings/input-error.ts';
import { because, finding } from '../findings/messages.ts';
import type { Weights } from '../formats/model-file.ts';
import type { WrittenData, WrittenNetwork, WrittenParameter, WrittenSource } from '../formats/written-network.ts';
import type { Plan } from '../plan/plan.ts';
import { STREAMS } from '../tensor/random.ts';
import { elementCount } from '../tensor/shape.ts';
import { compileDocument, firstError } from './compiled.ts';
import { factsOf, type DataStore } from './data-store.ts';
import type { HeldRuns } from './held-runs.ts';
import { weightsFor } from './kept-weights.ts';
import type { Request } from './protocol.ts';
import { smallestBatch } from './run.ts';
import type { Workshop } from './workshop.ts';
import { writtenBlocks } from './written-blocks.ts';

type Wanted = Omit<Extract<Request, { type: 'export' }>, 'type' | 'id'>;

export interface Exported {
  readonly type: 'exported';
  readonly bytes: Uint8Array;
  readonly findings: readonly Finding[];
}

/** @throws InputError not_exportable, and what of the network the format has no way to say */
export async function exportNetwork({ document, format, modelFile }: Wanted, workshop: Workshop, runs: HeldRuns): Promise<Exported> {
  switch (format) {
    case 'pytorch': {
      const { network, findings } = await written(document, workshop.store, modelFile);
      const { writePython } = await pythonWriter();
      return { type: 'exported', bytes: await writePython(network), findings };
    }
    case 'onnx': {
      const { network, weights } = trained(document, workshop, runs);
      const { writeOnnx } = await onnxWriter();
      return { type: 'exported', ...writeOnnx(network, weights) };
    }
    default:
      return format satisfies never;
  }
}

/** What keeps a network from being written, without its weights. @throws InputError as `exportNetwork` does */
export async function checkExport({ document, format }: Pick<Wanted, 'document' | 'format'>, workshop: Workshop): Promise<void> {
  switch (format) {
    case 'pytorch': {
      const { network } = await written(document, workshop.store, null);
      const { writePython } = await pythonWriter();
      await writePython(network);
      return;
    }
    case 'onnx': {
      const blocks = wholeBlocks(document, workshop);
      const { requireOnnx } = await onnxWriter();
      requireOnnx(blocks);
      return;
    }
    default:
      format satisfies never;
  }
}

/** Fetched when they are wanted, which in most sessions they never are. */
const pythonWriter = () => import('../formats/pytorch/write-python.ts');
const onnxWriter = () => import('../formats/onnx/write-onnx.ts');

/** The network and its weights as they would be saved. @throws InputError not_exportable */
function trained(
  document: Document,
  workshop: Workshop,
  runs: HeldRuns,
): { readonly network: Pick<WrittenNetwork, 'document' | 'blocks'>; readonly weights: Weights } {
  return { network: { document, blocks: wholeBlocks(document, workshop) }, weights: weightsFor(document, workshop, runs).weights };
}

/** @throws InputError not_exportable, of what would be saved without weights */
function wholeBlocks(document: Document, workshop: Workshop): WrittenNetwork['blocks'] {
  const { plan, findings } = workshop.compile(document);
  if (!plan) throw new InputError('not_exportable', because(firstError(findings)!));
  return writtenBlocks(check(document, []));
}

/** @throws InputError not_exportable, of what is no network that could be trained if there were data for it */
async function written(
  document: Document,
  store: DataStore,
  modelFile: string | null,
): Promise<{ readonly network: WrittenNetwork; readonly findings: readonly Finding[] }> {
  const { training, plan, findings: flaws } = compileDocument(document, null);
  if (!plan) throw new InputError('not_exportable', because(firstError(flaws)!));
  const { data, why } = await dataFor(document, plan, store, training.seed);
  const findings = why ? [finding('export_without_data', {}, why)] : [];

  const graph = check(document, []);
  const loss = graph.losses[0]!;
  const network: WrittenNetwork = {
    document,
    blocks: writtenBlocks(graph),
    leftOut: {
      bypassed: graph.nodes.filter(({ bypassed }) => bypassed).map(({ node }) => node.name),
      unused: graph.nodes.filter(({ used, bypassed }) => !used && !bypassed).map(({ node }) => node.name),
    },
    task: loss.layer!.task!,
    parameters: parametersOf(plan),
    masks: masksOf(plan),
    training: { ...training, moments: momentsOf(training.optimizer).map(({ name }) => name), smallestBatch: smallestBatch(plan) },
    data,
    modelFile,
  };
  return { network, findings };
}

/** Every tensor that is drawn has a stream, in the order of the plan (engine/trainer.ts). */
function parametersOf({ tensors }: Plan): WrittenParameter[] {
  return tensors
    .filter(({ initial }) => initial !== null)
    .map(({ name, shape, initial, role }, index) => ({ name, shape, initial: initial!, role, stream: STREAMS.initialise + index }))
    .filter(({ role }) => role === 'parameter');
}

function masksOf({ forward, tensors }: Plan): Map<string, number> {
  return new Map(forward.flatMap((step) => (step.kernel === 'dropout' ? [[tensors[step.y]!.node!, step.stream] as const] : [])));
}

/** The data that the document names; `why` there are none to write, if the document names some. */
async function dataFor(
  document: Document,
  { parameters }: Plan,
  store: DataStore,
  seed: number,
): Promise<{ readonly data: WrittenData | null; readonly why: ReturnType<typeof because> | null }> {
  const { dataset } = document;
  const { data, problem, missing } = await store.lookUp(dataset, seed);
  if (problem) return { data: null, why: because(problem) };
  if (!data) return { data: null, why: missing.length > 0 ? { why: 'clause:files_missing', names: missing.join(', ') } : null };
  const misfit = firstError(compileDocument(document, factsOf(data)).findings);
  if (misfit) return { data: null, why: because(misfit) };
  if (parameters.length === 0) return { data: null, why: because(finding('parameters_missing', {}, {})) };
  return { data: writtenData(dataset!, data, store), why: null };
}

function writtenData(spec: DatasetSettings, { train, validation, scaling }: Data, store: DataStore): WrittenData {
  const { task, classes, targetWidth, shape } = train;
  return { source: writtenSource(spec, store), task, classes, targetWidth, width: elementCount(shape), train, validation, scaling };
}

/** The settings have been read by, so they are as their source wants them. */
function writtenSource(spec: DatasetSettings, store: DataStore): WrittenSource {
  const settings = resolveDataSettings(sourceOf(spec).settings, spec) as unknown as Readonly<Record<string, never>>;
  switch (spec.source) {
    case 'csv': {
      const { path, target, delimiter, header, decimal } = settings;
      return {
        kind: 'csv',
        path: path!,
        decimal: decimal!,
        ...layoutOf(baseName(path!), store.file(path!)!, { target: target!, delimiter: delimiter!, header: header!, decimal: decimal! }),
      };
    }
    case 'idx':
      return { kind: 'idx', images: settings['images']!, labels: settings['labels']! };
    case 'digits':
      return { kind: 'digits', rows: settings['rows']!, noise: settings['noise']!, skeletons: SKELETONS };
    default:
      return { kind: 'rows' };
  }
}
