/**
 * @file Finds where a step of training lost its first number. The step itself says no more than the list in which it did: that is
 * cheap enough for every step. Here it is run again on the same rows, kernel by kernel, and what each of them wrote is looked through
 * before the next may hide it: a ReLU makes zero of minus infinity. Dropout draws the same mask, for that is a function of the step.
 */
import { readsOf, writesOf } from '../plan/operands.ts';
import type { PlannedTensor, TensorId } from '../plan/plan.ts';
import type { KernelName, Step } from '../plan/step.ts';
import type { LostNumber } from '../telemetry/lost-number.ts';
import type { List, Machine, Mode, Running } from './machine.ts';

const TRAINING: Mode = { training: true, recorded: false, inspected: false, scored: true };

/**
 * `list` is where the step on the rows order[first .. first + rows) ended, and the machine has run nothing since. Parameters, moments
 * and running statistics stay as they are. Null if every number that was written is finite.
 */
export function findNonFinite(machine: Machine, list: List, running: Running, first: number, rows: number): LostNumber | null {
  const { plan, arena } = machine;
  if (list === 'update') return findInUpdate(machine);
  const held = plan.buffers
    .map((id) => plan.tensors[id]!)
    .map(({ offset, size }) => ({ offset, values: arena.slice(offset, offset + size) }));
  const putBack = () => held.forEach(({ offset, values }) => arena.set(values, offset));
  try {
    return findIn(machine, 'forward', running, first, rows) ?? findIn(machine, 'backward', running, first, rows);
  } finally {
    putBack();
  }
}

function findIn(machine: Machine, list: 'forward' | 'backward', running: Running, first: number, rows: number): LostNumber | null {
  for (const [index, step] of machine.plan[list].entries()) {
    if (step.when !== 'always' && !TRAINING[step.when]) continue;
    // of parameters alone: whatever else it reads was looked through when it was written
    const before = lostAmong(machine, list, step, readsOf(step), rows, isParameter);
    if (before) return before;
    machine.runOne(list, index, TRAINING, running, first, rows);
    const lost = lostAmong(machine, list, step, writesOf(step), rows, isLasting);
    if (lost) return lost;
  }
  return null;
}

const isParameter = ({ role }: PlannedTensor) => role === 'parameter';
/** Scratch is nobody's once its kernel has run. */
const isLasting = ({ role }: PlannedTensor) => role !== 'scratch';

function lostAmong(
  { plan, arena }: Machine,
  list: List,
  { kernel }: Step,
  ids: readonly TensorId[],
  rows: number,
  counts: (tensor: PlannedTensor) => boolean,
): LostNumber | null {
  for (const tensor of ids.map((id) => plan.tensors[id]!).filter(counts)) {
    const values = arena.subarray(tensor.offset, tensor.offset + (tensor.batched ? rows : 1) * tensor.size);
    const lost = lostIn(values, tensor, list, kernel);
    if (lost) return lost;
  }
  return null;
}

function lostIn(values: Machine['arena'], tensor: PlannedTensor, list: List, kernel: KernelName): LostNumber | null {
  const at = values.findIndex((value: number) => !Number.isFinite(value));
  if (at < 0) return null;
  let count = 0;
  for (const value of values) if (!Number.isFinite(value)) count += 1;
  const { name, role, node, batched, size } = tensor;
  return {
    ...{ list, kernel, tensor: name, role, node, count },
    sample: batched ? Math.floor(at / size) : null,
    index: batched ? at % size : at,
  };
}

/** Each parameter in its turn, then what its optimizer keeps of it. */
function findInUpdate({ plan, arena }: Machine): LostNumber | null {
  for (const { tensor, moments } of plan.parameters)
    for (const id of [tensor, ...moments]) {
      const found = plan.tensors[id]!;
      const lost = lostIn(arena.subarray(found.offset, found.offset + found.size), found, 'update', 'optimize');
      if (lost) return lost;
    }
  return null;
}
