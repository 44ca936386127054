/**
 * @file The app in its desktop window, as Playwright launches it: in Electron, or in the double that stands in for it. What the system does for
 * an app and a spec cannot see (dialogs, menus, notifications) is put aside in the main process for the spec to answer and to look at, the same
 * way in both.
 */
import type { ChildProcess } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { _electron, expect, type ElectronApplication, type Page } from '@playwright/test';
import type { MenuItem } from 'electron';
import { ensureChromium } from '../../build/chromium.ts';
import type { Complaints } from './complaints.ts';

const root = join(import.meta.dirname, '../..');

/** What the main process was asked by a dialog. */
export interface Asked {
  readonly dialog: 'open' | 'save' | 'message';
  readonly title: string;
  readonly message: string;
  readonly detail: string;
  readonly buttons: readonly string[];
  /** The name. */
  readonly suggested: string;
  /** The folder, with the name if there is one. */
  readonly beginning: string;
}

export interface Told {
  readonly title: string;
  readonly body: string;
}

interface Spec {
  readonly open: (readonly string[])[];
  readonly save: (string | null)[];
  readonly message: string[];
  readonly asked: Asked[];
  /** Where files are saved whose place was not given; null if that is not to happen. */
  folder: string | null;
  readonly notifications: Electron.Notification[];
  /** Links and files that were handed to the system. */
  readonly handedOver: string[];
  readonly menus: Map<number, Electron.Menu | null>;
  /** The last of every window. */
  readonly progress: Map<number, number>;
}

declare global {
  /** In the main process. */
  var spec: Spec;
}

export interface Launching {
  readonly program: 'double' | 'electron';
  /** The folder of the app; without one, ours. */
  readonly app?: string | undefined;
  /** The folder that the app keeps its own files in. */
  readonly own: string;
  /** More arguments: files to open, switches. */
  readonly args?: readonly string[];
  readonly locale?: string | undefined;
  readonly colorScheme?: 'light' | 'dark' | 'no-preference' | null | undefined;
  readonly viewport: { width: number; height: number } | null;
  readonly complaints: Complaints;
}

/** What is on a command line to start the app with; a second start of it as well. */
export function commandOf({ app = root, own, args = [] }: Pick<Launching, 'app' | 'own' | 'args'>): string[] {
  return [app, `--user-data-dir=${own}`, ...args];
}

export const double = join(root, 'tests/electron-double/start.ts');

/** The program of a packed app that lets a debugger in (npm run package -- --dir --inspectable): driven in place of Electron with the app as built. */
export const packed = process.env.GRADSCAPE_APP ? join(root, process.env.GRADSCAPE_APP) : null;

/** The double is run by the Node that runs this. */
export const environment = (): Record<string, string> => ({
  ...(process.env as Record<string, string>),
  PATH: `${dirname(process.execPath)}${delimiter}${process.env.PATH}`,
  CHROME_PATH: ensureChromium(),
});

export class Desktop {
  readonly electron: ElectronApplication;
  readonly own: string;
  readonly #process: ChildProcess;
  readonly #viewport: Launching['viewport'];

