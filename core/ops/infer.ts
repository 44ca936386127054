/**
 * @file The types an operation writes, given what it reads. A layer has refused what does not fit before an operation is
 * built, with a sentence for the person; what is thrown here is a mistake of a layer or of a pass.
 */
import { elementCount, printShape, sameShape } from '../tensor/shape.ts';
import type { Attributes, OpName, Reads, Type, Value } from './op.ts';

type Infer<O extends OpName> = (reads: Reads<O>, attributes: Attributes<O>) => readonly (Type | null)[];

const batched = (...shape: number[]): Type => ({ shape, batched: true });
const whole = (...shape: number[]): Type => ({ shape, batched: false });

function demand(condition: boolean, expected: string, ...got: (Value | null)[]): void {
  if (condition) return;
  const printed = got.map((value) => (value ? `${value.name} ${printShape(value.shape, value.batched)}` : 'nothing'));
  throw new Error(`expected ${expected}, got ${printed.join(' and ')}`);
}

/** The numbers in each row of [R, width]. */
function width(x: Value): number {
  demand(x.batched && x.shape.length === 1, 'a batched row [B, width]', x);
  return x.shape[0]!;
}

function sameType(a: Value, b: Value): Type {
  demand(a.batched === b.batched && sameShape(a.shape, b.shape), 'equal types', a, b);
  return { shape: a.shape, batched: a.batched };
}

function elementwise(x: Value): readonly [Type] {
  demand(x.batched, 'a batched value', x);
  return [{ shape: x.shape, batched: true }];
}

/** A vector of `features` numbers, or null if the operand is left out. */
function perFeature(features: number, operand: Value | null): Type | null {
  if (operand === null) return null;
  demand(!operand.batched && sameShape(operand.shape, [features]), `[${features}]`, operand);
  return whole(features);
}

export const INFER: { readonly [O in OpName]: Infer<O> } = {
  linear([x, weight, bias]) {
    const inputs = width(x);
    demand(!weight.batched && weight.shape.length === 2 && weight.shape[1] === inputs, `a weight [O, ${inputs}]`, weight);
    const outputs = weight.shape[0]!;
    perFeature(outputs, bias);
    return [batched(outputs)];
  },
  batch_norm([x, ...vectors]) {
    const features = width(x);
    const tracked = vectors.pop() ?? null;
    for (const vector of vectors) perFeature(features, vector);
    demand(tracked === null || (!tracked.batched && tracked.shape.length === 0), 'one number', tracked);
    return [batched(features), whole(features), whole(features)];
  },
  relu: ([x]) => elementwise(x),
  leaky_relu: ([x]) => elementwise(x),
  sigmoid: ([x]) => elementwise(x),
  tanh: ([x]) => elementwise(x),
  softmax: ([x]) => [batched(width(x))],
  dropout: ([x]) => elementwise(x),
  add: ([a, b]) => [sameType(a, b)],
  reshape([x], { shape }) {
    demand(elementCount(shape) === elementCount(x.shape), `${elementCount(shape)} numbers`, x);
    return [{ shape, batched: x.batched }];
  },

  cross_entropy([x, target]) {
    demand(target.batched && target.shape.length === 0, 'a class index for each row', target);
    return [whole(), batched(width(x))];
  },
  bce_with_logits([x, target]) {
    sameType(x, target);
    return [whole()];
  },
  mse([x, target]) {
    sameType(x, target);
    return [whole()];
  },

  cross_entropy_backward: ([probabilities]) => [batched(width(probabilities))],
  bce_with_logits_backward: ([x, target]) => [sameType(x, target)],
  mse_backward: ([x, target]) => [sameType(x, target)],
  linear_input_gradient([dy, weight]) {
    demand(weight.shape.length === 2 && weight.shape[0] === width(dy), 'a weight with a row for each output', weight, dy);
    return [batched(weight.shape[1]!)];
  },
  linear_weight_gradient: ([dy, x]) => [whole(width(dy), width(x))],
  linear_bias_gradient: ([dy]) => [whole(width(dy))],
  batch_norm_backward([x, weight, mean, rstd, dy]) {
    const features = width(x);
    sameType(x, dy);
    for (const vector of [mean, rstd]) perFeature(features, vector);
    const vector = perFeature(features, weight);
    return [batched(features), vector, vector];
  },
  relu_backward: ([y, dy]) => [sameType(y, dy)],
  leaky_relu_backward: ([y, dy]) => [sameType(y, dy)],
  sigmoid_backward: ([y, dy]) => [sameType(y, dy)],
  tanh_backward: ([y, dy]) => [sameType(y, dy)],
  softmax_backward: ([y, dy]) => [sameType(y, dy)],
  dropout_backward: ([dy]) => elementwise(dy),
};

/** The types of what `op` writes, null for a result that its operands leave out. @throws Error if the operands do not fit. */
export function infer<O extends OpName>(op: O, reads: Reads<O>, attributes: Attributes<O>): readonly (Type | null)[] {
  try {
    return INFER[op](reads, attributes);
  } catch (error) {
    throw new Error(`${op}: ${(error as Error).message}`, { cause: error });
  }
}
