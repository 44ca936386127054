/** @file The engine as the commands start it: the best build of the kernels that runs here, and the threads that help. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { root } from '../../build/root.ts';
import type { Clock } from './clock.ts';
import { bestBuild, createEngine, kernelsFile, type Engine as SessionEngine, type Helper } from '../../core/session/engine.ts';

export interface Engine extends SessionEngine {
  /** What its time is taken by. */
  readonly clock: Clock;
  /** Threads that train where a network is worth it: one where memory cannot be shared. */
  readonly threads: number;
}

function startHelper(): Helper {
  const worker = new Worker(join(root, 'core/cli/helper.ts'));
  worker.unref();
  return { call: (call) => worker.postMessage(call), end: () => void worker.terminate() };
}

export function startEngine({ threads, strict, clock }: { threads: number; strict: boolean; clock: Clock }): Engine {
  const build = bestBuild({ strict, threads });
  const { buffer, byteOffset, byteLength } = readFileSync(join(root, 'dist', kernelsFile(build)));
  const engine = createEngine({ ...build, bytes: buffer.slice(byteOffset, byteOffset + byteLength) as ArrayBuffer }, threads, startHelper);
  return { ...engine, threads: engine.team?.threads ?? 1, clock: threads === 1 ? clock : 'wall' };
}
