/**
 * @file One step of the plan's optimizer for one parameter, as torch.optim computes it, and what the same sweep tells of gradient,
 * weight and update. Moments are in the order of `Plan.momentRegions`; what is too small in them or in a weight is made zero.
 */
import type { Optimizer } from '../../plan/plan.ts';
import { SCALAR, STATISTIC, rowStart } from '../../plan/report.ts';
import type { Operands } from '../../plan/step.ts';
import { SMALLEST, SMALLEST_MOMENT, SMALLEST_SQUARE } from '../kernels/smallest.ts';
import { flush } from './flush.ts';
import { offsetOf, sizeOf, type Pass } from './pass.ts';
import { countNonFinite } from './probes.ts';
import { tell } from './report.ts';

/** The new value of one weight from its gradient `g`; `m` are where its moments are in the arena. */
type Rule = (w: number, g: number, m: readonly number[]) => number;

const RULES: { [K in Optimizer['kind']]: (optimizer: Extract<Optimizer, { kind: K }>, pass: Pass) => Rule } = {
  /** The first step's momentum is the gradient itself, undamped. */
  SGD: ({ momentum, dampening, nesterov, weight_decay }, pass) => {
    const { lr, step } = pass.running;
    return (w, g, m) => {
      const gradient = g + weight_decay * w;
      if (momentum === 0) return w - lr * gradient;
      const average = settle(pass, m[0]!, (before) => (step === 1 ? gradient : momentum * before + (1 - dampening) * gradient));
      return w - lr * (nesterov ? gradient + momentum * average : average);
    };
  },
  Adam: ({ betas, eps, weight_decay }, pass) => {
    const follow = adam(betas, eps, pass);
    return (w, g, m) => follow(w, g + weight_decay * w, m);
  },
  /** Weight decay apart from the gradient (Loshchilov and Hutter 2019). */
  AdamW: ({ betas, eps, weight_decay }, pass) => {
    const follow = adam(betas, eps, pass);
    return (w, g, m) => follow(w * (1 - pass.running.lr * weight_decay), g, m);
  },
  /** Rounding may leave the centred variance just below zero, of which there is no root: it counts as zero. */
  RMSprop: ({ alpha, eps, momentum, centered, weight_decay }, pass) => {
    return (w, g, m) => {
      const gradient = g + weight_decay * w;
      let variance = lift(pass, m[0]!, (before) => alpha * before + (1 - alpha) * gradient * gradient);
      if (centered) {
        const average = settle(pass, m[momentum > 0 ? 2 : 1]!, (before) => alpha * before + (1 - alpha) * gradient);
        variance = Math.max(variance - average ** 2, 0);
      }
      const direction = gradient / (Math.sqrt(variance) + eps);
      if (momentum === 0) return w - pass.running.lr * direction;
      return w - pass.running.lr * settle(pass, m[1]!, (before) => momentum * before + direction);
    };
  },
  Adagrad: ({ lr_decay, eps, weight_decay }, pass) => {
    const rate = pass.running.lr / (1 + (pass.running.step - 1) * lr_decay);
    return (w, g, m) => {
      const gradient = g + weight_decay * w;
      const sum = lift(pass, m[0]!, (before) => before + gradient * gradient);
      return w - (rate * gradient) / (Math.sqrt(sum) + eps);
    };
  },
};

/** Moves a moment on; what is left of one that dies away is made zero. */
function settle(pass: Pass, at: number, next: (before: number) => number): number {
  pass.arena[at] = flush(pass, next(pass.arena[at]!), SMALLEST_MOMENT);
  return pass.arena[at];
}

/** Moves a mean of squares on, which is never less than the least. */
function lift({ arena }: Pass, at: number, next: (before: number) => number): number {
  const value = next(arena[at]!);
  arena[at] = value < SMALLEST_SQUARE ? SMALLEST_SQUARE : value;
  return arena[at];
}

/** Kingma and Ba 2015, with eps added to the corrected root as torch.optim does. */
function adam([beta1, beta2]: readonly [number, number], eps: number, pass: Pass): Rule {
  const { lr, step } = pass.running;
  const rate = lr / (1 - beta1 ** step);
  const correction = Math.sqrt(1 - beta2 ** step);
  return (w, g, m) => {
    const mean = settle(pass, m[0]!, (before) => beta1 * before + (1 - beta1) * g);
    const square = lift(pass, m[1]!, (before) => beta2 * before + (1 - beta2) * g * g);
    return w - (rate * mean) / (Math.sqrt(square) / correction + eps);
  };
}

function ruleOf<K extends Optimizer['kind']>(optimizer: Extract<Optimizer, { kind: K }>, pass: Pass): Rule {
  return RULES[optimizer.kind](optimizer, pass);
}

export function optimize(pass: Pass, { parameter, row }: Operands<'optimize'>): void {
  const { arena, plan } = pass;
  const { tensor, gradient, moments } = plan.parameters[parameter]!;
  const [weight, g, size] = [offsetOf(pass, tensor), offsetOf(pass, gradient), sizeOf(pass, tensor)];
  const rule = ruleOf(plan.optimizer, pass);
  const at = moments.map((moment) => offsetOf(pass, moment));
  const told = { squares: 0, magnitudes: 0, largest: 0, zeros: 0, weightSquares: 0, moved: 0, nonFinite: 0 };
  for (let i = 0; i < size; i++) {
    const before = arena[weight + i]!;
    const slope = arena[g + i]!;
    arena[weight + i] = flush(pass, rule(before, slope * pass.clipScale, at), SMALLEST);
    told.squares += slope ** 2;
    told.magnitudes += Math.abs(slope);
    told.largest = Math.max(told.largest, Math.abs(slope));
    if (slope === 0) told.zeros += 1;
    told.weightSquares += before ** 2;
    told.moved += (arena[weight + i]! - before) ** 2;
    if (!Number.isFinite(slope)) told.nonFinite += 1;
    if (!Number.isFinite(before)) told.nonFinite += 1;
    for (let k = 0; k < at.length; k++) at[k]! += 1;
  }
  if (!pass.mode.recorded) return;
  const report = offsetOf(pass, plan.report);
  if (pass.running.clip_grad_norm === 0) {
    pass.gradientSquares += told.squares;
    tell(pass, report + SCALAR.gradient_norm, Math.sqrt(pass.gradientSquares));
  }
  if (row === null) return;
  const start = report + rowStart(row);
  tell(pass, start + STATISTIC.gradient_norm, Math.sqrt(told.squares));
  tell(pass, start + STATISTIC.gradient_mean, told.magnitudes / size);
  tell(pass, start + STATISTIC.gradient_max, told.largest);
  tell(pass, start + STATISTIC.gradient_zeros, told.zeros / size);
  tell(pass, start + STATISTIC.weight_norm, Math.sqrt(told.weightSquares));
  if (told.weightSquares !== 0) tell(pass, start + STATISTIC.update_ratio, Math.sqrt(told.moved) / Math.sqrt(told.weightSquares));
  countNonFinite(pass, row, told.nonFinite);
}
