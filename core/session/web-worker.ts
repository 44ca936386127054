/** @file A Web Worker as the client wants it. */
import type { WorkerLike } from './client.ts';
import type { Message } from './protocol.ts';

/** The worker is made where a bundler sees it, of session/worker.ts as a module. */
export function fromWebWorker(worker: Worker): WorkerLike {
  return {
    postMessage: (message, transfer) => worker.postMessage(message, transfer),
    listen(message, died) {
      worker.onmessage = (event: MessageEvent<Message>) => message(event.data);
      worker.onerror = (event) => died(event.message || 'The training worker could not be loaded.');
      worker.onmessageerror = () => died('A message of the training worker could not be read.');
    },
    terminate: () => worker.terminate(),
  };
}
