/**
 * @file A plan as text, for tests to compare and for eyes: what is drawn, then what runs. One line a step, as
 * `fc1.out = linear input.out fc1.weight fc1.bias   [B, 16] @2036`; `_` is an operand left out, `@` the offset in numbers,
 * `in place` says that the result lies over an operand, `recorded:` when the step runs if not always.
 */
import type { Initial } from '../tensor/initial.ts';
import { printShape } from '../tensor/shape.ts';
import { OPERANDS, replaceableBy } from './operands.ts';
import type { Plan, PlannedTensor, TensorId } from './plan.ts';
import type { Step } from './step.ts';

/** Statements longer than this push their places to the right rather than all others'. */
const WIDEST = 80;

const round = (value: number) => String(Number(value.toPrecision(6)));

function printInitial(initial: Initial): string {
  switch (initial.kind) {
    case 'constant':
      return round(initial.value);
    case 'uniform':
      return `uniform ${round(initial.low)} to ${round(initial.high)}`;
    case 'normal':
      return `normal ${round(initial.mean)} ± ${round(initial.std)}`;
    default:
      return initial satisfies never;
  }
}

function printOptimizer({ kind, ...settings }: Plan['optimizer']): string {
  return [kind, ...Object.entries(settings).map(([name, value]) => `${name}=${value}`)].join(' ');
}

const place = ({ shape, batched, offset }: PlannedTensor) => `${printShape(shape, batched)} @${offset}`;

/** The statement, and the places of what it writes. */
function printStep(plan: Plan, step: Step): readonly [statement: string, places: string] {
  const { kernel, when, ...rest } = step;
  const fields: Readonly<Record<string, unknown>> = rest;
  const { reads, writes }: { reads: readonly string[]; writes: readonly string[] } = OPERANDS[kernel];
  const name = (operand: string) => plan.tensors[fields[operand] as TensorId]?.name ?? '_';
  const attributes = Object.keys(fields).filter((field) => !reads.includes(field) && !writes.includes(field) && field !== 'parameter');
  const results = writes.filter((operand) => !reads.includes(operand));
  const statement = [
    ...(when === 'always' ? [] : [`${when}:`]),
    ...(results.length ? [results.map(name).join(', '), '='] : []),
    kernel,
    ...reads.map(name),
    ...('parameter' in step ? [plan.tensors[plan.parameters[step.parameter]!.tensor]!.name] : []),
    ...attributes.map((field) => `${field}=${fields[field]}`),
  ].join(' ');

  const written = results.map((operand) => plan.tensors[fields[operand] as TensorId]).filter((tensor) => tensor !== undefined);
  const over = replaceableBy(step).some((id) => plan.tensors[id]!.offset === written[0]?.offset);
  return [statement, [...written.map(place), ...(over ? ['in place'] : [])].join('  ')];
}

function printSteps(plan: Plan, title: string, steps: readonly Step[]): string[] {
  const printed = steps.map((step) => printStep(plan, step));
  const width = Math.min(WIDEST, Math.max(0, ...printed.map(([statement]) => statement.length)));
  return ['', title, ...printed.map(([statement, places]) => `  ${statement.padEnd(width)}  ${places}`.trimEnd())];
}

/** The whole plan, the same text for the same plan. */
export function printPlan(plan: Plan): string {
  const named = (id: TensorId) => plan.tensors[id]!;
  const parameters = plan.parameters.map(({ tensor }) => named(tensor));
  const count = parameters.reduce((sum, { size }) => sum + size, 0);
  const drawn = [...parameters, ...plan.buffers.map(named)];
  return [
    `plan for ${plan.task}: batch ${plan.batch}, ${count} parameters, arena ${4 * plan.elements} B, ${plan.flops.forward} + ${plan.flops.backward} flops per row`,
    printOptimizer(plan.optimizer),
    `output ${named(plan.output).name}`,
    '',
    'drawn',
    ...drawn.map((tensor) => `  ${tensor.name} ${place(tensor)} ${tensor.role}: ${printInitial(tensor.initial!)}`),
    ...plan.momentRegions.map(({ offset, size }, kind) => `  moment ${kind} of all: ${size} numbers @${offset}`),
    '',
    'rows',
    ...plan.rows.map(({ name, layer, width, depth, inputs, flow }, row) => {
      const { kind, ...numbers } = flow;
      const printed = Object.entries(numbers).map(([key, value]) => `${key}=${round(value)}`);
      return `  ${row} ${[name, layer, `width=${width}`, `depth=${depth}`, `inputs=[${inputs.join(', ')}]`, kind, ...printed].join(' ')}`;
    }),
    ...printSteps(plan, 'forward', plan.forward),
    ...printSteps(plan, 'backward', plan.backward),
    ...printSteps(plan, 'update', plan.update),
    '',
  ].join('\n');
}
