/**
 * @file The seam to whatever the page runs in: a browser tab or the desktop window. Bytes in, bytes out (large ones as a Blob); what a file means is
 * not known here.
 */

/** Where a file came from, to write it there again. Opaque: only the host that made it can read it. */
export type FileHandle = { readonly name: string };

export interface OpenedFile {
  readonly name: string;
  /** Null where the host cannot write back to the place that the file came from. */
  readonly handle: FileHandle | null;
  /** Its contents, at once or piece by piece. @throws when it cannot be read, or the reason of `signal` */
  read(progress?: (done: number, total: number) => void, signal?: AbortSignal): Promise<Blob>;
}

/** A file that was opened or saved in an earlier time, too; the newest first. */
export interface RecentFile {
  readonly id: string;
  readonly name: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** A document in work that is in no file as it is, kept outside of the page's memory. Weights are kept beside it. */
export interface Work {
  /** The document as text. */
  readonly text: string;
  /** The document as its file has it, or as it was begun; what differs is told when the work is offered. */
  readonly base: string;
  readonly fileName: string | null;
  /** Of that file, to write there again; null without one, or where the host cannot find it again. */
  readonly handle: FileHandle | null;
  /** Updates that made the weights that are kept beside it; 0 without any. */
  readonly step: number;
}

export interface LeftWork extends Work {
  readonly id: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** The model file that was kept beside it; null without one. Its document may be an earlier one. */
  weights(): Promise<Blob | null>;
}

/** Of every window its own; what a window that is gone left behind is offered in the next. */
export interface WorkKeeper {
  /** Takes the place of what this window kept before; weights stay as they are unless given, and go where null is given. */
  keep(work: Work, weights?: Uint8Array | null): Promise<void>;
  /** There is nothing that is not in a file. */
  forget(): Promise<void>;
  /** The window goes, and holds nothing worth asking about: what is kept comes back if it is only loaded again, but is offered nowhere else. */
  leave(): void;
  /** What this window kept before it was loaded again. */
  own(): Promise<LeftWork | null>;
  /** What this window kept gets a place of its own among what was left behind, and is offered there. */
  setAside(): Promise<void>;
  /** What windows that are gone left behind, the newest first. */
  left(): Promise<readonly LeftWork[]>;
  /** One of those takes the place of what this window kept before. False if it is not there any more: another window was faster. */
  adopt(id: string): Promise<boolean>;
  discard(id: string): Promise<void>;
}

/** Of a file; large ones as a Blob. */
export type Contents = Uint8Array | Blob;

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
  /** The files that were dropped on the window; to be called while the event is told of. */
  dropped(transfer: DataTransfer): Promise<readonly OpenedFile[]>;
  /**
   * Writes to `handle`, or asks for a place when it is null, which has to be within five seconds of what the person did. The contents are
   * made once it is known that they have a place. Null if the person turns back.
   * @throws when the place cannot be written, or what `contents` throws; in a file that is there already, what was in it before then stays.
   */
  saveFile(
    handle: FileHandle | null,
    suggestedName: string,
    kind: FileKind,
    contents: () => Contents | Promise<Contents>,
  ): Promise<SavedFile | null>;
  /** Whether someone else has written the file since this window read or wrote it last. False where that cannot be known. */
  changedElsewhere(handle: FileHandle): Promise<boolean>;
  /** The file as it is now. Null where the host cannot read it again by itself. @throws when it is not there any more */
  openAgain(handle: FileHandle): Promise<OpenedFile | null>;
  /** Whether the host can open a file again by itself. */
  readonly reopens: boolean;
  /** Empty where it cannot. */
  recentFiles(): Promise<readonly RecentFile[]>;
  /** Null if the person does not allow it. @throws when it is not there any more */
  openRecent(id: string): Promise<OpenedFile | null>;
  forgetRecent(id: string): Promise<void>;
  /** The file was opened or saved as a network: it is among the recent ones from now on. */
  remember(handle: FileHandle): Promise<void>;
  readonly work: WorkKeeper;
  /** Whether V8 was told to take pairs of WebAssembly's vectors as one of 256 bits. */
  readonly revectorized: boolean;
  /** The window's title. */
  showTitle(title: string): void;
  /** Whether closing the window should ask first. */
  holdOpen(unsaved: boolean): void;
  /** Calls back with every file that the system hands to the app (a double click on a model file), or with why it cannot be read. */
  onFileGiven(open: (file: OpenedFile) => void, failed: (error: Error) => void): void;
}
