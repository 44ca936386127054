/** @file What the network ends in: a document has one end, where its loss stands. */
import { InputError } from '../../findings/input-error.ts';
import { printShape } from '../../tensor/shape.ts';
import { listed } from './draft.ts';
import type { OnnxModel, OnnxNode } from './graph.ts';
import type { Known, Rows } from './known.ts';
import { named } from './named.ts';

export interface Output {
  readonly rows: Rows;
  /** Names of further outputs, each computed on the way to this one. */
  readonly inner: readonly string[];
}

/**
 * `nodes` are those that lead to an output, in order.
 * @throws InputError onnx_outputs, onnx_output_shape
 */
export function findOutput(file: string, { outputs }: OnnxModel, nodes: readonly OnnxNode[], known: ReadonlyMap<string, Known>): Output {
  const names = new Set(outputs.map(({ name }) => name));
  const end = nodes.findLast((node) => names.has(node.outputs[0] ?? ''))?.outputs[0] ?? outputs[0]!.name;
  const before = valuesBefore(end, nodes);
  const inner = [...names].filter((name) => name !== end);
  if (!inner.every((name) => before.has(name)))
    throw new InputError('onnx_outputs', { file, count: names.size, names: listed([...names].map(named)) });
  const rows = known.get(end);
  const isRow = rows?.kind === 'rows' && rows.drawn.length === 1 && rows.shape.length <= 1;
  if (!isRow) {
    const got = rows?.kind === 'rows' ? printShape(rows.shape, true) : 'clause:onnx_constant';
    throw new InputError('onnx_output_shape', { file, value: named(end), got });
  }
  return { rows, inner: inner.map(named) };
}

/** All that a value is computed from. */
function valuesBefore(end: string, nodes: readonly OnnxNode[]): ReadonlySet<string> {
  const before = new Set([end]);
  for (const { inputs, outputs } of nodes.toReversed()) if (before.has(outputs[0] ?? '')) for (const name of inputs) before.add(name);
  return before;
}
