/**
 * @file Undo and redo as an immutable value. Edits that share a merge key in a row (dragging a block, typing a number) are one
 * step, until `settle` ends the run of them: the hand lifts, the field is left, a moment passes.
 */
import type { Document } from './document.ts';
import { difference } from './difference.ts';
import { apply, type Edit } from './edits.ts';

/** Steps that are kept; older ones can no longer be undone. */
const LONGEST = 500;

interface Entry {
  /** The version that the document is at after this step. Versions are never used twice. */
  readonly version: number;
  /** Past: leads one step back. Future: leads one step on. */
  readonly edit: Edit;
  /** Null: takes no more edits. */
  readonly mergeKey: string | null;
}

export interface History {
  readonly document: Document;
  /** Oldest first. */
  readonly past: readonly Entry[];
  /** The next to redo is last. */
  readonly future: readonly Entry[];
  /** The version before the oldest step of `past`. */
  readonly base: number;
  /** The version that is on disk; null if none is. */
  readonly saved: number | null;
  readonly nextVersion: number;
}

/** The history of a document just opened, or, with `saved` false, of one that is nowhere on disk. */
export function startHistory(document: Document, saved = true): History {
  return { document, past: [], future: [], base: 0, saved: saved ? 0 : null, nextVersion: 1 };
}

/**
 * Does an edit. With the `mergeKey` of the step before, it becomes one step with it; the key should name the hand that
 * moves, such as `move a b` or `set fc1 out_features`. An edit that changes nothing leaves the history as it is.
 */
export function edited(history: History, edit: Edit, mergeKey: string | null = null): History {
  const { document, inverse } = apply(history.document, edit);
  if (document === history.document) return history;
  const last = history.past.at(-1);
  // a version that was saved stays a step of its own, or undo could not come back to it
  const merges = last !== undefined && mergeKey !== null && last.mergeKey === mergeKey && last.version !== history.saved;
  const undo = merges ? difference(document, apply(history.document, last.edit).document) : inverse;
  const past = [...(merges ? history.past.slice(0, -1) : history.past), { version: history.nextVersion, edit: undo, mergeKey }];
  const kept = past.slice(-LONGEST);
  const base = past.length > kept.length ? past[0]!.version : history.base;
  return { ...history, document, past: kept, future: [], base, nextVersion: history.nextVersion + 1 };
}

/** The next edit starts a step of its own, whatever its merge key. */
export function settle(history: History): History {
  const last = history.past.at(-1);
  if (!last || last.mergeKey === null) return history;
  return { ...history, past: [...history.past.slice(0, -1), { ...last, mergeKey: null }] };
}

export function canUndo(history: History): boolean {
  return history.past.length > 0;
}

export function canRedo(history: History): boolean {
  return history.future.length > 0;
}

/** One step back; at the beginning, the same history. */
export function undo(history: History): History {
  const step = history.past.at(-1);
  if (!step) return history;
  const { document, inverse } = apply(history.document, step.edit);
  const redo = { version: step.version, edit: inverse, mergeKey: null };
  return settle({ ...history, document, past: history.past.slice(0, -1), future: [...history.future, redo] });
}

/** One step on; at the end, the same history. */
export function redo(history: History): History {
  const step = history.future.at(-1);
  if (!step) return history;
  const { document, inverse } = apply(history.document, step.edit);
  const undo = { version: step.version, edit: inverse, mergeKey: null };
  return { ...history, document, past: [...history.past, undo], future: history.future.slice(0, -1) };
}

/** The present document has been written to disk. */
export function markSaved(history: History): History {
  return { ...history, saved: version(history) };
}

/** True if the present document differs from the one on disk. */
export function isDirty(history: History): boolean {
  return version(history) !== history.saved;
}

function version(history: History): number {
  return history.past.at(-1)?.version ?? history.base;
}
