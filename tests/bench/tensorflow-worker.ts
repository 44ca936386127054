/** @file The thread that TensorFlow.js runs in: its garbage and its compiler's work are not in the way of whoever else is timed. */
import { parentPort, workerData } from 'node:worker_threads';
import type { Case } from './cases.ts';
import type { Clock } from './clock.ts';
import type { Weights } from './contender.ts';
import type { Examples } from './examples.ts';
import type { Request } from './remote.ts';
import { loadTensorflow, startTensorflow, type LocalContender } from './tensorflow-contender.ts';

/** What `start` brings along. */
export interface Material {
  readonly each: Case;
  readonly weights: Weights;
  readonly examples: Examples;
  readonly clock: Clock;
}

const { tf, facts } = await loadTensorflow(workerData as 'wasm' | 'cpu');
const contenders = new Map<number, LocalContender>();

function answer(request: Request): Record<string, unknown> {
  if (request.do === 'about') return { ...facts };
  const contender = contenders.get(request.id);
  switch (request.do) {
    case 'start': {
      const { each, weights, examples, clock } = request.material as Material;
      contenders.set(request.id, startTensorflow(tf, each, weights, examples, clock));
      return {};
    }
    case 'losses':
      return { losses: contender!.losses(request.steps) };
    case 'run':
      return { seconds: contender!.run(request.steps) };
    case 'choose':
      return {};
    case 'end':
      contender!.end();
      contenders.delete(request.id);
      return {};
  }
  return request satisfies never;
}

parentPort!.on('message', (request: Request) => parentPort!.postMessage(answer(request)));
