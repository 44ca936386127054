/** @file What of a tensor belongs to each unit of a layer: how large it is, and whether any gradient comes through the unit at all. */
import type { Step } from '../../plan/step.ts';
import type { RealArray } from '../machine.ts';

/** L2 norm of the numbers of each unit, which are side by side: a row of a weight, or all kernels of a channel. */
export function normsOfStretches(numbers: RealArray, units: number): Float32Array<ArrayBuffer> {
  const length = numbers.length / units;
  const norms = new Float32Array(units);
  for (let unit = 0; unit < units; unit++) {
    let squares = 0;
    for (let index = unit * length; index < (unit + 1) * length; index++) squares += numbers[index]! * numbers[index]!;
    norms[unit] = finite(Math.sqrt(squares));
  }
  return norms;
}

/** L2 norm over the rows of each column. */
export function normsOfColumns(numbers: RealArray, columns: number): Float32Array<ArrayBuffer> {
  const squares = new Float64Array(columns);
  for (let start = 0; start < numbers.length; start += columns)
    for (let column = 0; column < columns; column++) squares[column]! += numbers[start + column]! * numbers[start + column]!;
  return Float32Array.from(squares, (sum) => finite(Math.sqrt(sum)));
}

function finite(norm: number): number {
  return Number.isFinite(norm) ? norm : Infinity;
}

/**
 * 1 of each unit whose activation is flat for all rows, so that no gradient comes through: its output is `outputs`, row after row, that
 * of `units` units side by side. None of an activation that is nowhere flat.
 */
export function deadUnits(step: Step | null, outputs: RealArray, width: number, units: number): Uint8Array<ArrayBuffer> {
  const dead = new Uint8Array(units);
  const isFlat = step && flatAt(step);
  if (!isFlat || width % units !== 0) return dead;
  dead.fill(1);
  const share = width / units;
  for (let index = 0; index < outputs.length; index++) if (!isFlat(outputs[index]!)) dead[Math.floor((index % width) / share)] = 0;
  return dead;
}

/** Whether the slope of an activation is exactly zero where it puts this out. */
function flatAt(step: Step): ((output: number) => boolean) | null {
  switch (step.kernel) {
    case 'relu':
      return (output) => output <= 0;
    case 'leaky_relu':
      return step.negative_slope === 0 ? (output) => output <= 0 : null;
    case 'sigmoid':
      return (output) => output === 0 || output === 1;
    case 'tanh':
      return (output) => Math.abs(output) === 1;
    default:
      return null;
  }
}
