/**
 * @file Pass 6: an offset for every tensor in one arena. What must last (parameters, their gradients, optimizer state, data,
 * buffers, the report) lies first, each on its own. Activations and gradients of activations share what is behind it:
 * two may overlap if no step needs both. Live ranges run over forward and backward as one list, for backward reads what
 * forward saved; an evaluation runs a part of the same list, so the offsets hold for it, too.
 */
import type { Finding } from '../findings/finding.ts';
import { finding } from '../findings/messages.ts';
import { readsOf, replaceableBy, writesOf } from '../plan/operands.ts';
import type { Plan, PlannedTensor, Region, Role, TensorId } from '../plan/plan.ts';
import type { Schedule, UnplacedTensor } from './5-schedule.ts';

/** Numbers to which every tensor is aligned: 16 bytes, one vector. */
const ALIGNMENT = 4;
/** What WebAssembly can address: more is held by no machine, even without data. */
const ARENA_BYTES = 2 ** 32;

const SHARED: ReadonlySet<Role> = new Set(['activation', 'saved', 'gradient']);

const aligned = (count: number) => Math.ceil(count / ALIGNMENT) * ALIGNMENT;

/** Tensors that lie in one place one after the other, each written over the last: first to last step, both included. */
interface Slot {
  readonly tensors: TensorId[];
  readonly size: number;
  readonly first: number;
  last: number;
  offset: number;
}

/** The numbers of a tensor for a whole batch. */
function extent({ size, batched }: UnplacedTensor, batch: number): number {
  return batched ? size * batch : size;
}

/** The last step that needs each tensor. The output outlives the forward pass, for the loss, its last step, reads it. */
function lastUses({ forward, backward }: Schedule): Map<TensorId, number> {
  const last = new Map<TensorId, number>();
  for (const [index, step] of [...forward, ...backward].entries()) {
    for (const id of readsOf(step)) last.set(id, index);
    for (const id of writesOf(step)) last.set(id, index);
  }
  return last;
}

/** In the order in which they are first written. A kernel that may write over an operand nobody needs after it does. */
function findSlots(schedule: Schedule): Slot[] {
  const last = lastUses(schedule);
  const slots: Slot[] = [];
  const slotOf = new Map<TensorId, Slot>();
  for (const [index, step] of [...schedule.forward, ...schedule.backward].entries()) {
    for (const id of writesOf(step)) {
      const tensor = schedule.tensors[id]!;
      if (!SHARED.has(tensor.role) || slotOf.has(id)) continue;
      const size = aligned(extent(tensor, schedule.batch));
      const given = replaceableBy(step).find(
        (operand) => slotOf.has(operand) && last.get(operand) === index && slotOf.get(operand)!.size === size,
      );
      const slot = given === undefined ? { tensors: [], size, first: index, last: index, offset: 0 } : slotOf.get(given)!;
      if (given === undefined) slots.push(slot);
      slot.tensors.push(id);
      slot.last = last.get(id)!;
      slotOf.set(id, slot);
    }
  }
  return slots;
}

/**
 * Greedy by size, as in TensorFlow Lite's memory planner: the largest first, each at the lowest offset where it overlaps
 * none that lives at the same time. Answers with the end of the highest.
 */
function placeSlots(slots: readonly Slot[], start: number): number {
  const placed: Slot[] = []; // by offset
  let end = start;
  for (const slot of slots.toSorted((a, b) => b.size - a.size || a.first - b.first)) {
    slot.offset = start;
    for (const other of placed) {
      if (other.last < slot.first || slot.last < other.first) continue;
      if (other.offset >= slot.offset + slot.size) break;
      slot.offset = Math.max(slot.offset, other.offset + other.size);
    }
    placed.splice(insertionPoint(placed, slot.offset), 0, slot);
    end = Math.max(end, slot.offset + slot.size);
  }
  return end;
}

function insertionPoint(placed: readonly Slot[], offset: number): number {
  let [low, high] = [0, placed.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (placed[middle]!.offset < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The plan, or null and a finding if no machine could hold it. */
export function allocate(schedule: Schedule, findings: Finding[]): Plan | null {
  const { tensors, batch, parameters } = schedule;
  const offsets = new Map<TensorId, number>();
  let end = 0;

  /** Places tensors one after the other and answers with their region. */
  function lay(ids: readonly TensorId[]): Region {
    const offset = end;
    for (const id of ids) {
      offsets.set(id, end);
      end += aligned(extent(tensors[id]!, batch));
    }
    return { offset, size: end - offset };
  }

  const parameterRegion = lay(parameters.map(({ tensor }) => tensor));
  const gradientRegion = lay(parameters.map(({ gradient }) => gradient));
  const momentRegions = Array.from({ length: schedule.moments }, (_, kind) => lay(parameters.map(({ moments }) => moments[kind]!)));
  lay(tensors.filter(({ id, role }) => !offsets.has(id) && !SHARED.has(role)).map(({ id }) => id));

  const slots = findSlots(schedule);
  const elements = placeSlots(slots, end);
  for (const slot of slots) for (const id of slot.tensors) offsets.set(id, slot.offset);

  if (elements * 4 > ARENA_BYTES) {
    findings.push(finding('memory_exceeded', {}, { needed: elements * 4, batch, available: ARENA_BYTES, with: '', or: '' }));
    return null;
  }
  const placed: PlannedTensor[] = tensors.map((tensor) => ({ ...tensor, offset: offsets.get(tensor.id)! }));
  const { moments: _, ...rest } = schedule;
  return { ...rest, tensors: placed, elements, parameterRegion, gradientRegion, momentRegions };
}
