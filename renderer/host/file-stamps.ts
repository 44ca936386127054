/** @file When each file was last changed, as this window knows it: by that another's writing is told. */
import type { FileStamp } from './database.ts';
import type { FileHandle } from './host.ts';

const known = new WeakMap<FileHandle, FileStamp>();

/** The file was read or written as it is now. */
export function takeStamp(handle: FileHandle, stamp: FileStamp | undefined): void {
  if (stamp) known.set(handle, { lastModified: stamp.lastModified, size: stamp.size });
}

export function stampOf(handle: FileHandle): FileStamp | undefined {
  return known.get(handle);
}

/** False where nothing is known of it. */
export function isOtherThanKnown(handle: FileHandle, { lastModified, size }: FileStamp): boolean {
  const before = known.get(handle);
  return before !== undefined && (before.lastModified !== lastModified || before.size !== size);
}
