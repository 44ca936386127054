/** @file One window: its frame, the page in it, and what belongs to that page alone. */
import { dialog, Menu, Notification, type BrowserWindow } from 'electron';
import {
  FILE_GIVEN,
  MENU_CHOSEN,
  SAVE_ASKED,
  type ShellAppearance,
  type ShellDocument,
  type ShellEnd,
  type ShellMenu,
  type ShellNotice,
  type ShellRun,
} from './bridge.ts';
import { Closing } from './closing.ts';
import { Files, type Dialogs } from './files.ts';
import { bringToFront } from './frames.ts';
import { GivenFiles } from './given-files.ts';
import type { KeptSessions } from './kept-sessions.ts';
import { KeptWork } from './kept-work.ts';
import { MenuBar } from './menu-bar.ts';
import { isSameFile } from './same-file.ts';
import { Transfers } from './transfers.ts';

/** Of a page that has not said yet what it holds. */
const NOTHING: ShellDocument = { title: 'Gradscape', name: '', unsaved: false, blank: true, file: null };

export interface Surroundings {
  readonly sessions: KeptSessions;
  readonly dialogs: Dialogs;
  readonly language: () => ShellAppearance['language'];
  /** The run of a window began, went on, rested or ended. */
  readonly onRun: () => void;
  /** A window that is in front says another menu bar. */
  readonly onMenu: (window: DocumentWindow) => void;
}

export class DocumentWindow {
  readonly frame: BrowserWindow;
  readonly files: Files;
  readonly work: KeptWork;
  readonly transfers = new Transfers();
  readonly menuBar: MenuBar;
  readonly closing: Closing;
  /** Why the page had to be loaded again; null if it had not, or has been told. */
  ended: ShellEnd | null = null;
  document = NOTHING;
  run: ShellRun | null = null;
  readonly #surroundings: Surroundings;
  readonly #given: GivenFiles;
  /** The page listens; else nothing is known of what it holds. */
  #listening = false;
  #saved: ((saved: boolean) => void) | null = null;
  #notification: Notification | null = null;

  constructor(frame: BrowserWindow, surroundings: Surroundings) {
    [this.frame, this.#surroundings] = [frame, surroundings];
    this.files = new Files(surroundings.dialogs);
    this.work = new KeptWork(surroundings.sessions, this.files);
    this.#given = new GivenFiles((path) => this.#say(FILE_GIVEN, this.files.give(path)));
    this.menuBar = new MenuBar(
      (template) => Menu.buildFromTemplate(template),
      process.platform,
      (id) => this.#say(MENU_CHOSEN, id),
    );
    this.closing = new Closing(frame, {
      language: surroundings.language,
      unsaved: () => (this.unsaved ? this.document.name : null),
      ask: async (question) => (await dialog.showMessageBox(frame, question)).response,
      save: () => this.#save(),
      giveUp: () => this.work.giveUp(),
      going: () => this.showRun(null),
    });
    frame.on('page-title-updated', (event) => event.preventDefault()); // the page says its title over the bridge
    frame.once('closed', () => this.#closed());
  }

  /** The page was loaded, and has begun to listen for what the shell says. */
  listening(): void {
    // of the page that was there before
    void this.transfers.endAll();
    this.saveAnswered(false);
    this.showRun(null);
    this.#listening = true;
    this.#given.listen();
  }

  /** Why the page had to be loaded again, for it to be told; it is told once. */
  takeEnd(): ShellEnd | null {
    const { ended } = this;
    this.ended = null;
    return ended;
  }

  /** The page is gone, or about to be loaded again. */
  silent(): void {
    this.#listening = false;
    this.#given.deafen();
    this.document = NOTHING;
    this.showRun(null);
    this.saveAnswered(false);
  }

  /** Files that the system hands over, for the page to open. */
  give(paths: readonly string[]): void {
    this.#given.add(paths);
  }

  /** The page has done with a file that was given to it, whatever that came to. */
  fileTaken(id: string): void {
    this.#given.taken(this.files.placeOf(id).path);
  }

  /** Nothing is in it, and nothing is about to be. */
  get blank(): boolean {
    return this.document.blank && this.#given.none;
  }

  get unsaved(): boolean {
    return this.document.unsaved;
  }

  /** Where the document is that it shows; null of one that is in no file. */
  get path(): string | null {
    return this.document.file === null ? null : this.files.placeOf(this.document.file).path;
  }

  /** Whether it shows a file, or is about to. */
  shows(path: string): boolean {
    return (this.path !== null && isSameFile(this.path, path)) || this.#given.has((given) => isSameFile(given, path));
  }

  bringToFront(): void {
    if (!this.frame.isDestroyed()) bringToFront(this.frame);
  }

  /** @throws InputError if the page was never given the file; then everything stays as it was */
  showDocument(document: ShellDocument): void {
    if (document.file !== null) this.files.placeOf(document.file);
    this.document = document;
    this.frame.setTitle(document.title);
    this.frame.setDocumentEdited(document.unsaved);
    this.frame.setRepresentedFilename(this.path ?? '');
  }

  showRun(run: ShellRun | null): void {
    this.run = run;
    this.#surroundings.onRun();
  }

  /** For somebody who does not look: nothing is told to one who does. What was told before is past. */
  notify({ title, body }: ShellNotice): void {
    if (this.frame.isFocused() || !Notification.isSupported()) return;
    this.#notification?.close();
    this.#notification = new Notification({ title, body });
    this.#notification.on('click', () => this.bringToFront());
    this.#notification.show();
  }

  setMenu(menus: readonly ShellMenu[]): void {
    if (this.menuBar.set(menus)) this.#surroundings.onMenu(this);
  }

  saveAnswered(saved: boolean): void {
    this.#saved?.(saved);
    this.#saved = null;
  }

  #save(): Promise<boolean> {
    this.saveAnswered(false);
    return new Promise((resolve) => {
      this.#saved = resolve;
      this.#say(SAVE_ASKED);
    });
  }

  #closed(): void {
    this.saveAnswered(false);
    this.showRun(null);
    this.#notification?.close();
    void this.transfers.endAll();
    // what the page itself says as it goes may come too late
    if (this.#listening && !this.unsaved) this.work.leave();
    this.work.closed();
  }

  #say(channel: string, ...values: unknown[]): void {
    if (!this.frame.isDestroyed()) this.frame.webContents.send(channel, ...values);
  }
}
