/** @file What goes wrong in the main process is written down, and the windows go on: they hold people's work. */
import type { Log } from './log.ts';

/** The process, as far as it tells of trouble. */
export interface Troubled {
  on(event: 'uncaughtException' | 'unhandledRejection', listener: (why: unknown) => void): unknown;
}

export function writeDownTrouble(process: Troubled, log: Pick<Log, 'write'>): void {
  for (const event of ['uncaughtException', 'unhandledRejection'] as const)
    process.on(event, (why) => {
      const text = why instanceof Error ? (why.stack ?? why.message) : String(why);
      log.write({ level: 'error', text: `${event} in the main process: ${text}` });
    });
}
