import type { Document } from '../document/document.ts';

/** An example to open, with a reason to open it. */
export interface Lesson {
  /** Stable: links and scripts name it. */
  readonly id: string;
  readonly title: { readonly en: string; readonly hi: string };
  /** What to watch for, in two or three sentences. */
  readonly about: { readonly en: string; readonly hi: string };
  readonly document: Document;
}
