/**
 * @file The seam to whatever the page runs in: a browser tab or the desktop window. Bytes in, bytes out (large ones as a Blob); what a file means is
 * not known here.
 */
import type { ShellAppearance, ShellMenu } from '../../electron/bridge.ts';

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
  /** The window goes. In order: it holds nothing worth asking about; what is kept comes back if it is only loaded again, but is offered nowhere else. */
  leave(inOrder: boolean): void;
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

/** What the window shows, for its frame and for what is asked before it closes. */
export interface ShownDocument {
  /** Of the window. */
  readonly title: string;
  /** Of the network, as a question about it says it. */
  readonly name: string;
  /** Something would be lost if it were closed. */
  readonly unsaved: boolean;
  /** There is nothing in it: a file may take its place without a question. */
  readonly blank: boolean;
  /** The file that it was opened from or saved to last. */
  readonly handle: FileHandle | null;
}

/** A training run, for whoever looks at the dock, the task bar or the tab, and for the machine to stay awake while it trains. */
export interface ShownRun {
  readonly state: 'training' | 'paused';
  /** From 0 to 1; null where no end is set. */
  readonly done: number | null;
}

/** What this runs on. */
export interface About {
  /** Of Gradscape. */
  readonly version: string;
  /** Name and version, such as "Electron 45.4.1" and "Chromium 150.0.7800.10", the outermost first. */
  readonly parts: readonly (readonly [name: string, version: string])[];
  /** Such as "Linux 6.1.0 x64". */
  readonly system: string;
}

/** How the page before this one ended, when it did not end as it should. */
export interface Ended {
  readonly what: 'crashed' | 'memory' | 'hung' | 'killed' | 'graphics';
  /** Whether its work was brought back; else it is offered. */
  readonly restored: boolean;
}

export interface LogEntry {
  readonly level: 'info' | 'warning' | 'error';
  readonly text: string;
}

/** What one host can do and another cannot. What cannot be done is shown as such. */
export interface Abilities {
  /** A saved file takes the place of the one that was opened; else it is downloaded. */
  readonly saveInPlace: boolean;
  /** Files that were opened in an earlier time can be opened again by themselves. */
  readonly reopen: boolean;
  /** There is a menu bar of the system. */
  readonly menuBar: boolean;
  /** How far the run is, is seen in the dock or the task bar. */
  readonly progress: boolean;
  /** The machine does not fall asleep while it trains. */
  readonly stayAwake: boolean;
  /** Something can be told while nobody looks; 'if allowed': the person is asked first. */
  readonly notify: 'yes' | 'if allowed' | 'no';
  readonly logFile: boolean;
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
  readonly can: Abilities;
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
  /** While it says that it is unsaved, closing the window asks first. */
  showDocument(document: ShownDocument): void;
  /** Null when there is no run any more. */
  showRun(run: ShownRun | null): void;
  /** Whether `notify` reaches the person. `ask`: they are asked, where they have to be and were not yet. */
  mayNotify(ask: boolean): Promise<boolean>;
  /** Tells something to a person who does not look at the window. */
  notify(title: string, body: string): void;
  /** The menu bar of the system, where there is one. */
  showMenus(menus: readonly ShellMenu[]): void;
  onMenuChosen(run: (id: string) => void): void;
  showAppearance(appearance: ShellAppearance): void;
  /** Another window, with nothing in it. False where the browser does not open it. */
  newWindow(): Promise<boolean>;
  about(): Promise<About>;
  ended(): Promise<Ended | null>;
  /** Shows a page of the list of links in the browser. False where that does not open it. */
  openLink(link: string): Promise<boolean>;
  log(entry: LogEntry): void;
  /** Shows where the log file is. */
  showLog(): Promise<void>;
  /** The person wants it saved before the window closes. False if it was not saved: then the window stays. */
  onSaveAsked(save: () => Promise<boolean>): void;
  /**
   * Calls back with every file that the system hands to the app: a double click on a model file, a name on the command line; with each when the
   * one before has been dealt with.
   */
  onFileGiven(open: (file: OpenedFile) => Promise<void>): void;
}
