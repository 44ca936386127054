import { InputError } from '../core/findings/input-error.ts';
import type { Ear } from './ipc.ts';
import type { Log } from './log.ts';
import { Allowance, type Pace } from './pace.ts';

/** A page that talks nonsense all the time fills no log. */
const LINES: Pace = { burst: 100, perSecond: 0.1, atOnce: 1 };

/** Writes down which messages came to nothing, and why: of what a person is told anyway, its code alone. */
export function refusals(log: Pick<Log, 'write'>, now: () => number = () => performance.now()): Ear<object>['refused'] {
  const lines = new Allowance(LINES, now());
  return (channel, why, error) => {
    if (!lines.take(now())) return;
    lines.answered();
    const more = error instanceof InputError ? error.code : error instanceof Error ? (error.stack ?? error.message) : error;
    log.write({ level: 'warning', text: `${channel} came to nothing: ${why}${error === undefined ? '' : `, ${String(more)}`}` });
  };
}
