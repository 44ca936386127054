import type { BigIntStats } from 'node:fs';

/** Tells one state of a file from another without reading it: which file it is, how long, and when it was written. */
export function stampOf({ dev, ino, size, mtimeNs }: BigIntStats): string {
  return `${dev}:${ino}:${size}:${mtimeNs}`;
}
