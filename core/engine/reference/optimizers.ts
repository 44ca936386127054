/**
 * @file One step of the plan's optimizer for one parameter, as torch.optim computes it, with the size of the update
 * relative to the weight told from the same sweep. Moments are in the order of `Plan.momentRegions`.
 */
import type { Optimizer } from '../../plan/plan.ts';
import { STATISTIC, rowStart } from '../../plan/report.ts';
import type { Running } from '../machine.ts';
import type { Operands } from '../../plan/step.ts';
import { offsetOf, sizeOf, type Pass } from './pass.ts';
import { tell } from './report.ts';

/** Writes the new value of one weight from its gradient `g`; `m` are where its moments are in `arena`. */
type Rule = (arena: Pass['arena'], w: number, g: number, m: readonly number[]) => number;

const RULES: { [K in Optimizer['kind']]: (optimizer: Extract<Optimizer, { kind: K }>, running: Running) => Rule } = {
  /** The first step's momentum is the gradient itself, undamped. */
  SGD: ({ momentum, dampening, nesterov, weight_decay }, { lr, step }) => {
    return (arena, w, g, m) => {
      const gradient = g + weight_decay * w;
      if (momentum === 0) return w - lr * gradient;
      const at = m[0]!;
      arena[at] = step === 1 ? gradient : momentum * arena[at]! + (1 - dampening) * gradient;
      return w - lr * (nesterov ? gradient + momentum * arena[at] : arena[at]);
    };
  },
  Adam: ({ betas, eps, weight_decay }, running) => {
    const follow = adam(betas, eps, running);
    return (arena, w, g, m) => follow(arena, w, g + weight_decay * w, m);
  },
  /** Weight decay apart from the gradient (Loshchilov and Hutter 2019). */
  AdamW: ({ betas, eps, weight_decay }, running) => {
    const follow = adam(betas, eps, running);
    return (arena, w, g, m) => follow(arena, w * (1 - running.lr * weight_decay), g, m);
  },
  /** Rounding may leave the centred variance just below zero, of which there is no root: it counts as zero. */
  RMSprop: ({ alpha, eps, momentum, centered, weight_decay }, { lr }) => {
    return (arena, w, g, m) => {
      const gradient = g + weight_decay * w;
      const square = m[0]!;
      arena[square] = alpha * arena[square]! + (1 - alpha) * gradient * gradient;
      let variance = arena[square];
      if (centered) {
        const average = m[momentum > 0 ? 2 : 1]!;
        arena[average] = alpha * arena[average]! + (1 - alpha) * gradient;
        variance = Math.max(variance - arena[average] ** 2, 0);
      }
      const direction = gradient / (Math.sqrt(variance) + eps);
      if (momentum === 0) return w - lr * direction;
      const buffer = m[1]!;
      arena[buffer] = momentum * arena[buffer]! + direction;
      return w - lr * arena[buffer];
    };
  },
  Adagrad: ({ lr_decay, eps, weight_decay }, { lr, step }) => {
    const rate = lr / (1 + (step - 1) * lr_decay);
    return (arena, w, g, m) => {
      const gradient = g + weight_decay * w;
      const sum = m[0]!;
      arena[sum] = arena[sum]! + gradient * gradient;
      return w - (rate * gradient) / (Math.sqrt(arena[sum]) + eps);
    };
  },
};

/** Kingma and Ba 2015, with eps added to the corrected root as torch.optim does. */
function adam([beta1, beta2]: readonly [number, number], eps: number, { lr, step }: Running): Rule {
  const rate = lr / (1 - beta1 ** step);
  const correction = Math.sqrt(1 - beta2 ** step);
  return (arena, w, g, m) => {
    const [mean, square] = [m[0]!, m[1]!];
    arena[mean] = beta1 * arena[mean]! + (1 - beta1) * g;
    arena[square] = beta2 * arena[square]! + (1 - beta2) * g * g;
    return w - (rate * arena[mean]) / (Math.sqrt(arena[square]) / correction + eps);
  };
}

function ruleOf<K extends Optimizer['kind']>(optimizer: Extract<Optimizer, { kind: K }>, running: Running): Rule {
  return RULES[optimizer.kind](optimizer, running);
}

export function optimize(pass: Pass, { parameter, row }: Operands<'optimize'>): void {
  const { arena, plan } = pass;
  const { tensor, gradient, moments } = plan.parameters[parameter]!;
  const [weight, g, size] = [offsetOf(pass, tensor), offsetOf(pass, gradient), sizeOf(pass, tensor)];
  const rule = ruleOf(plan.optimizer, pass.running);
  const at = moments.map((moment) => offsetOf(pass, moment));
  let squares = 0;
  let moved = 0;
  for (let i = 0; i < size; i++) {
    const before = arena[weight + i]!;
    arena[weight + i] = rule(arena, before, arena[g + i]!, at);
    squares += before ** 2;
    moved += (arena[weight + i]! - before) ** 2;
    for (let k = 0; k < at.length; k++) at[k]! += 1;
  }
  if (row === null || !pass.mode.recorded) return;
  const start = offsetOf(pass, plan.report) + rowStart(row);
  tell(pass, start + STATISTIC.weight_norm, Math.sqrt(squares));
  if (squares !== 0) tell(pass, start + STATISTIC.update_ratio, Math.sqrt(moved) / Math.sqrt(squares));
}
