import type { Edit } from '../document/edits.ts';

/** Several edits as one, so that one undo takes them back; null for none. */
export function joined(edits: readonly Edit[]): Edit | null {
  return edits.length > 1 ? { edit: 'compound', edits } : (edits[0] ?? null);
}
