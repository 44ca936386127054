/**
 * @file The seam to whatever the page runs in: a browser tab or the desktop window. Bytes in, bytes out (large ones as a Blob); what a file means is
 * not known here.
 */

/** Where a file came from, to write it there again. Opaque: only the host that made it can read it. */
export type FileHandle = { readonly name: string };

export interface OpenedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** Null where the host cannot write back to the place that the file came from. */
  readonly handle: FileHandle | null;
}

export interface SavedFile {
  readonly name: string;
  readonly handle: FileHandle | null;
}

/** What a chooser offers: a sentence for people, endings with their dot, the first being the usual one. */
export interface FileKind {
  readonly title: string;
  readonly endings: readonly string[];
}

export interface Host {
  /** Lets the person choose one file, or several; empty if they choose none. */
  openFiles(kind: FileKind, several: boolean): Promise<readonly OpenedFile[]>;
  /**
   * Writes to `handle`, or asks for a place when it is null. Null if the person turns back.
   * @throws when the place cannot be written; what was there before is then still there.
   */
  saveFile(handle: FileHandle | null, suggestedName: string, kind: FileKind, contents: Uint8Array | Blob): Promise<SavedFile | null>;
  /** Whether V8 was told to take pairs of WebAssembly's vectors as one of 256 bits. */
  readonly revectorized: boolean;
  /** The window's title. */
  showTitle(title: string): void;
  /** Whether closing the window should ask first. */
  holdOpen(unsaved: boolean): void;
  /** Calls back with every file that the system hands to the app (a double click on a model file), or with why it cannot be read. */
  onFileGiven(open: (file: OpenedFile) => void, failed: (error: Error) => void): void;
}
