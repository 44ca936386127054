/**
 * @file How many units of a layer are copies of its first: drawn alike and given the same gradient, they stay alike, and the layer
 * has learnt no more than one unit could.
 */
import type { Plan, PlannedTensor } from '../plan/plan.ts';
import type { RealArray } from './machine.ts';

/** Relative to the largest weight of the first unit: rounding, and not a difference. */
const SAME = 1e-6;

/** A layer's weight, one row per unit, and its bias if it has one. */
export interface UnitWeights {
  /** Of the report. */
  readonly row: number;
  readonly weight: PlannedTensor;
  readonly bias: PlannedTensor | null;
}

/** Of every layer with two units or more. */
export function unitWeights({ parameters, tensors }: Plan): UnitWeights[] {
  return parameters.flatMap(({ tensor, row }) => {
    const weight = tensors[tensor]!;
    const [units] = weight.shape;
    if (row === null || weight.shape.length < 2 || units! < 2) return [];
    const ofNode = parameters.map((parameter) => tensors[parameter.tensor]!).filter(({ node }) => node === weight.node);
    const bias = ofNode.find(({ id, shape }) => id !== weight.id && shape.length === 1 && shape[0] === units);
    return [{ row, weight, bias: bias ?? null }];
  });
}

/** The fraction of the units but the first that have its weights and its bias, from 0 to 1. Most differ in their first weight. */
export function identicalUnits(arena: RealArray, { weight, bias }: UnitWeights): number {
  const units = weight.shape[0]!;
  const inputs = weight.size / units;
  let largest = bias ? Math.abs(arena[bias.offset]!) : 0;
  for (let i = 0; i < inputs; i++) largest = Math.max(largest, Math.abs(arena[weight.offset + i]!));
  const same = (a: number, b: number) => Math.abs(arena[a]! - arena[b]!) <= SAME * largest;
  let copies = 0;
  for (let unit = 1; unit < units; unit++) {
    const start = weight.offset + unit * inputs;
    let input = 0;
    while (input < inputs && same(start + input, weight.offset + input)) input += 1;
    if (input === inputs && (bias === null || same(bias.offset + unit, bias.offset))) copies += 1;
  }
  return copies / (units - 1);
}
