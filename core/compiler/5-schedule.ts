/**
 * @file Pass 5: what runs, when, on which tensors. Operations become kernels in the order they were written, which is
 * deterministic and topological; probes stand right behind what they look at, before anything may reuse its memory;
 * the update clips once and then steps each parameter.
 */
import { isView, type OpName, type Value } from '../ops/op.ts';
import { flops } from '../ops/flops.ts';
import type { Optimizer, Plan, PlannedParameter, PlannedTensor, Role, Row, TensorId } from '../plan/plan.ts';
import { reportLength } from '../plan/report.ts';
import type { Kernel, Step, When } from '../plan/step.ts';
import { elementCount } from '../tensor/shape.ts';
import type { LoweredNode } from './3-lower.ts';
import type { Differentiated } from './4-differentiate.ts';
import { kernelOf } from './kernels.ts';
import { momentsOf } from './moments.ts';

export type UnplacedTensor = Omit<PlannedTensor, 'offset'>;

/** A plan but for the arena. */
export interface Schedule extends Omit<Plan, 'tensors' | 'elements' | 'parameterRegion' | 'gradientRegion' | 'momentRegions'> {
  readonly tensors: readonly UnplacedTensor[];
  /** Optimizer state for each parameter. */
  readonly moments: number;
}

/** Activations whose units can die or saturate. */
const UNITS: { readonly [O in OpName]?: 'relu' | 'sigmoid' | 'tanh' } = { relu: 'relu', sigmoid: 'sigmoid', tanh: 'tanh' };

function inspectedOf(units: 'relu' | 'sigmoid' | 'tanh' | undefined): Row['inspected'] {
  return units === undefined ? null : units === 'relu' ? 'dead' : 'saturated';
}

/** The tensors of a plan as they are found, each value's once. */
class Tensors {
  readonly list: UnplacedTensor[] = [];
  readonly #byValue = new Map<Value, TensorId>();

  add(draft: Omit<UnplacedTensor, 'id' | 'size'>): TensorId {
    const id = this.list.length;
    this.list.push({ id, size: elementCount(draft.shape), ...draft });
    return id;
  }

  addValue(value: Value, role: Role, node: string | null): void {
    const { name, shape, batched, initial } = value;
    this.#byValue.set(value, this.add({ name, shape, batched, role, initial, node }));
  }

  /** Another shape of a value that is there. */
  addView(view: Value, of: Value): void {
    this.#byValue.set(view, this.of(of));
  }

  readonly of = (value: Value): TensorId => this.#byValue.get(value)!;
}

/** One tensor for each value of the program, in its order; a view is the tensor that it is a view of. */
function addValues(tensors: Tensors, program: Differentiated): void {
  const sources = new Map([...program.forward, ...program.backward].filter(isView).map(({ reads, writes }) => [writes[0], reads[0]]));
  const roles = new Map<Value, Role>();
  const owners = new Map<Value, string>();
  for (const { graphNode, values } of program.nodes) for (const value of values) owners.set(value, graphNode.node.id);
  for (const { writes } of program.forward)
    for (const [at, value] of writes.entries()) if (value) roles.set(value, at === 0 ? 'activation' : 'saved');
  // one number that says how the step went, which must outlive it
  roles.set(program.loss.writes[0], 'report');
  for (const [value, gradient] of program.gradients) {
    if (value.origin === 'parameter') roles.set(gradient, 'parameter_gradient');
    const owner = owners.get(value);
    if (owner !== undefined && !owners.has(gradient)) owners.set(gradient, owner);
  }
  for (const value of program.builder.values) {
    const role = value.origin === 'operation' ? (roles.get(value) ?? 'gradient') : value.origin;
    const source = sources.get(value);
    if (source) tensors.addView(value, source);
    else tensors.addValue(value, role, owners.get(value) ?? null);
  }
}

/** Every node whose output has a gradient; the first parameter of a layer is its weight. */
function rowsOf({ forward }: Differentiated, hidden: readonly LoweredNode[], tensors: Tensors): Row[] {
  const units = new Map(forward.map(({ op, writes }) => [writes[0], UNITS[op]]));
  const index = new Map(hidden.map(({ graphNode }, at) => [graphNode, at]));
  return hidden.map(({ graphNode, output, parameters, flow }) => ({
    node: graphNode.node.id,
    name: graphNode.node.name,
    layer: graphNode.node.layer,
    width: elementCount(output.shape),
    depth: graphNode.depth!,
    inputs: graphNode.inputs.map((wire) => index.get(wire!.from)).filter((row) => row !== undefined),
    flow,
    inspected: inspectedOf(units.get(output)),
    weight: parameters[0] ? tensors.of(parameters[0]) : null,
    parameters: parameters.reduce((sum, { shape }) => sum + elementCount(shape), 0),
  }));
}

/** Rows by the tensor that a probe of theirs looks at. Several may share one: an Add passes its gradient on as it is. */
function groupRows(rows: readonly { readonly tensor: TensorId; readonly row: number }[]): Map<TensorId, number[]> {
  const groups = new Map<TensorId, number[]>();
  for (const { tensor, row } of rows) groups.set(tensor, [...(groups.get(tensor) ?? []), row]);
  return groups;
}