  private constructor(electron: ElectronApplication, { own, viewport }: Launching) {
    [this.electron, this.own, this.#process, this.#viewport] = [electron, own, electron.process(), viewport];
  }

  static async launch(launching: Launching): Promise<Desktop> {
    const { program, locale, colorScheme, complaints } = launching;
    const [folder, ...args] = commandOf(launching);
    const electron = await _electron.launch({
      ...(program === 'double' ? { executablePath: double, env: environment() } : packed ? { executablePath: packed } : {}),
      args: program === 'electron' && packed ? args : [folder!, ...args], // a packed app knows where it is
      ...(locale ? { locale } : {}),
      ...(colorScheme ? { colorScheme } : {}),
    });
    complaints.watch(electron.context());
    await electron.evaluate(lookOver);
    return new Desktop(electron, launching);
  }

  /** The page of the first window, or of the next that opens. */
  async page(): Promise<Page> {
    return this.#ready(await this.electron.firstWindow());
  }

  /** The window that opens because of what is done. */
  async windowOf(act: () => Promise<unknown>): Promise<Page> {
    const [page] = await Promise.all([this.electron.waitForEvent('window'), act()]);
    return this.#ready(page);
  }

  /** The next dialog that asks for files is answered so; none turns back. */
  async opens(...paths: readonly string[]): Promise<void> {
    await this.electron.evaluate((_, given) => void globalThis.spec.open.push(given), paths);
  }

  /** The next dialog that asks for a place is answered so; null turns back. */
  async saves(path: string | null): Promise<void> {
    await this.electron.evaluate((_, given) => void globalThis.spec.save.push(given), path);
  }

  /** Every place that is asked for and not given is the suggested name in that folder. */
  async savesInto(folder: string): Promise<void> {
    await this.electron.evaluate((_, given) => void (globalThis.spec.folder = given), folder);
  }

  /** The next message is answered with that button. */
  async answers(button: string): Promise<void> {
    await this.electron.evaluate((_, given) => void globalThis.spec.message.push(given), button);
  }

  /** What dialogs have asked, the last at the end. */
  asked(): Promise<readonly Asked[]> {
    return this.electron.evaluate(() => globalThis.spec.asked);
  }

  notifications(): Promise<readonly Told[]> {
    return this.electron.evaluate(() => globalThis.spec.notifications.map(({ title, body }) => ({ title, body })));
  }

  /** The person clicks on the last one. */
  async clickNotification(): Promise<void> {
    await this.electron.evaluate(() => void globalThis.spec.notifications.at(-1)!.emit('click', {}));
  }

  /** Links and files that were handed to the system. */
  handedOver(): Promise<readonly string[]> {
    return this.electron.evaluate(() => globalThis.spec.handedOver);
  }

  /** From 0 to 1 as the system shows it; less for none, more for one without an end. */
  async progress(page: Page): Promise<number> {
    const window = await this.electron.browserWindow(page);
    return window.evaluate(({ id }) => globalThis.spec.progress.get(id) ?? -1);
  }

  /** The labels of the menu of a window, of all levels, as "File > Open…"; what is disabled in brackets. */
  async menu(page: Page): Promise<readonly string[]> {
    const window = await this.electron.browserWindow(page);
    return window.evaluate(({ id }) => {
      const { menus } = globalThis.spec;
      const labels = (items: readonly MenuItem[], above: string): string[] =>
        items.flatMap((item) => {
          const label = `${above}${item.enabled ? item.label : `(${item.label})`}`;
          return [label, ...(item.submenu ? labels(item.submenu.items, `${label} > `) : [])];
        });
      return labels(menus.get(id)?.items ?? [], '');
    });
  }

  /** The person chooses an item of the menu of a window by its labels, such as "File", "Open…", once it is there. */
  async choose(page: Page, ...labels: readonly string[]): Promise<void> {
    const window = await this.electron.browserWindow(page);
    const choose = () =>
      window.evaluate((chosen, path) => {
        let items = globalThis.spec.menus.get(chosen.id)?.items ?? [];
        for (const [level, label] of path.entries()) {
          const item = items.find((each) => each.label.replaceAll('&', '') === label);
          if (!item) return `There is no "${label}" in the menu: ${items.map((each) => each.label).join(', ')}`;
          if (level === path.length - 1) (item.click as (...given: unknown[]) => void)({}, chosen, chosen.webContents);
          items = item.submenu?.items ?? [];
        }
        return 'chosen';
      }, labels);
    await expect.poll(choose).toBe('chosen');
  }

  /** As when its process is killed: nobody is told. */
  async kill(): Promise<void> {
    this.#process.kill('SIGKILL');
    await this.#gone();
  }

  /** As when the person quits, once nothing is asked any more. */
  async quit(): Promise<void> {
    const gone = this.#exit();
    await this.electron.evaluate(({ app }) => app.quit()).catch(() => {});
    await gone;
    await this.#gone();
  }

  /** Without a question, and not before everything of it is gone. */
  async close(): Promise<void> {
    if (this.#ended()) return;
    const gone = this.#exit();
    await this.electron.evaluate(({ app }) => app.exit(0)).catch(() => {});
    await gone;
    await this.#gone();
  }

  #ended(): boolean {
    return this.#process.exitCode !== null || this.#process.signalCode !== null;
  }

  #exit(): Promise<unknown> {
    return new Promise((gone) => this.#process.once('exit', gone));
  }

  async #gone(): Promise<void> {
    await expect.poll(() => processesOf(this.own), { message: 'a process is left behind' }).toEqual([]);
  }

  async #ready(page: Page): Promise<Page> {
    if (this.#viewport) await page.setViewportSize(this.#viewport);
    await page.emulateMedia({ reducedMotion: 'reduce' }); // the view does not glide, so what is reached for stays where it is
    await page.waitForURL((address) => address.protocol !== 'about:'); // a window begins empty
    return page;
  }
}

