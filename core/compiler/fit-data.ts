/** @file Whether a network takes the rows of the data and answers in the form of their targets. */
import { edgeName } from '../document/document.ts';
import type { Finding, Numbers } from '../findings/finding.ts';
import { finding, type FindingCode } from '../findings/messages.ts';
import { LAYERS } from '../layers/index.ts';
import type { Task } from '../plan/plan.ts';
import { elementCount, type Shape } from '../tensor/shape.ts';
import type { Graph, GraphNode } from './1-check.ts';
import type { DataFacts } from './data-facts.ts';

type Misfit = { readonly code: FindingCode; readonly numbers: Numbers } | null;

const FOR: { readonly [T in Task]: string } = {
  classification: 'clause:for_classes',
  binary: 'clause:for_two_classes',
  regression: 'clause:for_numbers',
};

function wrongTask(task: Task, data: DataFacts): Misfit {
  const suggestion = LAYERS.find((layer) => layer.task === data.task)!.name;
  const dataTask = data.task === 'regression' ? FOR.regression : 'clause:for_these_classes';
  return { code: 'task_mismatch', numbers: { lossTask: FOR[task], dataTask, classes: data.classes, suggestion } };
}

const outputsMust = (code: FindingCode, outputs: number, expected: number): Misfit =>
  outputs === expected ? null : { code, numbers: { got: outputs, expected } };

/** Why a loss for this task cannot learn from the data with that many outputs per row. */
const MISFIT: { readonly [T in Task]: (data: DataFacts, outputs: number) => Misfit } = {
  classification: (data, outputs) =>
    data.task === 'classification' ? outputsMust('classes_too_few', outputs, data.classes) : wrongTask('classification', data),
  binary: (data) => (data.task === 'classification' && data.classes === 2 ? null : wrongTask('binary', data)),
  regression: (data, outputs) => {
    // two classes are 0 and 1, and the squared error can be taken of that
    const numeric = data.task === 'regression' || data.classes === 2;
    return numeric ? outputsMust('targets_width', outputs, data.targetWidth) : wrongTask('regression', data);
  },
};

function fitInputs(inputs: readonly GraphNode[], shapes: ReadonlyMap<string, Shape>, data: DataFacts, findings: Finding[]): void {
  const widths = inputs.map(({ node }) => shapes.get(node.id)).map((shape) => (shape ? elementCount(shape) : null));
  if (inputs.length === 0 || widths.includes(null)) return;
  const expected = widths.reduce<number>((sum, width) => sum + width!, 0);
  if (expected === data.width) return;
  const { id, name } = inputs[0]!.node;
  const numbers = { expected, data: data.name, got: data.width };
  findings.push(
    inputs.length === 1
      ? finding('data_width', { node: id, setting: 'shape' }, { name, ...numbers, shape: `[${data.width}]` })
      : finding('data_width_shared', { node: id, setting: 'shape' }, { names: inputs.map(({ node }) => node.name).join(', '), ...numbers }),
  );
}

function fitLoss(loss: GraphNode, shapes: ReadonlyMap<string, Shape>, data: DataFacts, findings: Finding[]): void {
  const wire = loss.inputs[0];
  const given = wire && shapes.get(wire.from.node.id);
  if (!wire || !given || !shapes.has(loss.node.id)) return;
  const misfit = MISFIT[loss.layer!.task!](data, elementCount(given));
  if (!misfit) return;
  const { name } = loss.node;
  const numbers = { name, loss: loss.layer!.name, from: wire.from.node.name, data: data.name, ...misfit.numbers };
  findings.push(finding(misfit.code, { node: loss.node.id, edge: edgeName(wire.edge) }, numbers));
}

/** Inputs take consecutive columns, so their widths sum to that of the data; the loss decides what a target may be. */
export function fitData(graph: Graph, shapes: ReadonlyMap<string, Shape>, data: DataFacts, findings: Finding[]): void {
  fitInputs(
    graph.order.filter(({ layer, used }) => layer?.role === 'input' && used),
    shapes,
    data,
    findings,
  );
  for (const loss of graph.losses) fitLoss(loss, shapes, data, findings);
}
