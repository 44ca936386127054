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
import { Files, type Dialogs } from './files.ts';
import type { KeptSessions } from './kept-sessions.ts';
import { KeptWork } from './kept-work.ts';
import { nativeMenu } from './menu.ts';
import { Transfers } from './transfers.ts';
import { say } from './words.ts';

/** Of a page that has not said yet what it holds. */
const NOTHING: ShellDocument = { title: 'Gradscape', name: '', unsaved: false, blank: true, file: null };

export interface Surroundings {
  readonly sessions: KeptSessions;
  readonly dialogsOf: (frame: BrowserWindow) => Dialogs;
  readonly language: () => ShellAppearance['language'];
}

export class DocumentWindow {
  readonly frame: BrowserWindow;
  readonly files: Files;
  readonly work: KeptWork;
  readonly transfers = new Transfers();
  /** Why the page had to be loaded again; null if it had not. */
  ended: ShellEnd | null = null;
  document = NOTHING;
  run: ShellRun | null = null;
  menu: Menu | null = null;
  readonly #language: Surroundings['language'];
  /** Files that were given before the page listened. */
  readonly #waiting: string[] = [];
  #listening = false;
  #asking = false;
  #mayClose = false;
  #saved: ((saved: boolean) => void) | null = null;

  constructor(frame: BrowserWindow, { sessions, dialogsOf, language }: Surroundings) {
    this.frame = frame;
    this.files = new Files(dialogsOf(frame));
    this.work = new KeptWork(sessions, this.files);
    this.#language = language;
    frame.on('page-title-updated', (event) => event.preventDefault()); // the page says its title over the bridge
    frame.on('close', (event) => {
      if (this.#mayClose || !this.document.unsaved) return;
      event.preventDefault();
      void this.#askBeforeClosing();
    });
    frame.once('closed', () => {
      void this.transfers.endAll();
      this.work.closed();
    });
  }

  /** The page was loaded, and has begun to listen for what the shell says. */
  listening(): void {
    void this.transfers.endAll(); // of the page that was there before
    this.#listening = true;
    this.give(this.#waiting.splice(0));
  }

  /** The page is gone, or about to be loaded again. */
  silent(): void {
    this.#listening = false;
    this.document = NOTHING;
    this.showRun(null);
    this.saveAnswered(false);
  }

  /** Files that the system hands over, for the page to open. */
  give(paths: readonly string[]): void {
    if (!this.#listening) return void this.#waiting.push(...paths);
    for (const path of paths) this.frame.webContents.send(FILE_GIVEN, this.files.give(path));
  }

  /** Nothing is in it, and nothing is about to be. */
  get blank(): boolean {
    return this.document.blank && this.#waiting.length === 0;
  }

  /** Where the document is that it shows; null of one that is in no file. */
  get path(): string | null {
    return this.document.file === null ? null : this.files.placeOf(this.document.file).path;
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
    this.frame.setProgressBar(run ? (run.done ?? 2) : -1, { mode: run?.state === 'paused' ? 'paused' : 'normal' });
  }

  /** For somebody who does not look: nothing is told to one who does. */
  notify({ title, body }: ShellNotice): void {
    if (this.frame.isFocused() || !Notification.isSupported()) return;
    const notification = new Notification({ title, body });
    notification.on('click', () => this.frame.show());
    notification.show();
  }

  setMenu(menus: readonly ShellMenu[]): void {
    this.menu = Menu.buildFromTemplate(nativeMenu(menus, process.platform, (id) => this.frame.webContents.send(MENU_CHOSEN, id)));
    if (process.platform !== 'darwin') this.frame.setMenu(this.menu);
    else if (this.frame.isFocused()) Menu.setApplicationMenu(this.menu);
  }

  saveAnswered(saved: boolean): void {
    this.#saved?.(saved);
    this.#saved = null;
  }

  async #askBeforeClosing(): Promise<void> {
    if (this.#asking) return;
    this.#asking = true;
    try {
      const language = this.#language();
      const { response } = await dialog.showMessageBox(this.frame, {
        type: 'warning',
        message: say(language, 'save_question', { name: this.document.name }),
        detail: say(language, 'save_consequence'),
        buttons: [say(language, 'save'), say(language, 'do_not_save'), say(language, 'cancel')],
        defaultId: 0,
        cancelId: 2,
        noLink: true,
      });
      if (response === 2) return;
      if (response === 0 && !(await this.#save())) return;
      if (response === 1) this.work.giveUp();
      this.#mayClose = true;
      this.frame.close();
    } finally {
      this.#asking = false;
    }
  }

  #save(): Promise<boolean> {
    return new Promise((resolve) => {
      this.#saved = resolve;
      this.frame.webContents.send(SAVE_ASKED);
    });
  }
}
