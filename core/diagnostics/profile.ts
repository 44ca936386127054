/**
 * @file What theory says of the size of the signal in each row before anything is measured. Two profiles, both in decades
 * (log10) relative to the last hidden layer:
 *
 * - healthy: every layer with weights passes the gradient on unchanged together with its activation, whatever that is;
 *   what is known to grow harmlessly (BatchNorm before an activation, Dropout, residual sums) grows.
 * - predicted: the weights as they are drawn and the activations as they are.
 *
 * A signal is ||dloss/dy|| of one row's output. Going backward through row c, its square is multiplied by factor²(c), and
 * where an output feeds several rows the squares add up (independent branches: He et al. 2016, Hanin and Rolnick 2018):
 *
 *     weights     n · Var W, n the fan-in          activation  E[phi'(z)²], z ~ N(0, 1)
 *     normalise   1 / Var of its input             dropout     1 / (1 - p)
 *     sum, same   1                                other       1 in the healthy profile, unknown in the predicted
 *
 * so that Linear + phi makes n Var(W) E[phi'²], and Linear + BatchNorm1d + phi makes E[phi'²] / Var[phi], whatever W is.
 *
 * In the healthy profile weights make good for each activation once: n Var W = 1 / E[phi'²] of the activation they read
 * from, or, where that activation ends in a sum before any weights read it, of the activation they feed. Between an
 * activation and the weights that make good for it the profile is therefore not level: an activation's row stands at
 * -log10 sqrt(E[phi'²]) above its layer. Weights that only a normalisation reads keep their own size in both profiles,
 * for it divides that size out again.
 */
import type { Flow, Row } from '../plan/plan.ts';

export interface Profile {
  /** Per row; null where theory says nothing, or says exactly zero. */
  readonly healthy: readonly (number | null)[];
  readonly predicted: readonly (number | null)[];
  /** The row at which both are zero: the last hidden layer with weights. */
  readonly anchor: number;
}

export function profile(rows: readonly Row[]): Profile {
  const anchor = anchorRow(rows);
  const consumers = consumersOf(rows);
  return {
    healthy: decades(backward(rows, consumers, healthyFactors(rows, consumers)), anchor),
    predicted: decades(backward(rows, consumers, predictedFactors(rows)), anchor),
    anchor,
  };
}

/** Rows with weights, without the last one: the output layer is scaled by the loss and not by what comes after it. */
export function hiddenRows(rows: readonly Row[]): number[] {
  return rows.flatMap((row, index) => (row.flow.kind === 'weights' ? [index] : [])).slice(0, -1);
}

/**
 * Decades below that of the last hidden layer from which on the first one's signal at step 0 is called lost. Wider for narrow networks of
 * ReLU, whose products scatter with the sum of 1 / width (Hanin 2018).
 */
export function toleranceOf(rows: readonly Row[]): number {
  const scatter = hiddenRows(rows).reduce((sum, row) => sum + 1 / rows[row]!.width, 0);
  return rows.some(({ flow }) => isHomogeneous(flow)) ? Math.max(2.5, 1.6 * scatter) : 2.5;
}

/** The last hidden layer; without one, the output layer. */
function anchorRow(rows: readonly Row[]): number {
  const hidden = hiddenRows(rows);
  return hidden.at(-1) ?? Math.max(0, rows.length - 1);
}

/** True of ReLU and its leaky kind: phi(z) = z phi'(z), so E[phi²] = E[phi'²]; the signal then varies with the width. */
export function isHomogeneous(flow: Flow): boolean {
  return flow.kind === 'activation' && Math.abs(flow.square - flow.slopeSquare) < 1e-6 * flow.square;
}

/** What an activation owes, or is owed, passes through it. */
function handsOn({ kind }: Flow): boolean {
  return kind === 'dropout' || kind === 'same' || kind === 'other';
}

function consumersOf(rows: readonly Row[]): number[][] {
  const consumers: number[][] = rows.map(() => []);
  rows.forEach((row, index) => row.inputs.forEach((input) => consumers[input]!.push(index)));
  return consumers;
}

/** Squares of the signal, 1 at the end; NaN where unknown. */
function backward(rows: readonly Row[], consumers: readonly (readonly number[])[], factors: Float64Array): Float64Array {
  const squares = new Float64Array(rows.length).fill(1);
  for (let row = rows.length - 1; row >= 0; row--) {
    if (consumers[row]!.length === 0) continue;
    squares[row] = 0;
    for (const consumer of consumers[row]!) squares[row]! += factors[consumer]! * squares[consumer]!;
  }
  return squares;
}

