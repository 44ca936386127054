/** @file The nodes of a graph in an order in which they can be computed; whatever order the file has. Names are checked on the way. */
import type { Numbers } from '../../findings/finding.ts';
import { InputError } from '../../findings/input-error.ts';
import type { FindingCode } from '../../findings/messages.ts';
import type { OnnxModel, OnnxNode } from './graph.ts';
import { named } from './named.ts';

export interface Sorted {
  /** Those that lead to an output, each after all that it reads, else in the order of the file. */
  readonly nodes: readonly OnnxNode[];
  /** Those that lead nowhere. */
  readonly unused: readonly OnnxNode[];
  /** How often each value is read by what leads to an output, an output of the graph being a reader. */
  readonly readers: ReadonlyMap<string, number>;
}

/** Names in a circle that a sentence lists. */
const LONGEST_CIRCLE = 8;

/** @throws InputError onnx_value_twice, onnx_value_missing, onnx_output_missing, onnx_cycle */
export function sortNodes(file: string, { nodes, initialisers, inputs, outputs }: OnnxModel): Sorted {
  const refuse = (code: FindingCode, numbers: Numbers): never => {
    throw new InputError(code, { file, ...numbers });
  };
  const maker = new Map<string, OnnxNode | null>();
  const define = (name: string, by: OnnxNode | null) => {
    if (maker.has(name)) refuse('onnx_value_twice', { value: named(name) });
    maker.set(name, by);
  };
  for (const { name } of initialisers) define(name, null);
  // an initialiser may stand among the inputs as well, where it is a value that could be given otherwise
  const stored = new Set(maker.keys());
  for (const { name } of inputs) if (!stored.delete(name)) define(name, null);
  for (const node of nodes) for (const name of node.outputs) if (name !== '') define(name, node);

  const reads = new Map<OnnxNode, readonly OnnxNode[]>();
  for (const node of nodes) {
    const missing = node.inputs.find((value) => value !== '' && !maker.has(value));
    if (missing !== undefined) refuse('onnx_value_missing', { op: named(node.op), node: titleOf(node), value: named(missing) });
    const sources = new Set(node.inputs.map((value) => maker.get(value)).filter((source) => source !== undefined && source !== null));
    reads.set(node, [...sources]);
  }
  const lost = outputs.find(({ name }) => !maker.has(name));
  if (lost) refuse('onnx_output_missing', { value: named(lost.name) });

  const order = inOrder(nodes, reads);
  if ('circle' in order) return refuse('onnx_cycle', { path: printCircle(order.circle) });

  const live = new Set<OnnxNode>();
  for (const { name } of outputs) if (maker.get(name)) live.add(maker.get(name)!);
  // what is added while it is gone through is gone through as well
  for (const node of live) for (const source of reads.get(node)!) live.add(source);
  const used = order.ordered.filter((node) => live.has(node));
  const readers = new Map<string, number>();
  for (const name of [...used.flatMap((node) => node.inputs), ...outputs.map(({ name }) => name)])
    readers.set(name, (readers.get(name) ?? 0) + 1);
  return { nodes: used, unused: nodes.filter((node) => !live.has(node)), readers };
}

/** What a sentence calls a node: by its name, else by what it gives. */
export function titleOf({ name, outputs }: OnnxNode): string {
  return named(name || (outputs.find((output) => output !== '') ?? ''));
}

/** Each node right after what it waits for, so that a file that is in order keeps it; in place of an order, a circle if there is one. */
function inOrder(
  nodes: readonly OnnxNode[],
  reads: ReadonlyMap<OnnxNode, readonly OnnxNode[]>,
): { readonly ordered: readonly OnnxNode[] } | { readonly circle: readonly OnnxNode[] } {
  const ordered = new Set<OnnxNode>();
  for (const start of nodes) {
    // nodes that wait for the one after them, each with how many of its sources have been seen to
    const waiting = new Map<OnnxNode, number>();
    const path = ordered.has(start) ? [] : [start];
    while (path.length > 0) {
      const node = path.at(-1)!;
      const seen = waiting.get(node) ?? 0;
      const source = reads.get(node)![seen];
      waiting.set(node, seen + 1);
      if (source === undefined) {
        ordered.add(path.pop()!);
      } else if (!ordered.has(source)) {
        if (waiting.has(source)) return { circle: path.slice(path.indexOf(source)) };
        path.push(source);
      }
    }
  }
  return { ordered: [...ordered] };
}

/** "a → b → a", from what gives to what reads; in the circle each stands before what it reads. */
function printCircle([first, ...others]: readonly OnnxNode[]): string {
  const names = [first!, ...others.toReversed()].map(titleOf);
  const shown = names.length > LONGEST_CIRCLE ? [...names.slice(0, LONGEST_CIRCLE), '…'] : names;
  return [...shown, shown[0]!].join(' → ');
}
