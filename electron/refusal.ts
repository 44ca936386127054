import { basename } from 'node:path';
import { InputError } from '../core/findings/input-error.ts';
import type { Clause } from '../core/findings/messages.ts';
import type { Refusal } from './bridge.ts';

/** What the shell will not do, and why. */
export function refused(why: Clause): InputError {
  return new InputError('shell_refused', { why });
}

/** Of a path in a sentence, what is before its last name: an error of Node says paths in quotes. */
const FOLDERS = /(?<=')[^']*[/\\](?=[^'/\\]*')/g;

/** An error as it crosses to the page, which knows files by their names and no path. */
export function asRefusal(error: unknown): Refusal {
  if (!(error instanceof InputError)) {
    const sentence = (error instanceof Error ? error.message : String(error)).replace(FOLDERS, '');
    return { ok: false, code: 'shell_failed', numbers: { sentence } };
  }
  const { code, numbers } = error;
  const { file } = numbers;
  return { ok: false, code, numbers: typeof file === 'string' ? { ...numbers, file: basename(file) } : numbers };
}
