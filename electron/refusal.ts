import { basename } from 'node:path';
import { InputError } from '../core/findings/input-error.ts';
import type { Clause } from '../core/findings/messages.ts';
import type { Refusal } from './bridge.ts';

/** What the shell will not do, and why. */
export function refused(why: Clause): InputError {
  return new InputError('shell_refused', { why });
}

/** An error as it crosses to the page, which knows files by their names and no path. */
export function asRefusal(error: unknown): Refusal {
  if (!(error instanceof InputError))
    return { ok: false, code: 'shell_failed', numbers: { sentence: error instanceof Error ? error.message : String(error) } };
  const { code, numbers } = error;
  const { file } = numbers;
  return { ok: false, code, numbers: typeof file === 'string' ? { ...numbers, file: basename(file) } : numbers };
}
