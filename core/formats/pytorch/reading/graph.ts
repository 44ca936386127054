/** @file The network as it is found while its `forward` is followed: blocks in the order of their calls, and the shapes that they tell. */
import type { Layer } from '../../../layers/layer.ts';
import { isRefusal } from '../../../layers/layer.ts';
import { resolveSettings } from '../../../layers/resolve-settings.ts';
import { elementCount, sameShape, type Shape } from '../../../tensor/shape.ts';
import type { Doubt, Span } from './source.ts';
import type { Extents, LayerModule, Special, Tensor, Value } from './value.ts';

/** A call of `forward` that a block stands for. */
export interface Traced {
  /** 'LogSoftmax' is no block of its own: it belongs to a loss. */
  readonly what: Layer | 'Input' | 'LogSoftmax';
  readonly settings: Record<string, unknown>;
  /** Places in the list of what was traced. */
  readonly inputs: readonly number[];
  /** The module that was called, if it was one. */
  readonly module: Value | null;
  /** Of an Input the parameter of `forward`, else the variable that first took what it gives. */
  variable: string | null;
  readonly span: Span;
}

export interface Graph {
  readonly traced: Traced[];
  /** Of each Input by its place, as soon as something tells it. */
  readonly shapes: Map<number, Shape>;
  /** PyTorch's name of each module in the network, '' for itself. */
  readonly paths: ReadonlyMap<Value, string>;
  /** Where each module was called first. */
  readonly called: Map<Value, Span>;
  /** Places of what was written over afterwards, and where. */
  readonly overwritten: Map<number, Span>;
  /** Losses that `forward` itself takes. */
  readonly losses: { readonly loss: LayerModule | Special | Doubt; readonly of: number; readonly span: Span }[];
}

export function emptyGraph(paths: ReadonlyMap<Value, string>): Graph {
  return { traced: [], shapes: new Map(), paths, called: new Map(), overwritten: new Map(), losses: [] };
}

export function addInput(graph: Graph, name: string, span: Span): Tensor {
  const from = graph.traced.push({ what: 'Input', settings: {}, inputs: [], module: null, variable: name, span }) - 1;
  return { kind: 'tensor', from, extents: { input: from, flat: false } };
}

/** A block that reads these tensors; what it takes tells the shape of an Input before it. */
export function addBlock(
  graph: Graph,
  what: Layer | 'LogSoftmax',
  settings: Record<string, unknown>,
  module: Value | null,
  reads: readonly Tensor[],
  span: Span,
): Tensor {
  const inputs = reads.map(({ from }) => from);
  const from = graph.traced.push({ what, settings, inputs, module, variable: null, span }) - 1;
  const width = settings['in_features'] ?? settings['num_features'];
  if (typeof width === 'number') tell(graph, reads[0]!.extents, [width]);
  const known = reads.map(({ extents }) => shapeOf(graph, extents)).find((shape) => shape !== null);
  // a sum has inputs of one shape
  if (known && reads.length > 1) for (const { extents } of reads) tell(graph, extents, known);
  return { kind: 'tensor', from, extents: what === 'LogSoftmax' ? reads[0]!.extents : extentsAfter(graph, what, settings, reads) };
}

function extentsAfter(graph: Graph, layer: Layer, settings: Record<string, unknown>, reads: readonly Tensor[]): Extents {
  const [first] = reads as [Tensor];
  const { values } = resolveSettings(layer, settings, { node: '', name: '' }, []);
  const shapes = reads.map(({ extents }) => shapeOf(graph, extents));
  if (shapes.every((shape) => shape !== null)) {
    const shape = layer.infer(values, shapes);
    if (!isRefusal(shape)) return shape;
    // the shapes do not fit, which is said where the network is shown: go on with what it gives all the same
    return typeof values['out_features'] === 'number' ? [values['out_features']] : first.extents;
  }
  // what it does to rows of some shape is what it does to those that are not known yet
  const some = [2, 3];
  const after = layer.infer(
    values,
    reads.map(() => some),
  );
  if (Array.isArray(first.extents) || isRefusal(after)) return first.extents;
  const flattened = !sameShape(after, some);
  return { ...(first.extents as Exclude<Extents, readonly number[]>), ...(flattened ? { flat: true } : {}) };
}

/** The shape of a row, or null if nothing has told it yet. */
export function shapeOf(graph: Graph, extents: Extents): Shape | null {
  if (isKnown(extents)) return extents;
  const shape = graph.shapes.get(extents.input);
  if (!shape) return null;
  return extents.flat ? [elementCount(shape)] : shape;
}

/** That rows here have this shape, unless it is known already. */
export function tell(graph: Graph, extents: Extents, shape: Shape): void {
  if (!isKnown(extents) && !graph.shapes.has(extents.input)) graph.shapes.set(extents.input, shape);
}

function isKnown(extents: Extents): extents is readonly number[] {
  return Array.isArray(extents);
}
