import type { Document } from '../../core/document/document.ts';
import type { Edit } from '../../core/document/edits.ts';
import type { Fix } from '../../core/findings/fixes.ts';
import { repairEdit } from '../../core/repairs/index.ts';
import { joiningGroups } from '../editing/join-groups.ts';

/** The edit that a fix comes to on the canvas, where what is put between blocks of a group joins the group; null if it changes nothing. */
export function fixEdit(document: Document, fix: Fix): Edit | null {
  const edit = repairEdit(document, fix);
  return edit && joiningGroups(document, edit);
}
