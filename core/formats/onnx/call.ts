/** @file One node while it is read: its inputs and attributes, checked on the way out, and refusals that name it. */
import type { Numbers } from '../../findings/finding.ts';
import { InputError } from '../../findings/input-error.ts';
import type { Clause, FindingCode } from '../../findings/messages.ts';
import { printShape } from '../../tensor/shape.ts';
import { legal, namesOf } from './block-names.ts';
import type { Draft } from './draft.ts';
import type { OnnxAttribute, OnnxNode, OnnxTensor } from './graph.ts';
import type { Constant, Extent, Known, Rows } from './known.ts';
import { named } from './named.ts';
import type { Form } from './operators/operator.ts';
import { titleOf } from './sort-nodes.ts';

/** Types of fractions. */
export const FLOATS: ReadonlySet<OnnxTensor['type']> = new Set(['FLOAT', 'DOUBLE', 'FLOAT16', 'BFLOAT16']);

const KNOWN_AS: { readonly [K in Known['kind']]: Clause } = {
  rows: 'clause:onnx_rows',
  constant: 'clause:onnx_constant',
  extents: 'clause:onnx_extents',
};

/** What a graph says beside a node. */
export interface Surroundings {
  readonly file: string;
  readonly opset: number;
  /** The extent of the first axis if all inputs have the same number there. */
  readonly batch: number | null;
  /** Whether this program wrote the file, so that nodes are called as blocks are. */
  readonly isOwn: boolean;
  /** Whether the node's output is what the graph ends in, and nothing else reads it. */
  readonly isLast: boolean;
}

export class Call {
  readonly node: OnnxNode;
  readonly around: Surroundings;
  readonly #form: Form;
  readonly #inputs: readonly (Known | null)[];

  /** @throws InputError onnx_arity, onnx_attribute, onnx_attribute_unknown */
  constructor(node: OnnxNode, form: Form, inputs: readonly (Known | null)[], around: Surroundings) {
    this.node = node;
    this.around = around;
    this.#form = form;
    this.#inputs = inputs;
    const [least, most] = form.inputs;
    if (inputs.length < least || inputs.length > most) {
      const expected = least === most ? 'clause:onnx_exactly' : most === Infinity ? 'clause:onnx_at_least' : 'clause:onnx_from_to';
      this.refuse('onnx_arity', { got: inputs.length, expected, least, most });
    }
    for (const [attribute, { kind }] of node.attributes) {
      const rule = Object.hasOwn(form.attributes, attribute) ? form.attributes[attribute]! : null;
      if (rule === null) this.refuse('onnx_attribute_unknown', { attribute: named(attribute), opset: around.opset });
      if (rule.kind !== kind)
        this.refuse('onnx_attribute', { attribute, got: 'clause:onnx_kind', kind, expected: 'clause:onnx_a_kind', wanted: rule.kind });
    }
  }

  get count(): number {
    return this.#inputs.length;
  }

  /** What the block that it becomes may be called. */
  get names(): readonly string[] {
    return this.around.isOwn ? [legal(this.node.name)].filter((name) => name !== '') : namesOf(this.node);
  }

  refuse(code: FindingCode, numbers: Numbers = {}): never {
    throw new InputError(code, { file: this.around.file, op: named(this.node.op), node: titleOf(this.node), ...numbers });
  }

  /** Refuses an attribute for its value. */
  refuseAttribute(attribute: string, got: number | string, expected: Clause, numbers: Numbers = {}): never {
    return this.refuse('onnx_attribute', { attribute, got, expected, ...numbers });
  }

