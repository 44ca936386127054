/**
 * @file The log file: what went wrong, for a person to attach to a report. In it are the versions and the system at every start, and errors with
 * the places in our scripts that they come from; nothing of what is drawn or trained, and no paths.
 */
import { appendFile, mkdir, rename, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { ShellLogEntry } from './bridge.ts';
import { withoutPaths } from './without-paths.ts';

/** Bytes, of the file and of the one before it. */
const LARGEST = 2 ** 20;

/** What would move the cursor of a terminal, or turn the direction of writing, as a number; nothing looks like a line of its own. */
const visible = (text: string): string =>
  text
    .replaceAll(/\r\n?|[\u2028\u2029\v\f\x85]/g, '\n')
    .replaceAll(/[^\P{C}\n\t\u200c\u200d]/gu, (hidden) => `\\u{${hidden.codePointAt(0)!.toString(16)}}`);

export class Log {
  readonly path: string;
  /** One line after another. */
  #last: Promise<void> = Promise.resolve();

  constructor(path: string) {
    this.path = path;
  }

  /** Never throws, for what is written down is trouble already. */
  write({ level, text }: ShellLogEntry): void {
    const line = `${new Date().toISOString()} ${level} ${visible(withoutPaths(text)).replaceAll('\n', '\n    ')}\n`;
    this.#last = this.#last.then(() => this.#append(line)).catch(() => {});
  }

  /** Resolves when all that was said until now is in the file, or the disk has refused it. */
  get written(): Promise<void> {
    return this.#last;
  }

  async #append(line: string): Promise<void> {
    await mkdir(dirname(this.path), { recursive: true });
    const size = await stat(this.path).then(
      (found) => found.size,
      () => 0,
    );
    if (size > LARGEST) await rename(this.path, `${this.path}.1`);
    await appendFile(this.path, line);
  }
}
