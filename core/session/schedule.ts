/** @file How the run loop gives way: the next slice comes after the messages that wait, and without a timer's delay. */

export type Schedule = (task: () => void) => void;

/** A message to oneself; unlike `setTimeout(0)` it is not throttled to 4 ms. */
export function byMessages(): Schedule {
  const { port1, port2 } = new MessageChannel();
  const tasks: (() => void)[] = [];
  port1.onmessage = () => tasks.shift()?.();
  return (task) => {
    tasks.push(task);
    port2.postMessage(null);
  };
}