function decades(squares: Float64Array, anchor: number): (number | null)[] {
  const reference = squares[anchor];
  return Array.from(squares, (square) => {
    const value = reference === undefined ? NaN : Math.log10(square / reference) / 2;
    return Number.isFinite(value) ? value : null;
  });
}

/** factor² of each row with the weights as drawn. The forward variances it needs start from standardised inputs. */
function predictedFactors(rows: readonly Row[]): Float64Array {
  return factorsWith(rows, (flow) => flow.fanIn * flow.std * flow.std, NaN);
}

function healthyFactors(rows: readonly Row[], consumers: readonly (readonly number[])[]): Float64Array {
  const leadsToWeights = new Array<boolean>(rows.length).fill(false);
  const credit = new Float64Array(rows.length).fill(1);
  for (let index = rows.length - 1; index >= 0; index--) {
    for (const consumer of consumers[index]!) {
      const { kind } = rows[consumer]!.flow;
      if (kind === 'weights' || kind === 'normalise' || (kind !== 'sum' && leadsToWeights[consumer]!)) leadsToWeights[index] = true;
    }
    const only = consumers[index]!.length === 1 ? consumers[index]![0]! : -1;
    if (only < 0) continue;
    const { flow } = rows[only]!;
    if (flow.kind === 'activation' && !leadsToWeights[only]!) credit[index] = flow.slopeSquare * credit[only]!;
    else if (handsOn(flow)) credit[index] = credit[only]!;
  }

  const debt = new Float64Array(rows.length).fill(1);
  rows.forEach(({ flow, inputs }, index) => {
    const owed = inputs.length === 1 ? debt[inputs[0]!]! : 1;
    if (flow.kind === 'activation') debt[index] = leadsToWeights[index]! ? owed * flow.slopeSquare : owed;
    else if (handsOn(flow)) debt[index] = owed;
  });

  return factorsWith(
    rows,
    (flow, index) => {
      const normalised = consumers[index]!.length > 0 && consumers[index]!.every((consumer) => rows[consumer]!.flow.kind === 'normalise');
      const own = flow.fanIn * flow.std * flow.std;
      if (normalised && own > 0) return own;
      const [input] = rows[index]!.inputs;
      return 1 / ((input === undefined ? 1 : debt[input]!) * credit[index]!);
    },
    1,
  );
}

/** factor² of each row when weights have n Var W = `gain`; carries the variance of every output forward for `normalise`. */
function factorsWith(
  rows: readonly Row[],
  gain: (flow: Extract<Flow, { kind: 'weights' }>, index: number) => number,
  other: number,
): Float64Array {
  const factors = new Float64Array(rows.length);
  const variance = new Float64Array(rows.length);
  const square = new Float64Array(rows.length);
  rows.forEach((row, index) => {
    const { flow, inputs } = row;
    const total = (moments: Float64Array) => (inputs.length === 0 ? 1 : inputs.reduce((sum, input) => sum + moments[input]!, 0));
    const variantIn = total(variance);
    const squareIn = total(square);
    switch (flow.kind) {
      case 'weights':
        factors[index] = gain(flow, index);
        variance[index] = factors[index] * variantIn;
        square[index] = factors[index] * squareIn;
        break;
      case 'activation': {
        factors[index] = flow.slopeSquare;
        // Only a homogeneous activation hands the scale of its input on; for the others the moments at N(0, 1) stand.
        const scale = isHomogeneous(flow) ? squareIn : 1;
        variance[index] = flow.variance * scale;
        square[index] = flow.square * scale;
        break;
      }
      case 'normalise':
        factors[index] = 1 / variantIn;
        variance[index] = square[index] = 1;
        break;
      case 'dropout':
        factors[index] = 1 / (1 - flow.p);
        variance[index] = variantIn + (squareIn * flow.p) / (1 - flow.p);
        square[index] = squareIn / (1 - flow.p);
        break;
      case 'sum':
      case 'same':
        factors[index] = 1;
        variance[index] = variantIn;
        square[index] = squareIn;
        break;
      case 'other':
        factors[index] = other;
        variance[index] = variantIn;
        square[index] = squareIn;
        break;
      default:
        flow satisfies never;
    }
  });
  return factors;
}
