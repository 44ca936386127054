import { resolve } from 'node:path';

/** The files among the arguments of a command line: Chromium and its drivers add switches of their own, which begin with a dash. */
export function filesNamed(args: readonly string[], folder: string): string[] {
  return args.filter((arg) => !arg.startsWith('-')).map((path) => resolve(folder, path));
}
