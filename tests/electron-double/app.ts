import { readFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { App as ElectronApp, CommandLine } from 'electron';
import { Emitter, loud, preventable } from './loud.ts';
import type { Menu } from './menu.ts';
import { SingleInstance } from './single-instance.ts';

type Name = Parameters<ElectronApp['getPath']>[0];

/** What the app does with its windows, which are made of it. */
export interface AppWindow {
  close(): void;
  destroy(): void;
  setMenu(menu: Menu | null): void;
}

export class App
  extends Emitter
  implements
    Pick<
      ElectronApp,
      | 'name'
      | 'isPackaged'
      | 'getName'
      | 'setName'
      | 'getVersion'
      | 'getAppPath'
      | 'getPath'
      | 'setPath'
      | 'setAppLogsPath'
      | 'getLocale'
      | 'getPreferredSystemLanguages'
      | 'getSystemLocale'
      | 'isReady'
      | 'whenReady'
      | 'quit'
      | 'exit'
      | 'enableSandbox'
      | 'requestSingleInstanceLock'
      | 'hasSingleInstanceLock'
      | 'releaseSingleInstanceLock'
      | 'setAboutPanelOptions'
      | 'showAboutPanel'
      | 'addRecentDocument'
      | 'clearRecentDocuments'
      | 'setAppUserModelId'
      | 'setBadgeCount'
      | 'focus'
      | 'disableHardwareAcceleration'
      | 'getGPUFeatureStatus'
    >
{
  protected override readonly tells = new Set([
    'activate',
    'before-quit',
    'browser-window-blur',
    'browser-window-created',
    'browser-window-focus',
    'child-process-gone',
    'open-file',
    'quit',
    'ready',
    'render-process-gone',
    'second-instance',
    'session-created',
    'web-contents-created',
    'will-finish-launching',
    'will-quit',
    'window-all-closed',
  ]);
  readonly isPackaged: boolean = false;
  /** On macOS alone, as in Electron. */
  readonly dock: undefined = undefined;
  name = '';
  /** What the app has said of itself. */
  about: Electron.AboutPanelOptionsOptions = {};
  readonly recent: string[] = [];
  readonly switches = new Map<string, string>();
  readonly commandLine = loud('commandLine', {
    appendSwitch: (name, value = '') => void this.switches.set(name, value),
    hasSwitch: (name) => this.switches.has(name),
    getSwitchValue: (name) => this.switches.get(name) ?? '',
    removeSwitch: (name) => void this.switches.delete(name),
  } satisfies Pick<CommandLine, 'appendSwitch' | 'hasSwitch' | 'getSwitchValue' | 'removeSwitch'>);
  /** Kept by whoever started all this. */
  windows: () => readonly AppWindow[] = () => [];
  leave: (code: number) => Promise<void> = () => Promise.resolve();
  readonly #paths = new Map<string, string>();
  readonly #ready = Promise.withResolvers<void>();
  #folder = '';
  #version = '';
  #isReady = false;
  #quitting = false;
  #left = false;
  #instance: SingleInstance | null = null;

  /** @param folder of the app, with its package.json */
  begin(folder: string, switches: ReadonlyMap<string, string>): void {
    const { name, productName, version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Record<string, string>;
    [this.#folder, this.name, this.#version] = [folder, productName ?? name!, version!];
    for (const [each, value] of switches) this.switches.set(each, value);
    const appData = process.env.XDG_CONFIG_HOME ?? join(homedir(), '.config');
    const userData = this.switches.get('user-data-dir') ?? join(appData, this.name);
    for (const [path, place] of Object.entries({ home: homedir(), temp: tmpdir(), appData, userData, exe: process.execPath }))
      this.#paths.set(path, place);
  }

  /** @param session the one that all pages are of */
  becomeReady(session: object): void {
    this.#isReady = true;
    this.emit('will-finish-launching');
    this.emit('session-created', session);
    this.emit('ready', preventable({}), {});
    this.#ready.resolve();
    this.#instance?.listen((argv, cwd, data) => this.emit('second-instance', preventable({}), argv, cwd, data));
  }

  getName(): string {
    return this.name;
  }

  setName(name: string): void {
    this.name = name;
  }

  getVersion(): string {
    return this.#version;
  }

  getAppPath(): string {
    return this.#folder;
  }

  getPath(name: Name): string {
    const known = this.#paths.get(name);
    if (known !== undefined) return known;
    if (name === 'logs') return join(this.getPath('userData'), 'logs');
    if (name === 'sessionData') return this.getPath('userData');
    if (name === 'crashDumps') return join(this.getPath('userData'), 'Crashpad');
    throw new Error(`The double of Electron knows no path "${name}". Add it in tests/electron-double/app.ts.`);
  }

  setPath(name: string, path: string): void {
    this.#paths.set(name, path);
  }

  setAppLogsPath(path?: string): void {
    if (path !== undefined) this.setPath('logs', path);
  }

  getLocale(): string {
    return this.switches.get('lang') ?? 'en-US';
  }

  getSystemLocale(): string {
    return this.getLocale();
  }

  getPreferredSystemLanguages(): string[] {
    return [this.getLocale()];
  }

  isReady(): boolean {
    return this.#isReady;
  }

  whenReady(): Promise<void> {
    return this.#ready.promise;
  }

  enableSandbox(): void {
    if (this.#isReady) throw new Error('app.enableSandbox() can only be called before app is ready');
  }

  disableHardwareAcceleration(): void {
    if (this.#isReady) throw new Error('app.disableHardwareAcceleration() can only be called before app is ready');
  }

  getGPUFeatureStatus(): Electron.GPUFeatureStatus {
    return {} as Electron.GPUFeatureStatus;
  }

  requestSingleInstanceLock(data?: Record<string, unknown>): boolean {
    this.#instance ??= new SingleInstance(this.getPath('userData'));
    return this.#instance.isFirst || (this.#instance.handOver(process.argv, process.cwd(), data), false);
  }

  hasSingleInstanceLock(): boolean {
    return this.#instance?.isFirst ?? false;
  }

  releaseSingleInstanceLock(): void {
    this.#instance?.release();
    this.#instance = null;
  }

  setAboutPanelOptions(options: Electron.AboutPanelOptionsOptions): void {
    this.about = options;
  }

  showAboutPanel(): void {}

  addRecentDocument(path: string): void {
    this.recent.push(path);
  }

  clearRecentDocuments(): void {
    this.recent.length = 0;
  }

  setAppUserModelId(): void {}

  setBadgeCount(): boolean {
    return false;
  }

  focus(): void {}

  /** Every window is asked; one that stays keeps the app. */
  quit(): void {
    if (!this.#isReady) return this.exit(0);
    const event = preventable({});
    this.emit('before-quit', event);
    if (event.defaultPrevented) return;
    this.#quitting = true;
    const windows = this.windows();
    for (const window of windows) if (this.#quitting) window.close();
    if (windows.length === 0) this.#end();
  }

  /** A window was not to be closed. */
  staysOpen(): void {
    this.#quitting = false;
  }

  windowClosed(): void {
    if (this.windows().length > 0 || this.#left) return;
    if (this.#quitting) this.#end();
    else if (!this.emit('window-all-closed')) this.quit();
  }

  exit(code = 0): void {
    if (this.#left) return;
    this.#left = true;
    for (const window of this.windows()) window.destroy();
    this.emit('quit', preventable({}), code);
    this.#instance?.release();
    void this.leave(code);
  }

  #end(): void {
    const event = preventable({});
    this.emit('will-quit', event);
    if (event.defaultPrevented) this.#quitting = false;
    else this.exit(0);
  }
}

export const app: App = new App();
