/** @file What of a layer can be looked at, and the scale that each is drawn on. */
import { activationOfRow } from '../../core/plan/node-tensors.ts';
import type { Row } from '../../core/plan/plan.ts';
import type { Picture, Pool, Quantity } from '../../core/telemetry/picture.ts';
import { exactText } from '../charts/exact-text.ts';
import type { MatrixScale } from '../charts/matrix-source.ts';
import { axisText, decadesText, numberText, powerOfTen } from '../charts/number-text.ts';
import { largestMagnitude, roundMaximum } from '../charts/round-maximum.ts';
import { m } from '../language/generated/messages.js';
import { DECADES } from '../theme/heat.ts';

/** What the block of a row has: a weight with its gradient and updates, or outputs alone; before an activation, what goes into it as well. */
export function quantitiesOf(rows: readonly Row[], row: number): readonly Quantity[] {
  return [
    ...(rows[row]!.weight === null ? [] : (['gradient', 'weight', 'update'] as const)),
    'activation',
    ...(activationOfRow(rows, row) === null ? [] : (['pre_activation'] as const)),
    'signal',
  ];
}

/** An Input has its rows of the batch. */
export const QUANTITIES_OF_INPUT: readonly Quantity[] = ['activation'];

/** What is shown of a block that does not have what was chosen: what is nearest to it. */
const INSTEAD: { readonly [Q in Quantity]: Quantity } = {
  gradient: 'signal',
  weight: 'activation',
  update: 'signal',
  activation: 'activation',
  pre_activation: 'activation',
  signal: 'signal',
};

/** `has` is not empty. */
export function shownQuantity(chosen: Quantity, has: readonly Quantity[]): Quantity {
  return [chosen, INSTEAD[chosen]].find((quantity) => has.includes(quantity)) ?? has[0]!;
}

export const QUANTITY_NAME: { readonly [Q in Quantity]: () => string } = {
  gradient: () => '|∂L/∂W|',
  weight: () => 'W',
  update: () => 'ΔW / |W|',
  activation: m.depth_activation,
  pre_activation: m.depth_pre_activation,
  signal: m.depth_signal,
};

/** What the bars of the units are. */
export const UNIT_NUMBER: { readonly [Q in Quantity]: () => string } = {
  gradient: m.depth_norm,
  weight: m.depth_norm,
  update: () => '‖ΔW‖ / ‖W‖',
  activation: m.depth_norm,
  pre_activation: m.depth_norm,
  signal: m.depth_norm,
};

/** What the rows and columns of the picture are, and how to read it. */
export const QUANTITY_HELP: { readonly [Q in Quantity]: () => string } = {
  gradient: m.depth_gradient_help,
  weight: m.depth_weight_help,
  update: m.depth_update_help,
  activation: m.depth_activation_help,
  pre_activation: m.depth_pre_activation_help,
  signal: m.depth_signal_help,
};

/** Gradients and signals: of what is far below, nothing is learnt in any number of steps that anyone has. */
const LOWEST = -8;
const HIGHEST = 2;

/** As in the landscape: updates around a thousandth of the weight are usual. */
const USUAL_UPDATE = -3;

function gradientScale(): MatrixScale {
  return {
    kind: 'magnitude',
    of: 'logarithm',
    origin: 0,
    low: LOWEST,
    high: HIGHEST,
    ticks: [LOWEST, -5, -2, HIGHEST],
    tickText: powerOfTen,
    valueText: (value) => numberText(10 ** value),
    caption: m.depth_scale_magnitude(),
  };
}

function updateScale(): MatrixScale {
  return {
    kind: 'diverging',
    of: 'logarithm',
    origin: USUAL_UPDATE,
    low: -DECADES,
    high: DECADES,
    ticks: [-DECADES, -1, 0, 1, DECADES],
    tickText: (value) => powerOfTen(value + USUAL_UPDATE),
    valueText: decadesText,
    caption: m.depth_scale_update(),
    middle: powerOfTen(USUAL_UPDATE),
  };
}

function signedScale(maximum: number): MatrixScale {
  return {
    kind: 'diverging',
    of: 'number',
    origin: 0,
    low: -maximum,
    high: maximum,
    closed: true,
    ticks: [-maximum, 0, maximum],
    tickText: axisText,
    valueText: numberText,
    caption: m.depth_scale_signed(),
    middle: '0',
  };
}

function meanScale(maximum: number): MatrixScale {
  return {
    kind: 'magnitude',
    of: 'number',
    origin: 0,
    low: 0,
    high: maximum,
    closed: true,
    ticks: [0, maximum / 2, maximum],
    tickText: axisText,
    valueText: numberText,
    caption: m.depth_scale_mean(),
  };
}

const SCALE: { readonly [Q in Quantity]: (pool: Pool, maximum: number) => MatrixScale } = {
  gradient: gradientScale,
  signal: gradientScale,
  update: updateScale,
  weight: linearScale,
  activation: linearScale,
  pre_activation: linearScale,
};

function linearScale(pool: Pool, maximum: number): MatrixScale {
  return pool === 'mean' ? meanScale(maximum) : signedScale(maximum);
}

/** The end of the scale of a picture, where it is one that goes with the numbers. `before` is the end that was; null: there is none. */
export function pictureEnd({ values }: Picture, before: number | null): number {
  return roundMaximum(largestMagnitude(values), before);
}

export function pictureScale(quantity: Quantity, pool: Pool, maximum: number): MatrixScale {
  return SCALE[quantity](pool, maximum);
}

/** On which side of the matrix the units are. */
export function unitsAlong(quantity: Quantity): 'rows' | 'columns' {
  return quantity === 'gradient' || quantity === 'weight' || quantity === 'update' ? 'rows' : 'columns';
}

/** Whether some cell stands for more than one number. */
export function pooled({ extent, cells }: Picture): boolean {
  return cells[0] < extent[0] || cells[1] < extent[1];
}

/** "64 × 784": how large the matrix is. */
export function extentText({ extent }: Picture): string {
  return `${extent[0]} × ${extent[1]}`;
}

/** A number of the picture as it is. */
export function cellText(value: number): string {
  return Math.abs(value) === Infinity ? m.heat_non_finite() : exactText(value);
}
