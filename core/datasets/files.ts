/** @file Finding the file that a setting names among those that were given. */
import type { GivenFiles } from './source.ts';

/** The last part of a path, of either kind of slash. */
export function baseName(path: string): string {
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
}

/** By the path as written, else by its last part: a page knows the names of chosen files and not their folders. */
export function givenFile(files: GivenFiles, path: string): Uint8Array | undefined {
  return files.get(path) ?? files.get(baseName(path));
}
