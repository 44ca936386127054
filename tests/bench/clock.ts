/** @file What seconds are counted by. */

/**
 * The clock on the wall, or the processor time of the thread that computes: it stands still while others have the processor, so
 * that one thread can be measured on a busy machine. Of several threads it would tell one. Some systems count it in ticks of
 * milliseconds, so what it is used for must be long.
 */
export type Clock = 'wall' | 'processor';

/** Starts a watch that tells the seconds since. */
export function stopwatch(clock: Clock): () => number {
  if (clock === 'wall') {
    const start = performance.now();
    return () => (performance.now() - start) / 1e3;
  }
  const start = process.threadCpuUsage();
  return () => {
    const { user, system } = process.threadCpuUsage(start);
    return (user + system) / 1e6;
  };
}
