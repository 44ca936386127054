/** @file What is known of each node and wire, with or without a plan: what the canvas and `gradscape info` show. */
import { edgeName, type Document } from '../document/document.ts';
import { printExtents } from '../layers/print-extents.ts';
import { Builder } from '../ops/builder.ts';
import { flops } from '../ops/flops.ts';
import { isView, type Value } from '../ops/op.ts';
import type { NodeOutline, Outline } from '../plan/outline.ts';
import type { Plan } from '../plan/plan.ts';
import { elementCount } from '../tensor/shape.ts';
import type { Graph, GraphNode } from './1-check.ts';
import { inputShapes, type Shapes } from './2-infer.ts';
import { lowerNode, type LoweredNode } from './3-lower.ts';
import { momentsOf } from './moments.ts';
import type { Training } from './training.ts';

const BYTES = 4;
const NOTHING = { parameters: 0, flops: 0, memory: 0 } as const;

/** How much there is of each number: of a parameter, also its gradient and the optimizer's state. */
interface Copies {
  readonly batch: number;
  readonly moments: number;
}

/** Lowers the node by itself to count what it would learn and cost. */
function outlineNode(graphNode: GraphNode, shapes: Shapes, copies: Copies): NodeOutline {
  const { node, layer, settings, bypassed } = graphNode;
  const shape = shapes.get(node.id) ?? null;
  if (bypassed) return { node: node.id, shape, ...NOTHING, summary: printExtents(shape) };
  const arriving = inputShapes(graphNode, shapes);
  const summary = layer && settings.shaped ? layer.summary(settings.values, arriving ?? [], shape) : '';
  if (!shape || !arriving) return { node: node.id, shape, ...NOTHING, summary };
  const builder = new Builder();
  const inputs = arriving.map((arrived, port) => builder.input(`${port}`, arrived));
  const lowered = lowerNode(builder, graphNode, shapes, inputs);
  return {
    node: node.id,
    shape,
    parameters: count(lowered.parameters),
    flops: flops(lowered.operations),
    memory: memoryOf(lowered, copies),
    summary,
  };
}

function memoryOf({ values, parameters, operations }: LoweredNode, { batch, moments }: Copies): number {
  const views = new Set<Value>(operations.filter(isView).map(({ writes }) => writes[0]));
  const kept = values.filter((value) => !views.has(value));
  const perRow = count(kept.filter(({ batched }) => batched));
  const whole = count(kept.filter(({ batched }) => !batched));
  return BYTES * (perRow * batch + whole + count(parameters) * (1 + moments));
}

function count(values: readonly Value[]): number {
  return values.reduce((sum, { shape }) => sum + elementCount(shape), 0);
}

/** `batch` rows at a time are trained on. */
export function outlineOf(
  document: Document,
  { graph, shapes, plan, training, batch }: { graph: Graph; shapes: Shapes; plan: Plan | null; training: Training; batch: number },
): Outline {
  const copies = { batch, moments: momentsOf(training.optimizer).length };
  const nodes = graph.nodes.map((graphNode) => outlineNode(graphNode, shapes, copies));
  const used = nodes.filter((_, index) => graph.nodes[index]!.used);
  const sum = (of: (node: NodeOutline) => number) => used.reduce((total, node) => total + of(node), 0);
  return {
    nodes,
    edges: document.edges.map((edge) => ({ edge: edgeName(edge), shape: shapes.get(edge.from[0]) ?? null })),
    parameters: sum(({ parameters }) => parameters),
    flops: plan ? plan.flops.forward + plan.flops.backward : sum((node) => node.flops),
    memory: plan ? BYTES * plan.elements : sum(({ memory }) => memory),
  };
}