  /** Refuses an input for its shape; of rows, the batch stands first. */
  refuseShape(index: number, expected: Clause | string, numbers: Numbers = {}): never {
    const input = this.#inputs[index]!;
    const got =
      input.kind === 'rows'
        ? printShape(input.shape, true)
        : input.kind === 'constant'
          ? printShape(input.tensor.shape)
          : `[${input.items.length}]`;
    return this.refuse('onnx_operand_shape', { ...this.#operand(index), got, expected, ...numbers });
  }

  /** The name of an input. */
  quoted(index: number): string {
    return named(this.node.inputs[index] ?? '');
  }

  /** What a finding calls the node. */
  get title(): string {
    return titleOf(this.node);
  }

  /** Whether it is a node of a form that has this attribute. */
  has(attribute: string): boolean {
    return Object.hasOwn(this.#form.attributes, attribute);
  }

  #operand(index: number): Numbers {
    return { index: index + 1, value: this.quoted(index) };
  }

  #attribute<K extends OnnxAttribute['kind']>(name: string, kind: K): Extract<OnnxAttribute, { kind: K }> | null {
    const given = this.node.attributes.get(name);
    return given?.kind === kind ? (given as Extract<OnnxAttribute, { kind: K }>) : null;
  }

  /** Of a number: what the file says, else what the operator takes. */
  number(name: string): number {
    const { kind } = this.#form.attributes[name]!;
    const given = kind === 'float' ? this.#attribute(name, 'float') : this.#attribute(name, 'int');
    return given?.value ?? (this.#form.attributes[name]!.usual as number);
  }

  ints(name: string): readonly number[] | null {
    const given = this.#attribute(name, 'ints');
    return given && Array.from(given.value);
  }

  /** An input of whatever kind; null where it is left out. */
  input(index: number): Known | null {
    return this.#inputs[index] ?? null;
  }

  isRows(index: number): boolean {
    return this.#inputs[index]?.kind === 'rows';
  }

  /** @throws InputError onnx_operand */
  rows(index: number): Rows {
    const input = this.input(index);
    return input?.kind === 'rows' ? input : this.#refuseOperand(index, input, 'rows');
  }

  /** Rows of one axis. */
  row(index: number): Rows {
    const rows = this.rows(index);
    return rows.shape.length === 1 ? rows : this.refuseShape(index, 'clause:onnx_one_axis');
  }

  /** @throws InputError onnx_operand */
  constant(index: number): Constant {
    const input = this.input(index);
    return input?.kind === 'constant' ? input : this.#refuseOperand(index, input, 'constant');
  }

  /** A constant of fractions that a block has as its own; that another one has it as well is told. */
  learned(index: number, draft: Draft): OnnxTensor {
    const { tensor } = this.constant(index);
    draft.claim(tensor.name);
    if (!FLOATS.has(tensor.type))
      this.refuse('onnx_operand_type', { ...this.#operand(index), got: tensor.type, expected: [...FLOATS].join(', ') });
    return tensor;
  }

  /** A constant of one number; null where it is left out. */
  scalar(index: number): number | null {
    if (this.input(index) === null) return null;
    const { tensor } = this.constant(index);
    return tensor.values.length === 1 ? tensor.values[0]! : this.refuseShape(index, 'clause:onnx_one_number');
  }

  /** A list of whole numbers, of which some may be the extent of the batch; null where it is left out. */
  extents(index: number): readonly Extent[] | null {
    const input = this.input(index);
    if (input === null) return null;
    if (input.kind === 'extents') return input.items;
    const { tensor } = this.constant(index);
    if (tensor.type !== 'INT64' && tensor.type !== 'INT32')
      this.refuse('onnx_operand_type', { ...this.#operand(index), got: tensor.type, expected: 'INT64' });
    return tensor.shape.length <= 1 ? Array.from(tensor.values) : this.refuseShape(index, 'clause:onnx_a_list');
  }

  /** As above, all of them numbers. */
  integers(index: number): readonly number[] | null {
    const extents = this.extents(index);
    return extents?.map((extent) => (extent === 'rows' ? this.#refuseOperand(index, this.input(index), 'constant') : extent)) ?? null;
  }

  #refuseOperand(index: number, got: Known | null, expected: Known['kind']): never {
    return this.refuse('onnx_operand', {
      ...this.#operand(index),
      got: got ? KNOWN_AS[got.kind] : 'clause:onnx_left_out',
      expected: KNOWN_AS[expected],
    });
  }
}
