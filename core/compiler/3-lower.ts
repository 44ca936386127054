/** @file Pass 3: from layers to operations. Each layer writes its own; what leads to no loss is left out. */
import type { Finding } from '../findings/finding.ts';
import { finding } from '../findings/messages.ts';
import { Builder } from '../ops/builder.ts';
import { LOSS_GRADIENTS } from '../ops/gradients.ts';
import type { LossOp, Operation, Value } from '../ops/op.ts';
import { verify } from '../ops/verify.ts';
import type { Flow, Task } from '../plan/plan.ts';
import type { Graph, GraphNode } from './1-check.ts';
import { inputShapes, type Shapes } from './2-infer.ts';

/** What a node of the document became. */
export interface LoweredNode {
  readonly graphNode: GraphNode;
  readonly output: Value;
  /** All that it wrote, its operations' results among them. */
  readonly values: readonly Value[];
  readonly parameters: readonly Value[];
  readonly operations: readonly Operation[];
  readonly flow: Flow;
}

export interface Forward {
  readonly builder: Builder;
  /** In an order in which they can run, the loss last. */
  readonly nodes: readonly LoweredNode[];
  readonly loss: Operation<LossOp>;
  /** What the loss reads: logits, or the regression's value. */
  readonly output: Value;
  readonly task: Task;
}

export function isLoss(operation: Operation): operation is Operation<LossOp> {
  return Object.hasOwn(LOSS_GRADIENTS, operation.op);
}

/** Writes one node's operations behind those the builder holds. */
export function lowerNode(builder: Builder, graphNode: GraphNode, shapes: Shapes, inputs: readonly Value[]): LoweredNode {
  const { node, layer, settings } = graphNode;
  const [firstValue, firstOperation] = [builder.values.length, builder.operations.length];
  const output = layer!.lower(builder, settings.values, inputs, { name: node.name, node: node.id });
  const values = builder.values.slice(firstValue);
  return {
    graphNode,
    output,
    values,
    parameters: values.filter(({ origin }) => origin === 'parameter'),
    operations: builder.operations.slice(firstOperation),
    flow: layer!.flow(settings.values, inputShapes(graphNode, shapes)!),
  };
}

function warnOfSoftmax({ builder, nodes, loss, output }: Forward, findings: Finding[]): void {
  const last = builder.operations.find(({ writes }) => (writes as readonly (Value | null)[]).includes(output));
  if (loss.op !== 'cross_entropy' || last?.op !== 'softmax') return;
  const { node } = nodes.find((lowered) => lowered.output === output)!.graphNode;
  const { layer } = nodes.at(-1)!.graphNode;
  findings.push(finding('softmax_before_loss', { node: node.id }, { name: node.name, loss: layer!.name }));
}

function refuseOneRow(nodes: readonly LoweredNode[], findings: Finding[]): void {
  for (const { operations, graphNode } of nodes)
    if (operations.some(({ op }) => op === 'batch_norm'))
      findings.push(finding('batch_norm_one_row', { node: graphNode.node.id }, { name: graphNode.node.name }));
}

/** Of a graph that has passed: every node that is used has its shapes, and there is one loss. */
export function lower(graph: Graph, shapes: Shapes, batch: number, findings: Finding[]): Forward {
  const builder = new Builder();
  const outputs = new Map<GraphNode, Value>();
  const nodes: LoweredNode[] = [];
  for (const graphNode of graph.order) {
    if (!graphNode.used) continue;
    const inputs = graphNode.inputs.map((wire) => outputs.get(wire!.from)!);
    const lowered = lowerNode(builder, graphNode, shapes, inputs);
    outputs.set(graphNode, lowered.output);
    nodes.push(lowered);
  }
  verify(builder, 'lower');

  // the loss is the last that everything leads to, so its operation is the last, too
  const loss = builder.operations.at(-1)!;
  if (!isLoss(loss)) throw new Error(`the last operation must be a loss, got ${loss.op}`);
  const forward: Forward = { builder, nodes, loss, output: loss.reads[0], task: graph.losses[0]!.layer!.task! };

  if (batch === 1) refuseOneRow(nodes, findings);
  warnOfSoftmax(forward, findings);
  if (nodes.every(({ parameters }) => parameters.length === 0)) findings.push(finding('parameters_missing', {}, {}));
  return forward;
}
