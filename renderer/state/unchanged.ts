/**
 * @file What comes from the worker is new each time, though little of it has changed. Told apart by its content, what has not changed stays
 * the object that it was, and what is drawn of it is not drawn anew.
 */

/** `now`, with everything in it that equals what was there before at the same place in its old identity. Plain data. */
export function keepUnchanged<T>(before: T | null | undefined, now: T): T {
  if (Object.is(before, now)) return now;
  if (!isPlain(before) || !isPlain(now) || Array.isArray(before) !== Array.isArray(now)) return now;
  const [old, fresh] = [before as Record<string, unknown>, now as Record<string, unknown>];
  const keys = Object.keys(fresh);
  const kept = keys.map((key) => [key, keepUnchanged(old[key], fresh[key])] as const);
  if (keys.length === Object.keys(old).length && kept.every(([key, value]) => key in old && Object.is(old[key], value))) return before;
  return (Array.isArray(now) ? kept.map(([, value]) => value) : Object.fromEntries(kept)) as T;
}

function isPlain(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
