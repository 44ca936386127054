/** @file Pass 2: the shape of one row on every wire, as far as it follows from the inputs, and whether the data fit. */
import { edgeName } from '../document/document.ts';
import type { Finding } from '../findings/finding.ts';
import { finding } from '../findings/messages.ts';
import { isRefusal } from '../layers/layer.ts';
import { refusalNumbers } from '../layers/refusal.ts';
import type { Shape } from '../tensor/shape.ts';
import type { Graph, GraphNode, Wire } from './1-check.ts';
import type { DataFacts } from './data-facts.ts';
import { fitData } from './fit-data.ts';

/** The shapes that are known, of one row, by the id of the node that gives them. */
export type Shapes = ReadonlyMap<string, Shape>;

/** The shapes that arrive at a node, or null while one is open or not known. */
export function inputShapes({ inputs }: GraphNode, shapes: Shapes): readonly Shape[] | null {
  const arriving = inputs.map((wire) => (wire && shapes.get(wire.from.node.id)) ?? null);
  return arriving.every((shape) => shape !== null) ? arriving : null;
}

function inferNode(graphNode: GraphNode, shapes: Shapes, batch: number, findings: Finding[]): Shape | null {
  const { node, layer, settings } = graphNode;
  const arriving = inputShapes(graphNode, shapes);
  if (!layer || !settings.shaped || !arriving) return null;
  const result = layer.infer(settings.values, arriving);
  if (!isRefusal(result)) return result;
  const wires = graphNode.inputs as readonly Wire[];
  const names = wires.map(({ from }) => from.node.name);
  const last = wires.at(-1);
  const where = { node: node.id, ...(last && { edge: edgeName(last.edge) }) };
  findings.push(finding(result.code, where, refusalNumbers(result, batch, node.name, names)));
  return null;
}

/** `batch` is what shapes are told with. */
export function infer(graph: Graph, data: DataFacts | null, batch: number, findings: Finding[]): Shapes {
  const shapes = new Map<string, Shape>();
  for (const graphNode of graph.order) {
    const shape = inferNode(graphNode, shapes, batch, findings);
    if (shape) shapes.set(graphNode.node.id, shape);
  }
  for (const { node, passes } of graph.nodes) {
    const shape = passes && shapes.get(passes.from.node.id);
    if (shape) shapes.set(node.id, shape);
  }
  if (data) fitData(graph, shapes, data, findings);
  return shapes;
}