const at = (when: When, kernel: Kernel): Step => ({ ...kernel, when });

function scheduleForward(
  program: Differentiated,
  tensors: Tensors,
  inputs: Plan['inputs'],
  target: TensorId,
  outputs: readonly Value[],
): Step[] {
  const rowOf = new Map(outputs.map((value, row) => [value, row]));
  const steps = inputs.map(({ tensor, column }) => at('always', { kernel: 'gather', from: 'features', column, y: tensor }));
  steps.push(at('scored', { kernel: 'gather', from: 'targets', column: 0, y: target }));
  for (const operation of program.forward) {
    if (!isView(operation)) steps.push(at(operation === program.loss ? 'scored' : 'always', kernelOf(operation, tensors.of)));
    const row = rowOf.get(operation.writes[0]);
    if (row === undefined) continue;
    const y = tensors.of(operation.writes[0]);
    steps.push(at('recorded', { kernel: 'probe_finite', x: y, row }));
    const activation = UNITS[operation.op];
    if (!activation) continue;
    const { name, shape } = operation.writes[0];
    const peak = tensors.add({ name: `${name}.peak`, shape, batched: false, role: 'scratch', initial: null, node: tensors.list[y]!.node });
    steps.push(at('inspected', { kernel: 'probe_units', y, activation, peak, row }));
  }
  return steps;
}

function scheduleBackward(program: Differentiated, tensors: Tensors, outputs: readonly Value[]): Step[] {
  const gradientOf = (value: Value) => tensors.of(program.gradients.get(value)!);
  const signals = groupRows(outputs.map((value, row) => ({ tensor: gradientOf(value), row })));
  const steps: Step[] = [];
  for (const operation of program.backward) {
    // its rows are told of where the tensor is written
    if (isView(operation)) continue;
    steps.push(at('always', kernelOf(operation, tensors.of)));
    for (const value of operation.writes) {
      if (!value) continue;
      const gradient = tensors.of(value);
      // a gradient that is not finite shows in its norm: counting it would hide where a bad forward pass began
      for (const row of signals.get(gradient) ?? []) steps.push(at('recorded', { kernel: 'probe_signal', dy: gradient, row }));
    }
  }
  return steps;
}

function addMoments(tensors: Tensors, parameters: readonly Value[], optimizer: Optimizer): TensorId[][] {
  return parameters.map((parameter) => {
    const { shape } = parameter;
    const { node } = tensors.list[tensors.of(parameter)]!;
    return momentsOf(optimizer).map(({ name, initial }) =>
      tensors.add({
        name: `${parameter.name}.${name}`,
        shape,
        batched: false,
        role: 'moment',
        initial: { kind: 'constant', value: initial },
        node,
      }),
    );
  });
}

export function schedule(program: Differentiated, optimizer: Optimizer, batch: number): Schedule {
  const { builder, nodes, gradients } = program;
  const tensors = new Tensors();
  addValues(tensors, program);
  const hidden = nodes.filter(({ graphNode, output }) => graphNode.layer!.role === 'hidden' && gradients.has(output));
  const rows = rowsOf(program, hidden, tensors);
  const outputs = hidden.map(({ output }) => output);

  let column = 0;
  const inputs = builder.values
    .filter(({ origin }) => origin === 'input')
    .map((value) => {
      const input = { tensor: tensors.of(value), column };
      column += elementCount(value.shape);
      return input;
    });
  const target = tensors.of(program.loss.reads[1]);
  const learned = builder.values.filter(({ origin }) => origin === 'parameter');
  const moments = addMoments(tensors, learned, optimizer);
  const rowOf = new Map(rows.map(({ weight }, row) => [weight, row]));
  const parameters: PlannedParameter[] = learned.map((value, index) => {
    const tensor = tensors.of(value);
    return { tensor, gradient: tensors.of(gradients.get(value)!), moments: moments[index]!, row: rowOf.get(tensor) ?? null };
  });

  return {
    batch,
    parameters,
    moments: momentsOf(optimizer).length,
    buffers: builder.values.filter(({ origin }) => origin === 'buffer').map((value) => tensors.of(value)),
    inputs,
    target,
    output: tensors.of(program.output),
    loss: tensors.of(program.loss.writes[0]),
    task: program.task,
    report: tensors.add({ name: 'report', shape: [reportLength(rows.length)], batched: false, role: 'report', initial: null, node: null }),
    rows,
    optimizer,
    forward: scheduleForward(program, tensors, inputs, target, outputs),
    backward: scheduleBackward(program, tensors, outputs),
    update: [
      at('always', { kernel: 'clip_grad_norm' }),
      ...parameters.map(({ row }, parameter) => at('always', { kernel: 'optimize', parameter, row })),
    ],
    flops: { forward: flops(program.forward), backward: flops(program.backward) },
    tensors: tensors.list,
  };
}
