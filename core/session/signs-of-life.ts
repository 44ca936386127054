/**
 * @file How a thread shows that it lives. Nothing tells of one that ends itself or is ended from outside, but the lock that it holds falls
 * with it: whoever waits for the lock hears of it within milliseconds. One that hangs answers no PING.
 */

/** What a worker's threads say beside the session's messages. */
export type SignOfLife =
  /** The worker, or a thread that helps it, holds the lock of this name until it dies. */
  | { readonly sign: 'living'; readonly thread: 'worker' | 'helper'; readonly lock: string }
  /** A helper is not needed any more: its lock falls as it should. */
  | { readonly sign: 'left'; readonly lock: string }
  /** The answer to PING. */
  | { readonly sign: 'beat' }
  /** What is in hand may take so many milliseconds before the next answer. */
  | { readonly sign: 'busy'; readonly milliseconds: number };

export const PING = 'ping';

export function isSignOfLife(message: object): message is SignOfLife {
  return 'sign' in message;
}

/**
 * Takes a lock of a name of its own and never lets go. Resolves to the name when the lock is held; to null where the browser gives none, as
 * when it may keep nothing of this page: then only silence tells of a death.
 */
export function holdLock(): Promise<string | null> {
  const lock = `gradscape.thread.${crypto.randomUUID()}`;
  return new Promise((held) => {
    const forever = () => {
      held(lock);
      return new Promise<never>(() => undefined);
    };
    navigator.locks.request(lock, forever).catch(() => held(null));
  });
}
