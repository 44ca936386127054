/** @file What a repair is: how one kind of fix changes a document. One file of this folder each; `index.ts` is the table. */
import type { Document } from '../document/document.ts';
import type { Edit } from '../document/edits.ts';
import type { Numbers } from '../findings/finding.ts';

/**
 * One edit, so that one undo takes it back; `numbers` are the fix's own (findings/fixes.ts). Null where the document has nothing for it
 * to change: such a fix is not offered.
 */
export type Repair = (document: Document, numbers: Numbers) => Edit | null;
