/** @file What is known of each node and wire, with or without a plan: what the canvas and `gradscape info` show. */
import { edgeName, type Document } from '../document/document.ts';
import { Builder } from '../ops/builder.ts';
import { printExtents } from '../layers/print-extents.ts';
import { flops } from '../ops/flops.ts';
import type { NodeOutline, Outline } from '../plan/outline.ts';
import type { Plan } from '../plan/plan.ts';
import { elementCount } from '../tensor/shape.ts';
import type { Graph, GraphNode } from './1-check.ts';
import { inputShapes, type Shapes } from './2-infer.ts';
import { lowerNode } from './3-lower.ts';

/** Lowers the node by itself to count what it would learn and cost. */
function outlineNode(graphNode: GraphNode, shapes: Shapes): NodeOutline {
  const { node, layer, settings } = graphNode;
  const shape = shapes.get(node.id) ?? null;
  if (graphNode.bypassed) return { node: node.id, shape, parameters: 0, flops: 0, summary: printExtents(shape) };
  const arriving = inputShapes(graphNode, shapes);
  const summary = layer && settings.shaped ? layer.summary(settings.values, arriving ?? [], shape) : '';
  if (!shape || !arriving) return { node: node.id, shape, parameters: 0, flops: 0, summary };
  const builder = new Builder();
  const inputs = arriving.map((arrived, port) => builder.input(`${port}`, arrived));
  const { parameters, operations } = lowerNode(builder, graphNode, shapes, inputs);
  return {
    node: node.id,
    shape,
    parameters: parameters.reduce((sum, parameter) => sum + elementCount(parameter.shape), 0),
    flops: flops(operations),
    summary,
  };
}

export function outlineOf(document: Document, graph: Graph, shapes: Shapes, plan: Plan | null): Outline {
  const nodes = graph.nodes.map((graphNode) => outlineNode(graphNode, shapes));
  const used = nodes.filter((_, index) => graph.nodes[index]!.used);
  const sum = (of: (node: NodeOutline) => number) => used.reduce((total, node) => total + of(node), 0);
  return {
    nodes,
    edges: document.edges.map((edge) => ({ edge: edgeName(edge), shape: shapes.get(edge.from[0]) ?? null })),
    parameters: sum(({ parameters }) => parameters),
    flops: plan ? plan.flops.forward + plan.flops.backward : sum((node) => node.flops),
  };
}
