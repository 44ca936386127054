import { createReferenceMachine } from '../../core/engine/reference/reference-machine.ts';
import type { Plan } from '../../core/plan/plan.ts';
import { RECORDED, runKernels, type KernelRun } from './kernel-run.ts';
import { numbersOf, tensorNamed } from './run-plan.ts';

/**
 * The largest error of the gradient `analytic` that the backward list wrote, against central differences in double precision of
 * Σ weight · y over the forward list, where `dy` holds the weights; relative to the largest entry. Pass dy = null for a
 * loss, which is its own sum.
 */
export function gradientError(
  run: KernelRun,
  { x, y, dy, analytic }: { x: string; y: string; dy: string | null; analytic: string },
): number {
  const machine = runKernels((plan: Plan) => createReferenceMachine(plan, { precision: 'float64' }), { ...run, lists: [] });
  const { plan } = machine;
  const of = (name: string) => numbersOf(machine, tensorNamed(plan, name), run.rows);
  const running = { lr: 0.1, clip_grad_norm: 0, step: 1, seed: 5, ...run.running };
  const mode = run.mode ?? RECORDED;
  const weights = dy === null ? [1] : [...of(dy)];
  const total = (): number => {
    machine.run('forward', mode, running, 0, run.rows);
    return [...of(y)].reduce((sum, value, i) => sum + weights[i]! * value, 0);
  };
  const inputs = of(x);
  const differences = [...inputs].map((held, i) => {
    const h = 1e-5;
    inputs[i] = held + h;
    const above = total();
    inputs[i] = held - h;
    const below = total();
    inputs[i] = held;
    return (above - below) / (2 * h);
  });
  machine.run('forward', mode, running, 0, run.rows);
  if (dy !== null) of(dy).set(weights);
  machine.run('backward', mode, running, 0, run.rows);
  const got = of(analytic);
  const size = Math.max(1e-3, ...differences.map(Math.abs));
  return Math.max(...differences.map((expected, i) => Math.abs(got[i]! - expected) / size));
}
