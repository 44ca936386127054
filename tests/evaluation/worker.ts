/** @file A thread that trains one document after another. */
import { parentPort } from 'node:worker_threads';
import { train } from './train.ts';
import type { Answer, Job } from './crew.ts';

parentPort!.on('message', ({ document, files }: Job) => {
  train(document, files).then(
    (outcome) => answer({ outcome }),
    (error: Error) => answer({ problem: error.message }),
  );
});

function answer(message: Answer): void {
  parentPort!.postMessage(message);
}
