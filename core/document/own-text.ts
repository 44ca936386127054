/** @file The text that a document was opened from: what nobody has changed since is saved as it was written, to the byte. */
import type { Document } from './document.ts';
import { printDocument } from './print-document.ts';

/** Of a file that was written by hand, by another program or by an earlier version. */
export interface OwnText {
  /** A byte order mark at its start included. */
  readonly text: string;
  /** How printDocument writes the document that is in it. */
  readonly printed: string;
}

/** What to keep of the text that `document` was parsed from; undefined if printDocument writes the very same. */
export function ownText(text: string, document: Document): OwnText | undefined {
  const printed = printDocument(document);
  return text === printed ? undefined : { text, printed };
}

/** What a document is saved as: its own text as long as that says the same. */
export function savedText(document: Document, own: OwnText | undefined): string {
  const printed = printDocument(document);
  return own?.printed === printed ? own.text : printed;
}
