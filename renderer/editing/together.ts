import type { Edit } from '../../core/document/edits.ts';

/** Several edits as one, in order, each of the document that those before it have left; null if there are none. */
export function together(...edits: readonly (Edit | null)[]): Edit | null {
  const some = edits.filter((edit) => edit !== null);
  return some.length > 1 ? { edit: 'compound', edits: some } : (some[0] ?? null);
}
