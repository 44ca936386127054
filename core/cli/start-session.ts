/** @file A client over a worker thread. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { InputError } from '../findings/input-error.ts';
import { Client, type WorkerLike } from '../session/client.ts';
import type { Message } from '../session/protocol.ts';

const KERNELS = join(import.meta.dirname, '../../dist/kernels.wasm');

function startThread(): WorkerLike {
  const worker = new Worker(new URL('./worker.ts', import.meta.url));
  return {
    postMessage: (message, transfer) => worker.postMessage(message, transfer),
    listen(message, died) {
      worker.on('message', (received: Message) => message(received));
      worker.on('error', (error: Error) => died(error.message));
      worker.on('exit', () => died('The training worker ended.'));
    },
    terminate: () => void worker.terminate(),
  };
}

/** @throws InputError kernels_missing */
export function startSession(threads = 1): Client {
  if (!existsSync(KERNELS)) throw new InputError('kernels_missing', { file: 'dist/kernels.wasm' });
  const bytes = readFileSync(KERNELS);
  return new Client(startThread, bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength), threads);
}
