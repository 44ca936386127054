/** @file A Web Worker as the client wants it: whether it lives and answers is watched over from here. */
import type { WorkerLike } from './client.ts';
import type { Message } from './protocol.ts';
import { isSignOfLife, PING, type SignOfLife } from './signs-of-life.ts';
import { SPACING, Vigil, type Pulse } from './vigil.ts';

/** Milliseconds within which it is told that a helper ended because nobody needs it. */
const TOLD_WITHIN = 50;

/** The worker is made where a bundler sees it, of session/worker.ts as a module. */
export function fromWebWorker(worker: Worker): WorkerLike {
  const ended = new AbortController();
  const { signal } = ended;
  const left = new Set<string>();
  const vigil = new Vigil(performance.now());

  return {
    postMessage: (message, transfer) => worker.postMessage(message, transfer),
    listen(message, died, pulse) {
      worker.onmessage = ({ data }: MessageEvent<Message | SignOfLife>) => {
        vigil.hear();
        if (isSignOfLife(data)) return heed(data);
        if (data.type === 'status') vigil.hearPace(data.status === 'running' ? data.stepsPerSecond : null);
        message(data);
      };
      worker.onerror = (event) => died(event.message || 'The training worker could not be loaded.', 'failed');
      worker.onmessageerror = () => died('A message of the training worker could not be read.', 'failed');

      const heed = (sign: SignOfLife): void => {
        if (sign.sign === 'living') void awaitEnd(sign);
        else if (sign.sign === 'left') left.add(sign.lock);
        else if (sign.sign === 'busy') vigil.expect(sign.milliseconds);
      };
      /** The lock is to be had when its thread is dead. */
      const awaitEnd = async ({ thread, lock }: Extract<SignOfLife, { sign: 'living' }>): Promise<void> => {
        try {
          await navigator.locks.request(lock, { signal }, () => undefined);
        } catch {
          return; // nobody waits any more
        }
        if (thread === 'worker') died('The training worker ended.', 'ended');
        else setTimeout(() => signal.aborted || left.delete(lock) || died('A thread that helps in training ended.', 'ended'), TOLD_WITHIN);
      };

      let last: Pulse = 'beating';
      const look = (): void => {
        const now = vigil.look(performance.now());
        worker.postMessage(PING);
        if (now === 'hung') return died(`The training worker did not answer for ${Math.round(vigil.silence / 1000)} s.`, 'hung');
        if (now !== last) pulse(now);
        last = now;
      };
      const looking = setInterval(look, SPACING);
      signal.addEventListener('abort', () => clearInterval(looking));
    },
    terminate() {
      ended.abort();
      worker.terminate();
    },
  };
}
