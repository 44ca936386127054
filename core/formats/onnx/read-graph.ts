/**
 * @file From an ONNX graph to a network that can be edited and trained: each node becomes a block, part of one, or a constant. Whatever has
 * no exact place in a document is refused by its node.
 */
import type { Document } from '../../document/document.ts';
import type { Finding, Numbers } from '../../findings/finding.ts';
import { InputError } from '../../findings/input-error.ts';
import { finding, type FindingCode } from '../../findings/messages.ts';
import type { NamedTensor } from '../model-file.ts';
import { Call, type Surroundings } from './call.ts';
import { chooseLoss } from './choose-loss.ts';
import { Draft, listed } from './draft.ts';
import { findOutput } from './find-output.ts';
import { finished } from './finished.ts';
import type { OnnxModel, OnnxNode } from './graph.ts';
import type { Known } from './known.ts';
import { named } from './named.ts';
import { findOperator, OPERATORS } from './operators/index.ts';
import { formOf } from './operators/operator.ts';
import { addInput, batchOf } from './read-inputs.ts';
import { PRODUCER } from './write-onnx.ts';
import { sortNodes, titleOf } from './sort-nodes.ts';

/** Opsets that are read: the forms of operators do not go further back, and later ones are not known. */
const OPSETS = { min: 9, max: 23 } as const;

/** What a document takes. */
const MOST_BLOCKS = 20_000;

/** How often what a file stores may stand in the network, for a small file must not fill the memory; so many numbers are free. */
const MOST_COPIES = 8;
const FREE = 2 ** 20;

/** What programs call a graph that nobody named. */
const NAMELESS = /^(|main_graph|torch[-_]jit(-export)?|tf2onnx.*|graph|onnx|model)$/i;

export interface ReadGraph {
  readonly document: Document;
  readonly state: readonly NamedTensor[];
  readonly findings: readonly Finding[];
}

/**
 * The network of a model. `file` names it in a refusal, and the document where the model has no name.
 * @throws InputError onnx_* that names the node, and what to try
 */
export function readGraph(file: string, model: OnnxModel): ReadGraph {
  const refuse = (code: FindingCode, numbers: Numbers = {}): never => {
    throw new InputError(code, { file, ...numbers });
  };
  const opset = model.opsets.get('') ?? refuse('onnx_opset_missing');
  if (opset < OPSETS.min || opset > OPSETS.max) refuse('onnx_opset', { got: opset, ...OPSETS });
  if (model.outputs.length === 0) refuse('onnx_no_output');

  const { nodes, unused, readers } = sortNodes(file, model);
  const known = new Map<string, Known>(model.initialisers.map((tensor) => [tensor.name, { kind: 'constant', tensor }]));
  const inputs = model.inputs.filter(({ name }) => !known.has(name));
  const read = inputs.filter(({ name }) => readers.has(name));
  if (read.length === 0) refuse('onnx_no_input');

  const draft = new Draft();
  const know = (name: string, value: Known) =>
    known.set(name, value.kind === 'rows' ? { ...value, sole: value.sole && readers.get(name) === 1 } : value);
  const batch = batchOf(file, read);
  const isOwn = model.producer === PRODUCER;
  for (const value of read) know(value.name, addInput(file, draft, value, isOwn));
  const room = MOST_COPIES * numbersIn(model) + FREE;
  const ends = new Set(model.outputs.map(({ name }) => name));
  for (const node of nodes) {
    const [output = ''] = node.outputs;
    const isLast = ends.has(output) && readers.get(output) === 1;
    know(output, readNode(node, known, { file, opset, batch, isOwn, isLast }, draft));
    if (draft.held > room) refuse('onnx_copies', { expected: MOST_COPIES });
    if (draft.blocks.length >= MOST_BLOCKS) refuse('onnx_blocks', { expected: MOST_BLOCKS });
  }

  const { rows, inner } = findOutput(file, model, nodes, known);
  const choice = chooseLoss(rows);
  const loss = draft.add(choice.loss, [rows], [], ['loss']).block;
  const { document, state, names } = finished(titleFor(file, model.name), draft);
  const name = names.get(loss)!;
  return {
    document,
    state,
    findings: [
      finding('onnx_loss_chosen', { node: name }, { name, last: names.get(rows.block)!, ...choice.told }),
      ...draft.findings(),
      ...told('onnx_outputs_inner', inner),
      ...told('onnx_nodes_unused', [...unused.map(titleOf), ...unread(model).map(named)]),
      ...told(
        'onnx_inputs_unused',
        inputs.filter(({ name }) => !readers.has(name)).map(({ name }) => named(name)),
      ),
    ],
  };
}

function numbersIn({ nodes, initialisers }: OnnxModel): number {
  const constants = nodes.flatMap(({ attributes }) => [...attributes.values()]);
  const stored = constants.flatMap((each) => (each.kind === 'tensor' ? [each.value] : []));
  return [...initialisers, ...stored].reduce((sum, { values }) => sum + values.length, 0);
}

/** Initialisers that no node reads. */
function unread({ nodes, initialisers, outputs }: OnnxModel): string[] {
  const read = new Set([...nodes.flatMap(({ inputs }) => inputs), ...outputs.map(({ name }) => name)]);
  return initialisers.map(({ name }) => name).filter((name) => !read.has(name));
}

function told(code: FindingCode, names: readonly string[]): Finding[] {
  return names.length === 0 ? [] : [finding(code, {}, { count: names.length, names: listed(names) })];
}

function readNode(node: OnnxNode, known: ReadonlyMap<string, Known>, around: Surroundings, draft: Draft): Known {
  const refuse = (code: FindingCode, numbers: Numbers = {}): never => {
    throw new InputError(code, { file: around.file, op: named(node.op), node: titleOf(node), ...numbers });
  };
  if ([...node.attributes.values()].some(({ kind }) => kind === 'graph')) refuse('onnx_subgraph');
  if (node.domain !== '') refuse('onnx_domain', { domain: named(node.domain) });
  const operator = findOperator(node.op) ?? refuse('onnx_operator', { known: OPERATORS.map(({ name }) => name).join(', ') });
  const inputs = node.inputs.map((name) =>
    name === '' ? null : (known.get(name) ?? refuse('onnx_second_output', { value: named(name) })),
  );
  // one that is left out at the end may still have its place
  while (inputs.at(-1) === null) inputs.pop();
  const form = formOf(operator, around.opset);
  return form.read(new Call(node, form, inputs, around), draft);
}

/** Without the path and the ending. */
function titleFor(file: string, name: string): string {
  const title = NAMELESS.test(name) ? file.replace(/^.*[\\/]/, '').replace(/\.onnx$/i, '') : name;
  return title.slice(0, 1000);
}
