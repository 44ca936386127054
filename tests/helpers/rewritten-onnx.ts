/** @file An ONNX model said otherwise: the same function by the means of other programs, drawn at random. */
import type { OnnxModel, OnnxNode, OnnxTensor } from '../../core/formats/onnx/graph.ts';
import type { Random } from '../../core/tensor/random.ts';
import { float, node, opset, tensor } from './onnx-model.ts';

/** A model under change: what follows adds to it. */
interface Draft {
  nodes: OnnxNode[];
  initialisers: OnnxTensor[];
  random: Random;
  fresh(): string;
}

const chance = (draft: Draft, share: number) => draft.random.uniform() < share;

function take(draft: Draft, name: string): OnnxTensor {
  return draft.initialisers.find((each) => each.name === name)!;
}

function store(draft: Draft, stored: OnnxTensor): string {
  draft.initialisers.push(stored);
  return stored.name;
}

function transposed({ name, shape, values }: OnnxTensor, fresh: string): OnnxTensor {
  const [rows, columns] = shape as [number, number];
  const turned = Array.from({ length: values.length }, (_, index) => values[(index % rows) * columns + Math.floor(index / rows)]!);
  return { ...tensor(name, [columns, rows], turned), name: fresh };
}

const scaled = (given: OnnxTensor, factor: number, name: string) => ({
  ...given,
  name,
  values: given.values.map((value) => value * factor),
});

/** Each way to write y = x · Wᵀ + b. Factors are powers of two, so that they round nothing. */
const PRODUCTS: readonly ((draft: Draft, gemm: OnnxNode) => OnnxNode[])[] = [
  (_, gemm) => [gemm],
  (draft, { inputs: [x, w, b], outputs: [y] }) => {
    const product = b === undefined ? y! : draft.fresh();
    const turned = store(draft, transposed(take(draft, w!), draft.fresh()));
    const sum = draft.random.uniform() < 0.5 ? `${product} ${b}` : `${b} ${product}`;
    return [node('MatMul', `${x} ${turned}`, product), ...(b === undefined ? [] : [node(chance(draft, 0.5) ? 'Add' : 'Sum', sum, y!)])];
  },
  (draft, { inputs: [x, w, b], outputs: [y] }) => {
    const turned = draft.fresh();
    const product = draft.fresh();
    return [
      node('Transpose', w!, turned, { perm: [1, 0] }),
      node('MatMul', `${x} ${turned}`, product),
      b === undefined ? node('Identity', product, y!) : node('Add', `${product} ${b}`, y!),
    ];
  },
  (draft, { inputs: [x, w, b], outputs: [y], name }) => {
    const half = store(draft, scaled(transposed(take(draft, w!), ''), 0.5, draft.fresh()));
    const four = b === undefined ? '' : store(draft, scaled(take(draft, b), 4, draft.fresh()));
    return [node('Gemm', `${x} ${half} ${four}`, y!, { alpha: float(2), beta: float(0.25) }, name)];
  },
];

/** What changes nothing, between a value and whoever reads it. */
const NOTHINGS: readonly ((draft: Draft, from: string, to: string) => OnnxNode[])[] = [
  (_, from, to) => [node('Identity', from, to)],
  (_, from, to) => [node('Cast', from, to, { to: 1 })],
  (draft, from, to) => [node('Mul', `${store(draft, tensor(draft.fresh(), [1], [1]))} ${from}`, to)],
  (draft, from, to) => [node('Add', `${from} ${store(draft, tensor(draft.fresh(), [], [0]))}`, to)],
  (draft, from, to) => [node('Sub', `${from} ${store(draft, tensor(draft.fresh(), [1, 1], [0]))}`, to)],
  (draft, from, to) => {
    const [axes, longer] = [store(draft, tensor(draft.fresh(), [1], [1], 'INT64')), draft.fresh()];
    return [node('Unsqueeze', `${from} ${axes}`, longer), node('Squeeze', `${longer} ${axes}`, to)];
  },
  (draft, from, to) => {
    const [extents, batch, rest, form] = [draft.fresh(), draft.fresh(), draft.fresh(), draft.fresh()];
    const [first, minus] = [store(draft, tensor(draft.fresh(), [1], [0], 'INT64')), node('Constant', '', rest, { value_ints: [-1] })];
    const parts = [node('Shape', from, extents), node('Gather', `${extents} ${first}`, batch), minus];
    return [...parts, node('Concat', `${batch} ${rest}`, form, { axis: 0 }), node('Reshape', `${from} ${form}`, to)];
  },
  (draft, from, to) => [node('Reshape', `${from} ${store(draft, tensor(draft.fresh(), [2], [0, -1], 'INT64'))}`, to)],
];

function shuffled<T>(random: Random, items: readonly T[]): T[] {
  return items
    .map((item) => [random.uniform(), item] as const)
    .sort(([a], [b]) => a - b)
    .map(([, item]) => item);
}

const pick = <T>(random: Random, items: readonly T[]): T => items[Math.floor(random.uniform() * items.length)]!;

/** The same function. Nodes have lost their names, what is said of this program's drawing is gone. */
export function rewritten(model: OnnxModel, random: Random): OnnxModel {
  let next = 0;
  const draft: Draft = { nodes: [], initialisers: [...model.initialisers], random, fresh: () => `v${next++}` };
  for (const each of model.nodes) {
    const nodes = each.op === 'Gemm' ? pick(random, PRODUCTS)(draft, each) : [{ ...each, name: '' }];
    const [y] = each.outputs as [string];
    if (!chance(draft, 0.4)) draft.nodes.push(...nodes);
    else {
      const before = draft.fresh();
      draft.nodes.push(...nodes.map((made) => ({ ...made, outputs: made.outputs.map((name) => (name === y ? before : name)) })));
      draft.nodes.push(...pick(random, NOTHINGS)(draft, before, y));
    }
  }
  const used = new Set(draft.nodes.flatMap(({ inputs }) => inputs));
  const initialisers: OnnxTensor[] = [];
  for (const stored of draft.initialisers) {
    if (!used.has(stored.name)) continue;
    const form = pick(random, ['node', 'double', 'stored', 'stored', 'stored']);
    if (form === 'node') draft.nodes.push(node('Constant', '', stored.name, { value: stored }));
    else if (form === 'double' && stored.type === 'FLOAT') {
      const double = { ...stored, name: draft.fresh(), type: 'DOUBLE' as const, values: Float64Array.from(stored.values) };
      draft.nodes.push(node('Cast', store({ ...draft, initialisers }, double), stored.name, { to: 1 }));
    } else initialisers.push(stored);
  }
  const ending = pick(random, ['', 'Softmax', 'LogSoftmax', 'Sigmoid']);
  const end = ending === '' ? [] : [node(ending, model.outputs[0]!.name, 'ending', ending.endsWith('Softmax') ? { axis: 1 } : {})];
  return {
    ...model,
    ...opset(pick(random, [14, 15, 17, 19, 20, 21])),
    producer: 'another',
    nodes: [...draft.nodes, ...end],
    initialisers: shuffled(random, initialisers),
    outputs: end.length > 0 ? [{ ...model.outputs[0]!, name: 'ending' }] : model.outputs,
    metadata: new Map(),
  };
}

/** Nodes in no order. */
export function unordered(model: OnnxModel, random: Random): OnnxModel {
  return { ...model, nodes: shuffled(random, model.nodes) };
}
