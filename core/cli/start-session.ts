/** @file A client over a worker thread. */
import { existsSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { Worker } from 'node:worker_threads';
import { InputError } from '../findings/input-error.ts';
import { Client, type WorkerLike } from '../session/client.ts';
import { bestBuild, kernelsFile } from '../session/engine.ts';
import type { Message } from '../session/protocol.ts';

const DIST = join(import.meta.dirname, '../../dist');

export interface EngineOptions {
  /** Threads to train with; by default all that the machine runs at once. */
  readonly threads?: number;
  /** The same bits on every machine, at some cost. */
  readonly strict?: boolean;
  /** Lets V8 take pairs of vectors as one of 256 bits, which is an experiment of its own: the kernels are checked first. */
  readonly revectorize?: boolean;
}

function startThread(): WorkerLike {
  const worker = new Worker(new URL('./worker.ts', import.meta.url));
  return {
    postMessage: (message, transfer) => worker.postMessage(message, transfer),
    listen(message, died) {
      worker.on('message', (received: Message) => message(received));
      worker.on('error', (error: Error) => died(error.message, 'failed'));
      worker.on('exit', () => died('The training worker ended.', 'ended'));
    },
    terminate: () => void worker.terminate(),
  };
}

/** Each takes some 20 MB before it does anything, and those beyond what the machine runs at once only take turns. */
export function threadsMost(): number {
  return Math.max(8, availableParallelism());
}

/** @throws InputError kernels_missing */
export function startSession({ threads = availableParallelism(), strict = false, revectorize = false }: EngineOptions = {}): Client {
  const build = bestBuild({ strict, threads });
  const file = kernelsFile(build);
  if (!existsSync(join(DIST, file))) throw new InputError('kernels_missing', { file: `dist/${file}` });
  const bytes = readFileSync(join(DIST, file));
  const buffer = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
  // before any thread compiles them
  if (revectorize) setFlagsFromString('--experimental-wasm-revectorize');
  return new Client(startThread, { ...build, bytes: buffer, revectorized: revectorize }, threads);
}
