/**
 * @file The process that draws for all windows. Chromium starts it again by itself; where it is lost again and again, the next start draws without
 * the graphics card, and the start after that tries it once more.
 */
import type { App } from 'electron';
import * as v from 'valibot';
import { KeptValue } from './kept-value.ts';
import type { Log } from './log.ts';

/** Losses in one start that are too many. */
const TOO_MANY = 3;

const SCHEMA = v.object({ without: v.boolean() });

export class Graphics {
  /** This start draws without the graphics card, because the last one lost it. */
  readonly without: boolean;
  readonly #kept: KeptValue<{ without: boolean }>;

  /**
   * Before the app is ready.
   * @param path of the file in which it is remembered
   */
  constructor(app: Pick<App, 'disableHardwareAcceleration' | 'on'>, path: string, log: Pick<Log, 'write'>) {
    this.#kept = new KeptValue(path, SCHEMA, { without: false });
    this.without = this.#kept.value.without;
    if (this.without) app.disableHardwareAcceleration();
    this.#kept.value = { without: false };
    let losses = 0;
    app.on('child-process-gone', (_event, { type, reason, exitCode, name = '' }) => {
      if (reason === 'clean-exit') return;
      log.write({ level: 'error', text: `a process is gone: ${type} ${name}, ${reason}, ${exitCode}` });
      if (type === 'GPU' && ++losses >= TOO_MANY) this.#kept.value = { without: true };
    });
  }

  /** Resolves when the disk has what is to be remembered, or has refused it. */
  get written(): Promise<void> {
    return this.#kept.written;
  }
}
