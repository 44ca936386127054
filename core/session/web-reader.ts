/** @file A Web Worker that reads a file, as the near end of a reader wants it. */
import type { ReadMessage } from './reader.ts';
import type { ReaderLike } from './reading.ts';

/** The worker is made where a bundler sees it, of session/reader-worker.ts as a module. */
export function readerFromWebWorker(worker: Worker): ReaderLike {
  return {
    postMessage: (request) => worker.postMessage(request),
    listen(message, died) {
      worker.onmessage = (event: MessageEvent<ReadMessage>) => message(event.data);
      worker.onerror = (event) => died(event.message || 'The reader could not be loaded.');
      worker.onmessageerror = () => died('A message of the reader could not be read.');
    },
    terminate: () => worker.terminate(),
  };
}
