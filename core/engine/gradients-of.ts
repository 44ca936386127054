/** @file All gradients that a machine computes for one batch, taken without a trace. */
import type { Plan } from '../plan/plan.ts';
import type { Operands } from '../plan/step.ts';
import type { Machine, Mode, RealArray, Running } from './machine.ts';

const TRAINING: Mode = { training: true, recorded: true, inspected: false, scored: true };

export interface Gradients {
  /** False if numbers were lost before there was a loss to go back from. */
  readonly finite: boolean;
  /** The plan's gradient region, as a step of training leaves it. */
  readonly parameters: RealArray;
  /** Of each row of the plan, the gradient of its output [rows, width]. */
  readonly outputs: readonly RealArray[];
}

/** The tensor that holds the gradient of each row's output when its probe runs, and no longer. */
type Signal = Operands<'probe_signal'>;

/**
 * On the rows order[first .. first + rows). Parameters take the very path of a step of training; outputs, whose memory is soon
 * another's, are read from a backward pass that goes step by step. What all this changes (weights, moments, running statistics, the
 * report) lies in the arena, which is put back bit for bit. What a lost forward pass leaves uncomputed is NaN. `running` must not clip.
 */
export function gradientsOf(machine: Machine, running: Running, first: number, rows: number): Gradients {
  const { plan } = machine;
  const held = machine.arena.slice();
  try {
    const { offset, size } = plan.gradientRegion;
    const health = machine.step(TRAINING, running, first, rows);
    const parameters = machine.arena.slice(offset, offset + size);
    const finite = health !== 'forward';
    if (!finite) parameters.fill(NaN);
    machine.arena.set(held);
    return { finite, parameters, outputs: outputGradients(machine, running, first, rows) };
  } finally {
    machine.arena.set(held);
  }
}

function outputGradients(machine: Machine, running: Running, first: number, rows: number): RealArray[] {
  const { plan } = machine;
  const outputs: RealArray[] = [];
  machine.run('forward', TRAINING, running, first, rows);
  plan.backward.forEach((step, index) => {
    if (step.when !== 'always' && !TRAINING[step.when]) return;
    machine.runOne('backward', index, TRAINING, running, first, rows);
    if (step.kernel === 'probe_signal') outputs[step.row] = signalOf(plan, machine.arena, step, rows);
  });
  return outputs;
}

function signalOf(plan: Plan, arena: RealArray, { dy }: Signal, rows: number): RealArray {
  const { offset, size } = plan.tensors[dy]!;
  return arena.slice(offset, offset + rows * size);
}
