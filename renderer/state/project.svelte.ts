/** @file The document in work with its history, and the file that it belongs to. */
import { emptyDocument, type Document } from '../../core/document/document.ts';
import type { Edit } from '../../core/document/edits.ts';
import {
  canRedo,
  canUndo,
  edited,
  isDirty,
  markSaved,
  redo,
  settle,
  startHistory,
  undo,
  type History,
} from '../../core/document/history.ts';
import { savedText, type OwnText } from '../../core/document/own-text.ts';
import type { FileHandle } from '../host/host.ts';
import type { NetworkFile } from './file-kinds.ts';
import type { How } from './spoken-change.ts';
import { trainedText } from './trained-text.ts';

/** One document after another on the screen. */
export interface Change {
  readonly before: Document;
  readonly after: Document;
  readonly how: How | 'open';
}

/** Where a document is kept, and whether with its weights. */
export interface Place {
  readonly name: string;
  readonly handle: FileHandle | null;
  readonly kind: NetworkFile;
}

/** Where a document came from. */
export interface Whence {
  /** Null of one that is in no file. */
  readonly place: Place | null;
  /** The file of another program that it was made from. */
  readonly imported: string | null;
  /** Whether a file holds it as it is; restored work is in none. */
  readonly saved: boolean;
  /** The text of the file, if it is not how Gradscape writes the document. */
  readonly text?: OwnText | undefined;
}

export class Project {
  #history = $state.raw(startHistory(emptyDocument()));
  readonly #listeners: ((change: Change) => void)[] = [];
  /** Null until the document has been opened from a file or saved to one. */
  place = $state.raw<Place | null>(null);
  /** As its file has it, or as it was begun. */
  base: Document = this.#history.document;
  /** The file of another program that it was made from, until it has one of its own. */
  #imported = $state.raw<string | null>(null);
  #text: OwnText | undefined;
  /** Counts how often a document came from a file, or was written to one. */
  placed = $state(0);
  /** Counts the documents that took another's place. */
  opened = $state(0);

  readonly document: Document = $derived(this.#history.document);
  readonly dirty: boolean = $derived(isDirty(this.#history));
  /** Changes when the document becomes another network to training, and is as it was when that is undone. */
  readonly trained: string = $derived(trainedText(this.document));
  readonly canUndo: boolean = $derived(canUndo(this.#history));
  readonly canRedo: boolean = $derived(canRedo(this.#history));
  readonly fileName: string | null = $derived(this.place?.name ?? null);
  /** Without its ending: what the top bar shows and what a saved file is called. */
  readonly title: string = $derived((this.fileName ?? this.#imported)?.replace(/(\.gradscape)?\.\w+$/, '') ?? this.document.name);

  get handle(): FileHandle | null {
    return this.place?.handle ?? null;
  }

  /** What the document is saved as: unchanged, it is the text that it was opened from. */
  get text(): string {
    return savedText(this.document, this.#text);
  }

  /** Edits in a row with the same `mergeKey` are one step of undo. */
  edit(edit: Edit, mergeKey: string | null = null): void {
    this.#become(edited(this.#history, edit, mergeKey), 'edit');
  }

  /** The hand has let go: the next edit is a step of its own. */
  settle(): void {
    this.#history = settle(this.#history);
  }

  undo(): void {
    this.#become(undo(this.#history), 'undo');
  }

  redo(): void {
    this.#become(redo(this.#history), 'redo');
  }

  /** Another document takes this one's place. */
  replace(document: Document, { place, imported, saved, text }: Whence): void {
    this.base = document;
    this.#become(startHistory(document, saved), 'open');
    this.place = place;
    this.#imported = imported;
    this.#text = text;
    this.opened += 1;
    this.placed += 1;
  }

  /** `document` has been written; what was edited since is in no file. */
  saved(document: Document, place: Place): void {
    this.base = document;
    if (document === this.document) this.#history = markSaved(this.#history);
    this.place = place;
    this.placed += 1;
  }

  /** Calls back after each change, with the documents before and after it. */
  onchange(heard: (change: Change) => void): void {
    this.#listeners.push(heard);
  }

  #become(history: History, how: Change['how']): void {
    const before = this.#history.document;
    this.#history = history;
    if (before !== history.document) for (const heard of this.#listeners) heard({ before, after: history.document, how });
  }
}
