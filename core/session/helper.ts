/** @file The module Web Worker that helps a training worker with its steps. */
import { assist, type Call } from './engine.ts';
import { holdLock } from './signs-of-life.ts';

/** Before it serves for the first time, for it says nothing while it does. */
const held = holdLock();
void held.then((lock) => lock !== null && self.postMessage(lock));

self.onmessage = async ({ data }: MessageEvent<Call>) => {
  await held;
  try {
    assist(data);
  } catch (error) {
    self.close(); // the chunk that it held is never done: whoever waits for it must hear of that
    throw error;
  }
};
