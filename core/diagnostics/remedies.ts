/**
 * @file What is offered for each cause, the likeliest to help first: a table from cause to fixes, with numbers from the run. Which
 * fixes stand where, and which do not stand at all, was measured (README.md); whether one has anything to change in a document is for
 * core/repairs to say.
 */
import { fix, type Fix, type FixCode } from '../findings/fixes.ts';
import type { Numbers } from '../findings/finding.ts';
import type { Row } from '../plan/plan.ts';
import { hiddenRows, isHomogeneous } from './profile.ts';

/** What the numbers of fixes are made of. NaN is not known, and a fix that needs it is left out. */
export interface Circumstances {
  readonly rows: readonly Row[];
  readonly learningRate: number;
  /** The one before it was changed last. */
  readonly rateBefore: number;
  readonly batchSize: number;
  /** || ΔW || / || W || of the first step, and of a usual one. */
  readonly firstUpdate: number;
  readonly usualUpdate: number;
  /** Where the validation loss was lowest, if something had been learnt by then. */
  readonly bestEpoch: number;
}

/** A network that has not been trained. */
export function untrained(rows: readonly Row[]): Circumstances {
  return { rows, learningRate: NaN, rateBefore: NaN, batchSize: NaN, firstUpdate: NaN, usualUpdate: NaN, bestEpoch: NaN };
}

/** The first step at a rate that learns soon changes the layer that moves most by about this part of it. */
const LARGEST_FIRST_UPDATE = 1.5e-2;
/** A usual step of a rate that is right, of the layer that moves most. */
const GOOD_UPDATE = 5e-3;
const SMALL_BATCH = 32;
/** Layers as wide as this seldom die, and hold ReLU without BatchNorm. */
const WIDE = 16;
/** Mean square of the slope: a sigmoid's is 0.045, of the others the smallest 0.46. */
const FLAT = 0.1;

const REMEDIES = {
  /** Drawing a deep sigmoid network anew never mended it, nor did residual connections; of tanh BatchNorm alone is too slow. */
  signal_lost_from_start: (given) => {
    if (isFlat(given)) return [fix('insert_batch_norm'), fix('use_leaky_relu'), ...(narrowest(given) >= WIDE ? [fix('use_relu')] : [])];
    if (scales(given)) return [fix('insert_batch_norm'), fix('use_leaky_relu'), fix('initialise'), fix('add_residual')];
    return [fix('use_leaky_relu'), fix('initialise'), fix('insert_batch_norm')];
  },
  large_weights: () => [fix('initialise'), fix('insert_batch_norm')],
  large_inputs: () => [fix('standardise_inputs'), fix('insert_batch_norm')],
  /** Of either alone the other is left over; BatchNorm makes good for both. */
  large_inputs_and_weights: () => [fix('insert_batch_norm'), fix('standardise_inputs'), fix('initialise')],
  large_first_loss: () => [fix('initialise'), fix('insert_batch_norm'), fix('standardise_inputs')],
  /** Clipping keeps neither numbers nor units once the rate is that high. */
  high_rate: (given) => lowerRate(given),
  high_rate_swings: (given) => [...lowerRate(given), ...largerBatch(given), fix('clip_gradient', { norm: 1 })],
  high_rate_saturated: (given) => [...lowerRate(given), fix('insert_batch_norm')],
  low_rate: (given) => [...raiseRate(given), fix('use_adam', { lr: 0.01 })],
  alike: () => [fix('initialise')],
  nothing_passes: () => [fix('initialise'), fix('lower_dropout', { p: 0.5 })],
  large_dropout: () => [fix('lower_dropout', { p: 0.5 })],
  saturated_from_start: () => [fix('insert_batch_norm'), fix('initialise'), fix('standardise_inputs')],
  /** Another draw of the weights alone does not help, nor does a lower rate. */
  dead_from_start: (given) => [
    fix('reset_biases'),
    ...(narrowest(given) < WIDE
      ? [fix('widen_layers', { width: 2 * WIDE }), fix('use_leaky_relu'), fix('insert_batch_norm')]
      : [fix('insert_batch_norm')]),
  ],
  narrow_and_dead: (given) => [
    ...(narrowest(given) < WIDE ? [fix('widen_layers', { width: 2 * WIDE })] : []),
    fix('use_leaky_relu'),
    fix('insert_batch_norm'),
  ],
  learnt_by_heart: ({ bestEpoch }) => [
    fix('add_weight_decay', { weight_decay: 0.01 }),
    fix('add_dropout', { p: 0.5 }),
    ...known('stop_early', { epochs: bestEpoch }),
    fix('narrow_layers', { width: WIDE }),
  ],
  linear: () => [fix('add_activation'), fix('widen_layers', { width: WIDE })],
  small: (given) => [fix('widen_layers', { width: wider(given) }), fix('add_activation'), fix('use_adam', { lr: 0.01 })],
  no_further: (given) => [fix('widen_layers', { width: wider(given) }), ...lowerRate(given)],
} as const satisfies Record<string, (given: Circumstances) => Fix[]>;

export type Cause = keyof typeof REMEDIES;

export function remedies(cause: Cause, given: Circumstances): readonly Fix[] {
  return REMEDIES[cause](given);
}

/** A tenth, or, where the first step says that this is not enough, as low as it says; no higher than it was before it was raised. */
function lowerRate({ learningRate, rateBefore, firstUpdate }: Circumstances): Fix[] {
  const share = Math.min(0.1, firstUpdate > 0 ? LARGEST_FIRST_UPDATE / firstUpdate : 0.1);
  const lr = round(share * learningRate);
  return known('lower_learning_rate', { lr: rateBefore < lr ? rateBefore : lr });
}

/** Ten times, or as high as the steps that it takes say. */
function raiseRate({ learningRate, usualUpdate }: Circumstances): Fix[] {
  const times = Math.max(10, usualUpdate > 0 ? GOOD_UPDATE / usualUpdate : 10);
  return known('raise_learning_rate', { lr: round(times * learningRate) });
}

function largerBatch({ batchSize }: Circumstances): Fix[] {
  return batchSize < SMALL_BATCH ? [fix('larger_batch', { batch_size: Math.max(SMALL_BATCH, 8 * batchSize) })] : [];
}

function known(code: FixCode, numbers: Numbers): Fix[] {
  return Object.values(numbers).some((number) => Number.isNaN(number)) ? [] : [fix(code, numbers)];
}

/** To one digit: a learning rate is no exact number. */
function round(rate: number): number {
  return Number(rate.toPrecision(1));
}

function widths({ rows }: Circumstances): number[] {
  return hiddenRows(rows).map((row) => rows[row]!.width);
}

function narrowest(given: Circumstances): number {
  return widths(given).reduce((least, width) => Math.min(least, width), Infinity);
}

function wider(given: Circumstances): number {
  return widths(given).reduce((most, width) => Math.max(most, 2 * width), WIDE);
}

function scales({ rows }: Circumstances): boolean {
  return rows.some(({ flow }) => isHomogeneous(flow));
}

function isFlat({ rows }: Circumstances): boolean {
  return rows.some(({ flow }) => flow.kind === 'activation' && flow.slopeSquare < FLAT);
}
