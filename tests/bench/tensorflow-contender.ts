/** @file The network of a case in TensorFlow.js, trained by its own optimizers. */
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type * as Tf from '@tensorflow/tfjs-core';
import type * as TfWasm from '@tensorflow/tfjs-backend-wasm';
import { linearShapes, type Case } from './cases.ts';
import { stopwatch, type Clock } from './clock.ts';
import type { Weights } from './contender.ts';
import { BATCHES, type Examples } from './examples.ts';

const BATCH_NORM = { eps: 1e-5, momentum: 0.1 };

type Core = typeof Tf;
/** As a Contender, but in the thread that calls it. */
export interface LocalContender {
  losses(steps: number): number[];
  run(steps: number): number;
  end(): void;
}

type Vector = Tf.Tensor1D;
type Matrix = Tf.Tensor2D;

/** What the peer and the worker that it lives in say of themselves. */
export interface TensorflowFacts {
  readonly version: string;
  readonly simd: boolean;
  readonly threads: number;
}

/** Loads it with one of its back ends. @throws Error if it is not installed, or does not start */
export async function loadTensorflow(backend: 'wasm' | 'cpu'): Promise<{ tf: Core; facts: TensorflowFacts }> {
  const require = createRequire(import.meta.url);
  console.warn = () => {}; // it advises, in so many lines, to take another package
  const tf = require('@tensorflow/tfjs-core') as Core;
  const wasm = require('@tensorflow/tfjs-backend-wasm') as typeof TfWasm;
  require('@tensorflow/tfjs-backend-cpu');
  await import('./tensorflow-gradients.ts');
  wasm.setWasmPaths(join(dirname(require.resolve('@tensorflow/tfjs-backend-wasm/package.json')), 'wasm-out/'));
  if (!(await tf.setBackend(backend))) throw new Error(`The back end "${backend}" of TensorFlow.js does not start.`);
  const simd = (await tf.env().getAsync('WASM_HAS_SIMD_SUPPORT')) === true;
  return {
    tf,
    facts: { version: tf.version_core, simd: backend === 'wasm' && simd, threads: backend === 'wasm' ? wasm.getThreadsCount() : 1 },
  };
}

/** Weights are kept [inputs, outputs], as tf.layers does, for only so does the forward product run fast. */
export function startTensorflow(tf: Core, each: Case, weights: Weights, examples: Examples, clock: Clock): LocalContender {
  const valuesOf = (name: string) => weights.find((tensor) => tensor.name === name)!.values;
  const variable = <T extends Tf.Tensor>(tensor: T) => tf.variable(tensor) as unknown as T & Tf.Variable;

  const linears = linearShapes(each).map(({ inputs, outputs }, index) => ({
    weight: variable(tf.tidy(() => tf.transpose(tf.tensor2d(valuesOf(`fc${index + 1}.weight`), [outputs, inputs])) as Matrix)),
    bias: variable(tf.tensor1d(valuesOf(`fc${index + 1}.bias`))),
  }));
  const norms = (each.batchNorm ? each.hidden : []).map((width, index) => ({
    weight: variable(tf.tensor1d(valuesOf(`bn${index + 1}.weight`))),
    bias: variable(tf.tensor1d(valuesOf(`bn${index + 1}.bias`))),
    mean: tf.variable(tf.zeros<Tf.Rank.R1>([width]), false),
    variance: tf.variable(tf.ones<Tf.Rank.R1>([width]), false),
  }));
  const learned = [...linears, ...norms].flatMap(({ weight, bias }) => [weight, bias]) as unknown as Tf.Variable[];

  const batches = Array.from({ length: BATCHES }, (_, index) => {
    const rows = [index * each.batch, (index + 1) * each.batch] as const;
    return tf.tidy(() => ({
      x: tf.tensor2d(examples.features.subarray(rows[0] * each.inputs, rows[1] * each.inputs), [each.batch, each.inputs]),
      target: tf.cast(tf.oneHot(tf.tensor1d(Int32Array.from(examples.labels.subarray(...rows))), each.classes), 'float32') as Matrix,
    }));
  });

  function normalise(x: Matrix, { weight, bias, mean, variance }: (typeof norms)[number]): Matrix {
    const batch = tf.moments(x, 0);
    const follow = (running: Tf.Variable, now: Tf.Tensor) =>
      running.assign(tf.add(tf.mul(running, 1 - BATCH_NORM.momentum), tf.mul(now, BATCH_NORM.momentum)));
    follow(mean, batch.mean);
    follow(variance, tf.mul(batch.variance, each.batch / (each.batch - 1)));
    return tf.batchNorm2d(x, batch.mean as Vector, batch.variance as Vector, bias, weight, BATCH_NORM.eps);
  }

  /** A product and an addition: the fused form is slower under a gradient, for it computes the forward product again. */
  function lossOn({ x, target }: (typeof batches)[number]): Tf.Scalar {
    const logits = linears.reduce((before, { weight, bias }, index) => {
      const sum = tf.add(tf.matMul(before, weight), bias) as Matrix;
      if (index === linears.length - 1) return sum;
      const active = tf.relu(each.batchNorm ? normalise(sum, norms[index]!) : sum);
      return each.p > 0 ? (tf.dropout(active, each.p) as Matrix) : active;
    }, x);
    return tf.losses.softmaxCrossEntropy(target, logits) as Tf.Scalar;
  }

  const { optimizer: settings } = each;
  const optimizer =
    settings.kind === 'SGD' ? tf.train.sgd(settings.lr) : tf.train.adam(settings.lr, settings.betas[0], settings.betas[1], settings.eps);
  let taken = 0;

  /** One step; its loss if it is wanted. `minimize` lets go of everything else by itself. */
  function step(wanted: boolean): Tf.Scalar | null {
    const batch = batches[taken++ % BATCHES]!;
    return optimizer.minimize(() => lossOn(batch), wanted, learned);
  }

  return {
    losses(steps) {
      return Array.from({ length: steps }, () => {
        const loss = step(true)!;
        const [value] = loss.dataSync();
        loss.dispose();
        return value!;
      });
    },
    run(steps) {
      const seconds = stopwatch(clock);
      for (let index = 0; index < steps; index++) step(false);
      return seconds();
    },
    end() {
      optimizer.dispose();
      tf.dispose([learned, norms.flatMap(({ mean, variance }) => [mean, variance]), batches.flatMap(({ x, target }) => [x, target])]);
    },
  };
}
