import { realpathSync } from 'node:fs';

/** Whether two paths lead to one file, through links and however a system that does not mind writes its capitals. */
export function isSameFile(a: string, b: string): boolean {
  return a === b || trueName(a) === trueName(b);
}

/** What is not there has no other name. */
function trueName(path: string): string {
  try {
    return realpathSync.native(path);
  } catch {
    return path;
  }
}
