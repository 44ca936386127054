/** @file The one process of an app that has its folder: a later start finds it by a file there, leaves its arguments there, and goes. */
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, watch, writeFileSync, type FSWatcher } from 'node:fs';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import { here } from './packing.ts';

type Started = (argv: string[], cwd: string, data: unknown) => void;

export class SingleInstance {
  readonly isFirst: boolean;
  readonly #lock: string;
  readonly #starts: string;
  #watcher: FSWatcher | null = null;

  constructor(folder: string) {
    this.#lock = join(folder, 'double.lock');
    this.#starts = join(folder, 'double-starts');
    mkdirSync(this.#starts, { recursive: true });
    this.isFirst = this.#take() || (this.#isLeft() && this.#retake());
  }

  /** Tells the first of this start. */
  handOver(argv: readonly string[], cwd: string, data: unknown): void {
    const name = randomUUID();
    writeFileSync(join(this.#starts, `${name}.part`), here.pack([argv, cwd, data]));
    renameSync(join(this.#starts, `${name}.part`), join(this.#starts, `${name}.start`));
  }

  /** Hears of later starts, and of those that came before it listened. */
  listen(started: Started): void {
    const hear = () => {
      for (const name of existsSync(this.#starts) ? readdirSync(this.#starts) : []) {
        if (!name.endsWith('.start')) continue;
        const [argv, cwd, data] = here.unpack(readFileSync(join(this.#starts, name), 'utf8')) as Parameters<Started>;
        rmSync(join(this.#starts, name));
        started(argv, cwd, data);
      }
    };
    if (!this.isFirst) return;
    this.#watcher = watch(this.#starts, hear);
    hear();
  }

  release(): void {
    this.#watcher?.close();
    if (this.isFirst) rmSync(this.#lock, { force: true });
  }

  #take(): boolean {
    try {
      writeFileSync(this.#lock, String(process.pid), { flag: 'wx' });
      return true;
    } catch {
      return false;
    }
  }

  /** Its process has gone without a word. */
  #isLeft(): boolean {
    try {
      process.kill(Number(readFileSync(this.#lock, 'utf8')), 0);
      return false;
    } catch {
      return true;
    }
  }

  #retake(): boolean {
    rmSync(this.#lock, { force: true });
    return this.#take();
  }
}
