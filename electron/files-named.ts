import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * The files among the arguments of a command line. Chromium and its drivers add switches of their own, which begin with a dash; behind "--" everything
 * is a file. Desktops of Linux say a file as an address.
 * @param folder that the names are relative to
 */
export function filesNamed(args: readonly string[], folder: string): string[] {
  const end = args.indexOf('--');
  const before = end < 0 ? args : args.slice(0, end);
  const names = [...before.filter((arg) => !arg.startsWith('-')), ...(end < 0 ? [] : args.slice(end + 1))];
  return names.filter((name) => name !== '').map((name) => resolve(folder, pathOf(name)));
}

function pathOf(name: string): string {
  try {
    return /^file:\/\//i.test(name) ? fileURLToPath(name) : name;
  } catch {
    return name; // on another machine, or no address after all: there is no such file, and the page says so
  }
}
