/** @file The command as a person starts it: a process of its own, in a folder of its own. */
import { spawn, type ChildProcess } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');
export const COMMAND = join(root, 'core/cli/gradscape.ts');

export interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

export class Folder {
  readonly path = mkdtempSync(join(tmpdir(), 'gradscape-'));

  /** A file of the project, or one made here, by its place in the folder. */
  at(name: string): string {
    return join(this.path, name);
  }

  copy(file: string, name: string): void {
    copyFileSync(join(root, file), this.at(name));
  }

  start(...args: string[]): { process: ChildProcess; ended: Promise<Ran> } {
    const child = spawn(process.execPath, [COMMAND, ...args], { cwd: this.path, stdio: ['ignore', 'pipe', 'pipe'] });
    let [out, err] = ['', ''];
    child.stdout.on('data', (data: Buffer) => (out += data.toString()));
    child.stderr.on('data', (data: Buffer) => (err += data.toString()));
    const ended = new Promise<Ran>((resolve) => child.on('close', (code) => resolve({ code, out, err })));
    return { process: child, ended };
  }

  run(...args: string[]): Promise<Ran> {
    return this.start(...args).ended;
  }

  remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}
