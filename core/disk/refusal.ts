/** @file What the disk says, as a sentence: what it refuses, why, and what to do about it. */
import { InputError } from '../findings/input-error.ts';
import type { Clause } from '../findings/messages.ts';

const PROBLEMS: Readonly<Record<string, Clause>> = {
  ENOENT: 'clause:disk_absent',
  ERR_INVALID_ARG_VALUE: 'clause:disk_absent', // no disk has a name with a zero in it
  ENOTDIR: 'clause:disk_no_folder',
  EISDIR: 'clause:disk_folder',
  ELOOP: 'clause:disk_links_circle',
  ENAMETOOLONG: 'clause:disk_name_long',
  EACCES: 'clause:disk_denied',
  EPERM: 'clause:disk_denied',
  EROFS: 'clause:disk_read_only',
  ENOSPC: 'clause:disk_full',
  EDQUOT: 'clause:disk_share_used',
  EFBIG: 'clause:disk_too_large',
  EIO: 'clause:disk_broken',
  EBUSY: 'clause:disk_busy',
  ETXTBSY: 'clause:disk_busy',
  EXDEV: 'clause:disk_mounted_alone',
  EMFILE: 'clause:disk_many_open',
  ENFILE: 'clause:disk_many_open',
};

export type Refused = 'file_unreadable' | 'file_unwritable';

/** An error of the disk about a file as its sentence; any other error as it came. */
export function refusal(code: Refused, file: string, error: unknown): unknown {
  const { code: name } = error as NodeJS.ErrnoException;
  if (error instanceof InputError || name === undefined) return error;
  return refused(code, file, PROBLEMS[name] ?? 'clause:disk_says', { said: name });
}

/** What is wrong with a file without the disk saying so. */
export function refused(code: Refused, file: string, problem: Clause, more: Readonly<Record<string, string>> = {}): InputError {
  return new InputError(code, { file, problem, ...more });
}
