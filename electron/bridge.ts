/** @file What the page may ask of the desktop shell: bytes in, bytes out, and the window's frame. `window.gradscape` is one of these. */
import type { Numbers } from '../core/findings/finding.ts';
import type { FindingCode } from '../core/findings/messages.ts';

/** Bytes that cross at a time, at most: large files do not hold up what else is to cross, and are never in memory as a whole here. */
export const PIECE = 8 * 2 ** 20;

/** A file that the person chose. The shell alone knows its path; the page reads it and writes it back by the id. */
export interface ShellFile {
  readonly id: string;
  readonly name: string;
}

/** A file that was opened or saved in an earlier time, too. */
export interface ShellRecent extends ShellFile {
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** What a chooser offers; endings with their dot. */
export interface ShellFileKind {
  readonly title: string;
  readonly endings: readonly string[];
}

/** Contents on their way to the page. */
export interface ShellReading {
  readonly id: string;
  readonly size: number;
}

/** A document in work that is in no file as it is. */
export interface ShellWork {
  readonly text: string;
  readonly base: string;
  readonly fileName: string | null;
  /** The file that it is to be written to again. */
  readonly file: ShellFile | null;
  readonly step: number;
}

export interface ShellLeftWork extends ShellWork {
  readonly id: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** Errors do not cross the bridge whole, so a refusal is a value: what the page needs to say the sentence in the language of the person. */
export interface Refusal {
  readonly ok: false;
  readonly code: FindingCode;
  readonly numbers: Numbers;
}
export type Reply<T> = Promise<{ readonly ok: true; readonly value: T } | Refusal>;

/** What a window holds, for its frame and for what is asked before it closes. */
export interface ShellDocument {
  /** Of the window. */
  readonly title: string;
  /** Of the network, as a question about it says it. */
  readonly name: string;
  /** Something would be lost if it were closed. */
  readonly unsaved: boolean;
  /** There is nothing in it: a file may take its place without a question. */
  readonly blank: boolean;
  /** The id of the file that it was opened from or saved to last; null without one. */
  readonly file: string | null;
}

/** A training run, for the dock or the task bar, and for the machine to stay awake. */
export interface ShellRun {
  readonly state: 'training' | 'paused';
  /** From 0 to 1; null where no end is set. */
  readonly done: number | null;
}

/** What is told when nobody looks at the window. */
export interface ShellNotice {
  readonly title: string;
  readonly body: string;
}

/** What the system knows to do by itself, under its own keys. */
export const MENU_ROLES = [
  'about',
  'services',
  'hide',
  'hideOthers',
  'unhide',
  'quit',
  'close',
  'cut',
  'copy',
  'paste',
  'selectAll',
  'zoomIn',
  'zoomOut',
  'resetZoom',
  'togglefullscreen',
  'toggleDevTools',
  'minimize',
  'front',
] as const;
export type MenuRole = (typeof MENU_ROLES)[number];

export type ShellMenuEntry =
  /** `keys` as the page's catalogue writes them: "Ctrl+Shift+G", Ctrl standing for Command on a Mac. `checked` null: it is no switch. */
  | {
      readonly kind: 'action';
      readonly id: string;
      readonly label: string;
      readonly keys: string | null;
      readonly enabled: boolean;
      readonly checked: boolean | null;
    }
  | { readonly kind: 'role'; readonly role: MenuRole; readonly label: string }
  | { readonly kind: 'separator' };

export type ShellMenuItem = ShellMenuEntry | { readonly kind: 'menu'; readonly label: string; readonly entries: readonly ShellMenuEntry[] };

/** One menu of the menu bar. */
export interface ShellMenu {
  readonly label: string;
  /** A Mac lists its windows in the one, and searches all menus in the other. */
  readonly role?: 'window' | 'help';
  readonly items: readonly ShellMenuItem[];
}

/** As the page is shown, for the frame, the native dialogs and the next start. */
export interface ShellAppearance {
  readonly theme: 'system' | 'dark' | 'light';
  readonly language: 'en' | 'hi';
}

/** What this is made of. */
export interface ShellAbout {
  readonly version: string;
  readonly electron: string;
  readonly chromium: string;
  readonly node: string;
  /** Such as "Linux 6.1.0 x64". */
  readonly system: string;
}

/** Why the page of this window had to be loaded again; or `graphics`, why this start draws without the graphics card. */
export interface ShellEnd {
  readonly what: 'crashed' | 'memory' | 'hung' | 'killed' | 'graphics';
  /** Whether it was loaded with its work brought back, or with it offered, because it had ended so more than once. */
  readonly restored: boolean;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** A line of the log file. */
export interface ShellLogEntry {
  readonly level: 'info' | 'warning' | 'error';
  readonly text: string;
}

export interface GradscapeBridge {
  /** Empty if the person chooses none. */
  openFiles(kind: ShellFileKind, several: boolean): Reply<readonly ShellFile[]>;
  /** A file that the person dropped on the window; null of one that is on no disk. */
  fileDropped(file: File): Reply<ShellFile | null>;
  /** The file as it is now. */
  beginReading(file: string): Reply<ShellReading>;
  /** `length` bytes of it, fewer only at its end. Refused if somebody writes into it meanwhile. */
  readPiece(reading: string, from: number, length: number): Reply<Uint8Array>;
  /** Whether it was read to its end or not. */
  endReading(reading: string): Reply<null>;
  /**
   * Makes a file that takes the place of that of the id, or of one that the person chooses when it is null, when all of its pieces are there.
   * The value is what to write to by `writePiece`; null if the person turns back.
   */
  beginSaving(file: string | null, suggestedName: string, kind: ShellFileKind): Reply<string | null>;
  /** The next piece; the reply comes when the disk has taken it. */
  writePiece(saving: string, bytes: Uint8Array): Reply<null>;
  /** The file, or null where it has no name that the person knows. */
  finishSaving(saving: string): Reply<ShellFile | null>;
  /** What was there before stays as it is. */
  discardSaving(saving: string): Reply<null>;
  /** Whether someone else has written it since it was read or written here last. */
  changedElsewhere(file: string): Reply<boolean>;
  /** The newest first. */
  recentFiles(): Reply<readonly ShellRecent[]>;
  openRecent(recent: string): Reply<ShellFile>;
  forgetRecent(recent: string): Reply<null>;
  /** The file is among the recent ones from now on. */
  rememberFile(file: string): Reply<null>;
  /** Takes the place of what this window kept before. */
  keepWork(work: ShellWork, withoutWeights: boolean): Reply<null>;
  /** Weights to be kept beside it, to write to by `writePiece`. */
  beginKeepingWeights(): Reply<string>;
  forgetWork(): Reply<null>;
  /** When the window closes, what it kept may go. */
  leaveWork(): void;
  /** What this window kept before its page was loaded again. */
  ownWork(): Reply<ShellLeftWork | null>;
  /** What this window kept is offered among what others left behind. */
  setWorkAside(): Reply<null>;
  /** What windows that are gone left behind, the newest first. */
  leftWork(): Reply<readonly ShellLeftWork[]>;
  /** It becomes this window's own. False if it is not there any more. */
  adoptWork(work: string): Reply<boolean>;
  discardWork(work: string): Reply<null>;
  /** The weights beside work of this window, or left behind; null without any that are whole. */
  beginReadingWeights(work: string): Reply<ShellReading | null>;
  /** Another window, with nothing in it. */
  newWindow(): Reply<null>;
  about(): Reply<ShellAbout>;
  /** How the page before this one ended, once; null of one that ended as it should, or of a window that has just been opened. */
  ended(): Reply<ShellEnd | null>;
  /** Shows a page of the list of links (links.ts) in the browser; what is not in it is refused. */
  openLink(link: string): Reply<null>;
  /** Shows the folder of the log file, for it to be attached to a report. */
  showLog(): Reply<null>;
  /** While it says that it is unsaved, closing the window asks first. */
  showDocument(document: ShellDocument): void;
  /** Null when there is no run any more. */
  showRun(run: ShellRun | null): void;
  notify(notice: ShellNotice): void;
  /** The menu bar of this window. */
  setMenu(menus: readonly ShellMenu[]): void;
  setAppearance(appearance: ShellAppearance): void;
  log(entry: ShellLogEntry): void;
  /**
   * Files that the system hands to the app: a double click, a name on the command line. Those that came earlier are given at once, each when the page
   * has done with the one before, whatever that came to.
   */
  onOpenFile(open: (file: ShellFile) => Promise<unknown>): void;
  /** The `id` of what was chosen in the menu bar. */
  onMenuChosen(listener: (id: string) => void): void;
  /** The person wants it saved before the window closes. False if it was not saved: then the window stays. */
  onSaveAsked(save: () => Promise<boolean>): void;
}

/** The names of the messages between preload.ts and main.ts. Those that are answered, */
export const CHANNELS = {
  openFiles: 'gradscape:open-files',
  beginReading: 'gradscape:begin-reading',
  readPiece: 'gradscape:read-piece',
  endReading: 'gradscape:end-reading',
  beginSaving: 'gradscape:begin-saving',
  writePiece: 'gradscape:write-piece',
  finishSaving: 'gradscape:finish-saving',
  discardSaving: 'gradscape:discard-saving',
  changedElsewhere: 'gradscape:changed-elsewhere',
  recentFiles: 'gradscape:recent-files',
  openRecent: 'gradscape:open-recent',
  forgetRecent: 'gradscape:forget-recent',
  rememberFile: 'gradscape:remember-file',
  keepWork: 'gradscape:keep-work',
  beginKeepingWeights: 'gradscape:begin-keeping-weights',
  forgetWork: 'gradscape:forget-work',
  ownWork: 'gradscape:own-work',
  setWorkAside: 'gradscape:set-work-aside',
  leftWork: 'gradscape:left-work',
  adoptWork: 'gradscape:adopt-work',
  discardWork: 'gradscape:discard-work',
  beginReadingWeights: 'gradscape:begin-reading-weights',
  newWindow: 'gradscape:new-window',
  about: 'gradscape:about',
  ended: 'gradscape:ended',
  openLink: 'gradscape:open-link',
  showLog: 'gradscape:show-log',
} as const;

/** that in which the preload alone names a path, */
export const FILE_DROPPED = 'gradscape:file-dropped';

/** that in which it says that the page has done with a file that was given to it, */
export const FILE_TAKEN = 'gradscape:file-taken';

/** those that are only sent, */
export const NOTICES = {
  leaveWork: 'gradscape:leave-work',
  showDocument: 'gradscape:show-document',
  showRun: 'gradscape:show-run',
  notify: 'gradscape:notify',
  setMenu: 'gradscape:set-menu',
  setAppearance: 'gradscape:set-appearance',
  log: 'gradscape:log',
} as const;

/** that by which the preload says that the page was loaded and listens, and that by which it says what came of saving, */
export const LISTENING = 'gradscape:listening';
export const SAVE_ANSWERED = 'gradscape:save-answered';

/** and those that the shell sends. */
export const FILE_GIVEN = 'gradscape:file-given';
export const MENU_CHOSEN = 'gradscape:menu-chosen';
export const SAVE_ASKED = 'gradscape:save-asked';
