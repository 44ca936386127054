/** @file Modules that an nn.Sequential holds: their names are its own and a number, and what has no weights leaves a gap. */
import type { Module } from './modules.ts';

interface Place {
  readonly parent: string;
  readonly index: number;
}

function placeOf(path: string): Place | null {
  const [, parent = '', digits] = /^(.*\.)?(\d{1,6})$/s.exec(path) ?? [];
  return digits === undefined ? null : { parent, index: Number(digits) };
}

/** Whether one stands behind the other in the same nn.Sequential. */
export function isSequence(a: Pick<Module, 'path'>, b: Pick<Module, 'path'>): boolean {
  const [before, behind] = [placeOf(a.path), placeOf(b.path)];
  return before !== null && behind !== null && before.parent === behind.parent && before.index < behind.index;
}

/** What the first of the modules between them would be called, and their count; null where there is none. */
export function gapBetween(a: Pick<Module, 'path'>, b: Pick<Module, 'path'>): { readonly path: string; readonly count: number } | null {
  if (!isSequence(a, b)) return null;
  const [{ parent, index }, behind] = [placeOf(a.path)!, placeOf(b.path)!];
  const count = behind.index - index - 1;
  return count > 0 ? { path: `${parent}${index + 1}`, count } : null;
}
