/**
 * @file Which ReLUs a matrix product does along with its own work. A ReLU mostly takes the place of what a Linear layer puts out, and its
 * backward pass that of the gradient which the layer behind it hands back. Where nothing but statistics looks at what lies between, the
 * product stores each sum as the ReLU would leave it, to the bit, and a pass over memory is saved.
 */
import { readsOf, writesOf } from '../plan/operands.ts';
import type { Plan, TensorId } from '../plan/plan.ts';
import type { Operands, Step } from '../plan/step.ts';

type Rectifier = Step & (Operands<'relu'> | Operands<'relu_backward'>);

export interface Fused {
  /** Of a product, the tensor that lies as its result does, or is its result: where that is not above zero, the result is zero. */
  readonly gates: ReadonlyMap<Step, TensorId>;
  /** The ReLUs that products do, unless the statistics of what lies between are wanted. */
  readonly done: ReadonlySet<Step>;
}

/** What is fused in one list of a plan's steps. */
export function fuse(steps: readonly Step[], plan: Plan): Fused {
  const gates = new Map<Step, TensorId>();
  const done = new Set<Step>();
  const told = steps.filter(({ when }) => when !== 'recorded');
  for (const [index, step] of told.entries()) {
    if (!isRectifier(step)) continue;
    const product = productBefore(told.slice(0, index), step, plan);
    if (!product) continue;
    gates.set(product, step.y);
    done.add(step);
  }
  return { gates, done };
}

function isRectifier(step: Step): step is Rectifier {
  return step.kernel === 'relu' || step.kernel === 'relu_backward';
}

/** The product that may do a ReLU's work: nobody touches its result, nor the gate, before the ReLU would, which writes in its place. */
function productBefore(steps: readonly Step[], rectifier: Rectifier, plan: Plan): Step | null {
  const { kernel, when, y } = rectifier;
  const [from, to] = kernel === 'relu' ? [rectifier.x, y] : [rectifier.dy, rectifier.dx];
  if (plan.tensors[from]!.offset !== plan.tensors[to]!.offset) return null;
  const last = steps.findLast(
    (step) => overlaps(readsOf(step), from, plan) || overlaps(writesOf(step), from, plan) || overlaps(writesOf(step), y, plan),
  );
  const makes =
    kernel === 'relu' ? last?.kernel === 'linear' && last.y === from : last?.kernel === 'linear_input_gradient' && last.dx === from;
  return makes && last!.when === when ? last! : null;
}

/** Whether one of the tensors lies where another does, for a whole batch. */
function overlaps(ids: readonly TensorId[], other: TensorId, { tensors, batch }: Plan): boolean {
  const endOf = (id: TensorId) => tensors[id]!.offset + tensors[id]!.size * (tensors[id]!.batched ? batch : 1);
  return ids.some((id) => tensors[id]!.offset < endOf(other) && tensors[other]!.offset < endOf(id));
}
