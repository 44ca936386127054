/**
 * @file An ONNX file that this program wrote, opened as it was saved: with its drawing, its training and all. The drawing is believed only
 * where it still writes the very graph of the file; what another program has changed since is read by its graph.
 */
import { parseDocument } from '../../document/parse-document.ts';
import { InputError } from '../../findings/input-error.ts';
import { sameShape } from '../../tensor/shape.ts';
import type { NamedTensor } from '../model-file.ts';
import type { DrawnNetwork, Opened, Wish } from '../opened.ts';
import type { OnnxAttribute, OnnxModel } from './graph.ts';
import { drawingIn, readOwnMetadata } from './own-metadata.ts';
import { graphOf, type WrittenGraph } from './write-graph.ts';
import { OPSET } from './write-onnx.ts';

/** Whether there is a drawing in the file, be it its own or not. */
export function holdsDrawing({ metadata }: OnnxModel): boolean {
  return drawingIn(metadata) !== undefined;
}

/** The network as it was saved; null if the file does not hold it, or no longer. */
export function readOwn(file: string, model: OnnxModel, networkOf: NonNullable<Wish['networkOf']>): Opened | null {
  const drawing = drawingIn(model.metadata);
  if (drawing === undefined) return null;
  try {
    const document = parseDocument(file, drawing);
    const network = networkOf(document);
    const about = readOwnMetadata(file, model.metadata);
    if (!network || !about) return null;
    const { counters, ...run } = about;
    const state = stateIn(model, network, counters);
    return state && { origin: 'onnx', document, weights: { ...run, state, optimizer: [] }, findings: [] };
  } catch (error) {
    if (error instanceof InputError) return null;
    throw error;
  }
}

/** The state of the network in the graph; null if the graph is another one. */
function stateIn(model: OnnxModel, { blocks, state }: DrawnNetwork, counters: ReadonlyMap<string, number>): NamedTensor[] | null {
  const graph = graphOf(blocks);
  const stored = new Map(model.initialisers.map((tensor) => [tensor.name, tensor]));
  const isWhole = stored.size === model.initialisers.length && stored.size === graph.parameters.length + graph.constants.length;
  const isItsOwn =
    isWhole &&
    model.opsets.get('') === OPSET &&
    model.opsets.size === 1 &&
    printed(model) === printed(graph) &&
    graph.constants.every(({ name, shape, values }) => {
      const other = stored.get(name);
      return other?.type === 'FLOAT' && sameShape(shape, other.shape) && values.every((value, index) => value === other.values[index]);
    });
  if (!isItsOwn) return null;
  const inGraph = new Set(graph.parameters);
  const tensors: NamedTensor[] = [];
  for (const { name, shape } of state) {
    const tensor = stored.get(name);
    if (!inGraph.has(name)) tensors.push({ name, shape, values: Float32Array.of(counters.get(name) ?? 0) });
    else if (tensor?.values instanceof Float32Array && tensor.type === 'FLOAT' && sameShape(shape, tensor.shape))
      tensors.push({ name, shape, values: tensor.values });
    else return null;
  }
  return tensors;
}

function printed({ nodes, inputs, outputs }: Pick<WrittenGraph, 'nodes' | 'inputs' | 'outputs'>): string {
  const plain = nodes.map(({ name, op, domain, inputs, outputs, attributes }) => {
    const entries = [...attributes].map(([attribute, each]) => [attribute, stored(each)] as const);
    return [name, op, domain, inputs, outputs, entries.sort(([a], [b]) => (a < b ? -1 : 1))];
  });
  const values = [...inputs, ...outputs].map(({ name, type, shape }) => [name, type, shape]);
  return JSON.stringify([plain, inputs.length, values]);
}

/** As a file holds it. */
function stored(attribute: OnnxAttribute): OnnxAttribute {
  return attribute.kind === 'float' ? { kind: 'float', value: Math.fround(attribute.value) } : attribute;
}
