/** @file The near end of a reader: one file, one thread, one answer, and a way to stop. */
import type { Choice, Opened } from '../formats/opened.ts';
import { InputError } from '../findings/input-error.ts';
import { Refused } from './client.ts';
import type { ReadMessage, ReadRequest } from './reader.ts';

/** A thread that runs reader-worker.ts. */
export interface ReaderLike {
  postMessage(request: ReadRequest): void;
  /** Called once, at the start. `died` takes one sentence: an uncaught error, or a thread that could not be loaded. */
  listen(message: (message: ReadMessage) => void, died: (sentence: string) => void): void;
  terminate(): void;
}

/** Milliseconds without a sign of life after which a file counts as one that cannot be read; the largest is read within a fifth of it. */
const PATIENCE = 20_000;

/**
 * Reads a file in a thread that is started for it. `signal` ends it at once.
 * @throws Refused what is wrong with the file; InputError file_slow; the reason of `signal`
 */
export function readInThread(
  spawn: () => ReaderLike,
  request: ReadRequest,
  progress: (done: number, total: number) => void,
  signal: AbortSignal,
): Promise<Opened | Choice> {
  signal.throwIfAborted();
  const reader = spawn();
  let patience: ReturnType<typeof setTimeout>;
  const reading = new Promise<Opened | Choice>((resolve, reject) => {
    const wait = () => {
      clearTimeout(patience);
      patience = setTimeout(() => reject(new InputError('file_slow', { file: request.name, seconds: PATIENCE / 1000 })), PATIENCE);
    };
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
    reader.listen(
      (message) => {
        wait();
        if (message.type === 'progress') progress(message.done, message.total);
        else if (message.type === 'read') resolve(message.result);
        else reject(new Refused(message));
      },
      (sentence) => reject(new InputError('file_reader_died', { file: request.name, sentence })),
    );
    wait();
    reader.postMessage(request);
  });
  return reading.finally(() => {
    clearTimeout(patience);
    reader.terminate();
  });
}
