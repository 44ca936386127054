/** @file Long work, done between messages: a few milliseconds at a time. */
import type { Schedule } from './schedule.ts';

/** Milliseconds of work between two looks at the messages; one piece of it may make it longer. */
const SLICE = 8;

/** Runs `work` to its end, a few milliseconds at a time. */
export function inSlices<T>(work: Generator<void, T>, schedule: Schedule): Promise<T> {
  return new Promise((resolve, reject) => {
    const slice = () => {
      try {
        const end = performance.now() + SLICE;
        do {
          const { done, value } = work.next();
          if (done) return resolve(value);
        } while (performance.now() < end);
        schedule(slice);
      } catch (error) {
        reject(error);
      }
    };
    schedule(slice);
  });
}