/** Runs in the main process: from now on a spec answers what the person would be asked. */
function lookOver({ BrowserWindow, dialog, Menu, Notification, shell }: typeof Electron.CrossProcessExports): void {
  const spec: Spec = {
    open: [],
    save: [],
    message: [],
    asked: [],
    folder: null,
    notifications: [],
    handedOver: [],
    menus: new Map(),
    progress: new Map(),
  };
  Object.assign(globalThis, { spec });
  type Options = Partial<Electron.MessageBoxOptions & Electron.SaveDialogOptions>;
  const write = (asks: Asked['dialog'], given: readonly unknown[]) => {
    const { title = '', message = '', detail = '', buttons = [], defaultPath = '' } = given.at(-1) as Options;
    const suggested = defaultPath.slice(Math.max(defaultPath.lastIndexOf('/'), defaultPath.lastIndexOf('\\')) + 1);
    spec.asked.push({ dialog: asks, title, message, detail, buttons: [...buttons], suggested, beginning: defaultPath });
    return { message, buttons, suggested };
  };
  const unanswered = (asked: string) => new Error(`A dialog was shown and the spec has no answer to it: ${asked}`);
  const answer = (given: readonly unknown[]) => {
    const { message, buttons } = write('message', given);
    const button = spec.message.shift();
    if (button === undefined || !buttons.includes(button)) throw unanswered(`${message} [${buttons.join('] [')}]`);
    return buttons.indexOf(button);
  };
  Object.assign(dialog, {
    async showOpenDialog(...given: unknown[]) {
      write('open', given);
      const filePaths = spec.open.shift();
      if (!filePaths) throw unanswered('open');
      return { canceled: filePaths.length === 0, filePaths };
    },
    async showSaveDialog(...given: unknown[]) {
      const { suggested } = write('save', given);
      if (spec.save.length === 0 && spec.folder === null) throw unanswered('save');
      const filePath = spec.save.length > 0 ? spec.save.shift()! : `${spec.folder}/${suggested}`;
      return { canceled: filePath === null, filePath: filePath ?? '' };
    },
    showMessageBox: async (...given: unknown[]) => ({ response: answer(given), checkboxChecked: false }),
    showMessageBoxSync: (...given: unknown[]) => answer(given),
    showErrorBox(title: string, content: string) {
      console.error(`${title}: ${content}`);
    },
  });
  const handOver = (what: string) => Promise.resolve(void spec.handedOver.push(what));
  Object.assign(shell, { openExternal: handOver, showItemInFolder: (path: string) => void handOver(path), openPath: handOver });
  Notification.prototype.show = function show() {
    spec.notifications.push(this);
  };
  const { setMenu, setProgressBar } = BrowserWindow.prototype;
  BrowserWindow.prototype.setMenu = function set(menu) {
    spec.menus.set(this.id, menu);
    setMenu.call(this, menu);
  };
  BrowserWindow.prototype.setProgressBar = function set(progress, options) {
    spec.progress.set(this.id, progress);
    setProgressBar.call(this, progress, options);
  };
  // a Mac has one menu, which is that of the window in front
  const { setApplicationMenu } = Menu;
  Menu.setApplicationMenu = (menu) => {
    for (const { id } of BrowserWindow.getAllWindows()) if (process.platform === 'darwin') spec.menus.set(id, menu);
    setApplicationMenu(menu);
  };
}

/** What is kept of windows outside of their pages, by the names of its files. */
export function works(own: string): readonly string[] {
  const filesIn = (folder: string) => {
    try {
      return readdirSync(folder);
    } catch {
      return []; // it is not there yet, or went meanwhile
    }
  };
  const sessions = join(own, 'sessions');
  return filesIn(sessions).flatMap((id) => filesIn(join(sessions, id)));
}

/** The processes that have a folder on their command line, by their ids; of other systems than Linux nobody knows. */
export function processesOf(folder: string): readonly number[] {
  if (!existsSync('/proc/self/cmdline')) return [];
  const commandLine = (id: string) => {
    try {
      return readFileSync(`/proc/${id}/cmdline`, 'utf8');
    } catch {
      return ''; // it went meanwhile
    }
  };
  return readdirSync('/proc')
    .filter((id) => /^\d+$/.test(id) && commandLine(id).includes(folder))
    .map(Number);
}
