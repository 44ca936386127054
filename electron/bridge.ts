/** @file What the page may ask of the desktop shell: bytes in, bytes out, and the window's frame. `window.gradscape` is one of these. */

/** A file that the person chose. The shell alone knows its path; the page writes back by the id. */
export interface ShellFile {
  readonly id: string;
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** What a chooser offers; endings with their dot. */
export interface ShellFileKind {
  readonly title: string;
  readonly endings: readonly string[];
}

/** Errors do not cross the bridge whole, so a refusal is a value: one sentence for the person. */
export type Reply<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly message: string };

export interface GradscapeBridge {
  /** Empty if the person chooses none. */
  openFiles(kind: ShellFileKind, several: boolean): Promise<Reply<readonly ShellFile[]>>;
  /** Writes to the file of that id, or asks for a place when it is null. The value is null if the person turns back. */
  saveFile(
    id: string | null,
    suggestedName: string,
    kind: ShellFileKind,
    bytes: Uint8Array,
  ): Promise<Reply<{ readonly id: string; readonly name: string } | null>>;
  setTitle(title: string): void;
  /** While true, closing the window asks first. */
  setUnsaved(unsaved: boolean): void;
  /** Files that the system hands to the app: a double click, a name on the command line. Those that came earlier are given at once. */
  onOpenFile(listener: (file: Reply<ShellFile>) => void): void;
}

/** The names of the messages between preload.ts and main.ts. */
export const CHANNELS = {
  openFiles: 'gradscape:open-files',
  saveFile: 'gradscape:save-file',
  setTitle: 'gradscape:set-title',
  setUnsaved: 'gradscape:set-unsaved',
  listening: 'gradscape:listening',
  fileGiven: 'gradscape:file-given',
} as const;
