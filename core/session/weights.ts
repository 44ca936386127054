/** @file Weights on their way into and out of files: what of a run is saved, and whether what a file holds fits a plan. */
import type { Data } from '../datasets/table.ts';
import { unusedIn, type Model as ModelFile, type NamedTensor, type TrainedOn, type Weights } from '../formats/model-file.ts';
import { isBypassed } from '../layers/bypass.ts';
import type { Plan, PlannedTensor } from '../plan/plan.ts';
import { sameShape } from '../tensor/shape.ts';
import type { Model } from './model.ts';
import type { Progress } from '../telemetry/kept-run.ts';
import { BEGINNING } from './run.ts';

/** The state of a model under the names that `plan`, a plan of the same structure, has for it. */
export function weightsOf(model: Model, plan: Plan, progress: Progress, data: TrainedOn | null): Weights {
  const state: NamedTensor[] = [];
  const optimizer: NamedTensor[] = [];
  const saved = model.trainer.state();
  savedTensors(plan).forEach(({ name, shape, role }, index) => {
    const tensor = { name, shape, values: new Float32Array(saved[index]!.values) };
    (role === 'moment' ? optimizer : state).push(tensor);
  });
  const { step, epoch, first, seconds } = progress;
  return { state, optimizer, step, data, summary: { epoch, first, seconds } };
}

/** What else stood in the file that a run began with: it is saved again, whatever the weights have become. */
export function withRest(weights: Weights, file: ModelFile | null): Weights {
  if (!file) return weights;
  const names = new Set(weights.state.map(({ name }) => name));
  const unused = new Set(unusedIn(file).filter((name) => !names.has(name)));
  return {
    ...weights,
    state: [...weights.state, ...file.weights.state.filter(({ name }) => unused.has(name))],
    rest: file.weights.rest,
  };
}

export function trainedOn({ train: { name, classes, columns }, scaling }: Data): TrainedOn {
  return { name, classes, columns, scaling };
}

/**
 * Parameters and buffers of the plan that the model lacks or has in another shape. A block that was bypassed when it was saved had none:
 * back in use, it draws its own.
 */
export function misfits(plan: Plan, { document, weights }: ModelFile): string[] {
  const given = new Map(weights.state.map((tensor) => [tensor.name, tensor]));
  const bypassed = new Set(document.nodes.filter(isBypassed).map(({ id }) => id));
  return savedTensors(plan)
    .filter(({ name, role, shape, node }) => {
      const found = given.get(name);
      if (role === 'moment' || (!found && bypassed.has(node ?? ''))) return false;
      return !found || !sameShape(found.shape, shape);
    })
    .map(({ name }) => name);
}

/** Whether there is something in the weights for every parameter and buffer of the plan. */
export function isWhole(plan: Plan, weights: Weights): boolean {
  const given = new Set(weights.state.map(({ name }) => name));
  return savedTensors(plan).every(({ name, role }) => role === 'moment' || given.has(name));
}

/** Tensors of which a number is infinite or none: what a run that lost its numbers leaves behind. */
export function nonFinite({ state, optimizer }: Weights): string[] {
  return [...state, ...optimizer].filter(({ values }) => !areFinite(values)).map(({ name }) => name);
}

/**
 * Puts fitting weights into a model. Returns where its run goes on: where it stood if the optimizer's state is whole, else
 * at the beginning, for an optimizer that has forgotten counts its steps from one.
 */
export function putWeights(model: Model, weights: Weights): Progress {
  const missing = model.trainer.load([...weights.state, ...weights.optimizer]);
  if (missing.length > 0) return BEGINNING;
  const { epoch, first, seconds } = weights.summary;
  return { step: weights.step, epoch: countIn(epoch), first: countIn(first), seconds: typeof seconds === 'number' ? seconds : 0 };
}

/** In the plan's order, which is the order of `Trainer.state`. */
function savedTensors(plan: Plan): PlannedTensor[] {
  return plan.tensors.filter(({ role }) => role === 'parameter' || role === 'buffer' || role === 'moment');
}

function countIn(value: number | string | undefined): number {
  return Number.isSafeInteger(value) && (value as number) >= 0 ? (value as number) : 0;
}

/** By a loop of its own: `every` calls back for each of a hundred million numbers. */
function areFinite(values: Float32Array): boolean {
  for (let at = 0; at < values.length; at++) if (!Number.isFinite(values[at])) return false;
  return true;
}
