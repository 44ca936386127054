/** @file This engine as a contender: a document compiled to a plan, and a trainer that takes the steps. */
import type { DataFacts } from '../../core/compiler/data-facts.ts';
import type { Document } from '../../core/document/document.ts';
import type { Running } from '../../core/engine/machine.ts';
import { Trainer } from '../../core/engine/trainer.ts';
import { createWasmMachine } from '../../core/engine/wasm-machine.ts';
import type { Plan } from '../../core/plan/plan.ts';
import { SCALAR } from '../../core/plan/report.ts';
import { compiled } from '../helpers/compiled.ts';
import { network } from '../helpers/networks.ts';
import type { Case } from './cases.ts';
import { stopwatch } from './clock.ts';
import type { Contender, Weights } from './contender.ts';
import type { Engine } from './engine.ts';
import { BATCHES, type Examples } from './examples.ts';

const SEED = 1;
const init = { kind: 'kaiming_normal', nonlinearity: 'relu' };

export function documentOf({ title, inputs, hidden, classes, batchNorm, p, batch, optimizer }: Case): Document {
  const blocks = hidden.flatMap((out_features, index) => {
    const place = index + 1;
    return [
      ['Linear', `fc${place}`, { out_features, init }],
      ...(batchNorm ? [['BatchNorm1d', `bn${place}`]] : []),
      ['ReLU', `relu${place}`],
      ...(p > 0 ? [['Dropout', `drop${place}`, { p }]] : []),
    ] as [string, string, Record<string, unknown>?][];
  });
  return network(
    [
      ['Input', 'input', { shape: [inputs] }],
      ...blocks,
      ['Linear', `fc${hidden.length + 1}`, { out_features: classes, init }],
      ['CrossEntropyLoss', 'loss'],
    ],
    { name: title, training: { optimizer: { ...optimizer }, batch_size: batch, epochs: 1, seed: SEED, clip_grad_norm: null } },
  );
}

export function factsOf({ title, inputs, classes }: Case): DataFacts {
  return { name: title, width: inputs, task: 'classification', classes, targetWidth: 1 };
}

export function planOf(each: Case): Plan {
  return compiled(documentOf(each), factsOf(each));
}

export interface Ours extends Contender {
  /** Threads that take its steps: one where no step is worth sharing. */
  readonly threads: number;
  /** What training started from. */
  readonly weights: Weights;
  /** The same training, with every step's statistics of every layer computed, or none: `losses` and `run` have none. */
  readonly recording: (recorded: boolean) => Pick<Contender, 'run'>;
}

export function startOurs(each: Case, { kernels, team, clock }: Engine, { features, labels }: Examples): Ours {
  const plan = planOf(each);
  const trainer = new Trainer(createWasmMachine(plan, kernels, team), { seed: SEED });
  trainer.initialise();
  trainer.machine.bind(features, labels, BATCHES * each.batch);
  const weights = plan.parameters.map(({ tensor }) => {
    const { name, shape } = plan.tensors[tensor]!;
    return { name, shape, values: Float32Array.from(trainer.parameter(name)) };
  });
  const running: Running = { lr: each.optimizer.lr, clip_grad_norm: 0, step: 0, seed: SEED };

  function step(recorded: boolean): void {
    const first = (running.step % BATCHES) * each.batch;
    running.step += 1;
    trainer.trainStep(first, each.batch, running, recorded);
  }

  const recording = (recorded: boolean) => ({
    run(steps: number) {
      const seconds = stopwatch(clock);
      for (let index = 0; index < steps; index++) step(recorded);
      return Promise.resolve(seconds());
    },
  });
  return {
    threads: trainer.machine.threads,
    weights,
    recording,
    ...recording(false),
    losses: (steps) =>
      Promise.resolve(
        Array.from({ length: steps }, () => {
          step(false);
          return trainer.report[SCALAR.loss]!;
        }),
      ),
    end: () => {},
  };
}
