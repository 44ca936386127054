/**
 * @file Pass 4: reverse mode over the whole graph. Walks the operations backwards, asks the table for each one's gradient,
 * and sums where a value was used more than once. Data get no gradient, under whatever shape; every layer's output does, also where nothing
 * below it learns, for its size is what the product shows.
 */
import { GRADIENTS, LOSS_GRADIENTS, type Backward } from '../ops/gradients.ts';
import { isView, type ForwardOp, type LossOp, type Operation, type Value } from '../ops/op.ts';
import { verify } from '../ops/verify.ts';
import { isLoss, type Forward } from './3-lower.ts';

export interface Differentiated extends Forward {
  /** The operations of the forward pass, then those of the backward pass. */
  readonly forward: readonly Operation[];
  readonly backward: readonly Operation[];
  /** The gradient of each parameter and of each layer's output; several values may share one. */
  readonly gradients: ReadonlyMap<Value, Value>;
}

/** What nothing is asked of: the data, and the data under another shape. */
function dataOf({ values, operations }: Forward['builder']): ReadonlySet<Value> {
  const data = new Set(values.filter(({ origin }) => origin !== 'operation' && origin !== 'parameter'));
  for (const operation of operations) if (isView(operation) && data.has(operation.reads[0])) data.add(operation.writes[0]);
  return data;
}

/** How often each value is read: that many gradients arrive at it. */
function countUses(operations: readonly Operation[]): Map<Value, number> {
  const uses = new Map<Value, number>();
  for (const { reads } of operations) for (const value of reads) if (value) uses.set(value, (uses.get(value) ?? 0) + 1);
  return uses;
}

// generic, so that the row of the table and the operation are known to belong together
function gradientsOf<O extends ForwardOp>(operation: Operation<O>, dy: Value, backward: Backward): readonly (Value | null)[] {
  return GRADIENTS[operation.op](operation, dy, backward);
}

function lossGradient<O extends LossOp>(operation: Operation<O>, backward: Backward): Value {
  return LOSS_GRADIENTS[operation.op](operation, backward);
}

export function differentiate(program: Forward): Differentiated {
  const { builder, loss } = program;
  const forward = [...builder.operations];
  const uses = countUses(forward);
  const arrived = new Map<Value, number>();
  const named = new Map<Value, number>();
  const gradients = new Map<Value, Value>();
  const data = dataOf(builder);
  const wants = (value: Value) => !data.has(value);

  /** `fc1.out.grad`; where several arrive, they are numbered, and their sum has the plain name. */
  function name(operand: Value): string {
    if (uses.get(operand) === 1) return `${operand.name}.grad`;
    const count = (named.get(operand) ?? 0) + 1;
    named.set(operand, count);
    return `${operand.name}.grad.${count}`;
  }

  function arrive(operand: Value, gradient: Value): void {
    const count = (arrived.get(operand) ?? 0) + 1;
    arrived.set(operand, count);
    const before = gradients.get(operand);
    if (!before) {
      gradients.set(operand, gradient);
      return;
    }
    const sum = count === uses.get(operand) ? `${operand.name}.grad` : `${operand.name}.grad.1-${count}`;
    gradients.set(operand, builder.op('add', [before, gradient], {}, [sum])[0]);
  }

  const backward: Backward = { builder, wants, name };
  for (const operation of forward.toReversed()) {
    if (isLoss(operation)) {
      // without a layer between the data and the loss there is nothing to differentiate
      if (wants(loss.reads[0])) arrive(loss.reads[0], lossGradient(operation, backward));
      continue;
    }
    if (data.has(operation.writes[0])) continue;
    const dy = gradients.get(operation.writes[0]);
    if (!dy) throw new Error(`${operation.op} leads to no loss`);
    const contributions = gradientsOf(operation as Operation<ForwardOp>, dy, backward);
    for (const [at, contribution] of contributions.entries()) if (contribution) arrive(operation.reads[at]!, contribution);
  }
  verify(builder, 'differentiate');
  return { ...program, forward, backward: builder.operations.slice(forward.length), gradients };
}
