import type { BrowserWindow as ElectronBrowserWindow, BrowserWindowConstructorOptions, Rectangle } from 'electron';
import { app } from './app.ts';
import { Emitter, preventable } from './loud.ts';
import type { Menu } from './menu.ts';
import { chromium } from './running.ts';
import { screen } from './screen.ts';
import { WebContents } from './web-contents.ts';

type State = 'normal' | 'minimized' | 'maximized' | 'full-screen';

let last = 0;
/** The one that was in front last is the last. */
const all: BrowserWindow[] = [];

export class BrowserWindow
  extends Emitter
  implements
    Pick<
      ElectronBrowserWindow,
      | 'id'
      | 'loadURL'
      | 'reload'
      | 'show'
      | 'showInactive'
      | 'hide'
      | 'isVisible'
      | 'close'
      | 'destroy'
      | 'isDestroyed'
      | 'focus'
      | 'blur'
      | 'isFocused'
      | 'moveTop'
      | 'minimize'
      | 'restore'
      | 'isMinimized'
      | 'maximize'
      | 'unmaximize'
      | 'isMaximized'
      | 'setFullScreen'
      | 'isFullScreen'
      | 'setBounds'
      | 'getBounds'
      | 'getNormalBounds'
      | 'getContentBounds'
      | 'setTitle'
      | 'getTitle'
      | 'setProgressBar'
      | 'setRepresentedFilename'
      | 'getRepresentedFilename'
      | 'setDocumentEdited'
      | 'isDocumentEdited'
      | 'setBackgroundColor'
      | 'getBackgroundColor'
      | 'removeMenu'
      | 'setMenuBarVisibility'
      | 'setAutoHideMenuBar'
      | 'flashFrame'
    >
{
  protected override readonly tells = new Set([
    'blur',
    'close',
    'closed',
    'enter-full-screen',
    'focus',
    'hide',
    'leave-full-screen',
    'maximize',
    'minimize',
    'move',
    'moved',
    'page-title-updated',
    'query-session-end',
    'ready-to-show',
    'resize',
    'resized',
    'responsive',
    'restore',
    'session-end',
    'show',
    'unmaximize',
    'unresponsive',
  ]);
  readonly id = ++last;
  menu: Menu | null = null;
  /** From 0 to 1; less for none, more for one without an end. */
  progress: { readonly value: number; readonly options: Electron.ProgressBarOptions | undefined } = { value: -1, options: undefined };
  readonly #contents: WebContents;
  #normal: Rectangle;
  #title: string;
  #color: string;
  #visible: boolean;
  #state: State = 'normal';
  #edited = false;
  #file = '';
  #closing = false;
  #destroyed = false;

  constructor(options: BrowserWindowConstructorOptions = {}) {
    super();
    const {
      width = 800,
      height = 600,
      x,
      y,
      title,
      show = true,
      fullscreen = false,
      backgroundColor = '#FFF',
      webPreferences = {},
    } = options;
    const { workArea } = screen.getPrimaryDisplay();
    this.#normal = {
      x: x ?? workArea.x + Math.round((workArea.width - width) / 2),
      y: y ?? workArea.y + Math.round((workArea.height - height) / 2),
      width,
      height,
    };
    [this.#title, this.#color, this.#visible] = [title ?? app.getName(), backgroundColor, show];
    if (fullscreen) this.#state = 'full-screen';
    all.push(this);
    this.#contents = new WebContents(this, webPreferences);
    app.emit('browser-window-created', preventable({}), this);
    if (show) queueMicrotask(() => this.focus());
  }

  static getAllWindows(): BrowserWindow[] {
    return [...all];
  }

  static getFocusedWindow(): BrowserWindow | null {
    return all.find((window) => window.isFocused()) ?? null;
  }

  static fromWebContents(contents: WebContents): BrowserWindow | null {
    return all.find((window) => window.#contents === contents) ?? null;
  }

  static fromId(id: number): BrowserWindow | null {
    return all.find((window) => window.id === id) ?? null;
  }

  get webContents(): WebContents {
    this.#mustLive();
    return this.#contents;
  }

  loadURL(address: string): Promise<void> {
    return this.#contents.loadURL(address);
  }

  reload(): void {
    this.#contents.reload();
  }

  /** As when the person closes it. */
  close(): void {
    if (this.#destroyed || this.#closing) return;
    const event = preventable({});
    this.emit('close', event);
    if (event.defaultPrevented) return app.staysOpen();
    if (this.#destroyed) return;
    this.#closing = true;
    void this.#contents.end();
  }

  /** Without a question. */
  destroy(): void {
    if (this.#destroyed) return;
    const { target } = this.#contents;
    this.ended();
    if (target) void chromium.then(({ browser }) => browser.send('Target.closeTarget', { targetId: target })).catch(() => {});
  }

  /** The page is gone, and the window with it. */
  ended(): void {
    if (this.#destroyed) return;
    const focused = this.isFocused();
    this.#destroyed = true;
    all.splice(all.indexOf(this), 1);
    this.#contents.ended();
    this.emit('closed');
    if (focused) all.findLast((window) => window.isVisible())?.focus();
    app.windowClosed();
  }

  isDestroyed(): boolean {
    return this.#destroyed;
  }

  show(): void {
    this.showInactive();
    this.focus();
  }

  showInactive(): void {
    this.#mustLive();
    if (this.#visible) return;
    this.#visible = true;
    this.emit('show');
  }

  hide(): void {
    this.#mustLive();
    if (!this.#visible) return;
    this.blur();
    this.#visible = false;
    this.emit('hide');
  }

  isVisible(): boolean {
    return this.#visible && this.#state !== 'minimized';
  }

  focus(): void {
    this.#mustLive();
    if (focused === this || !this.#visible) return;
    focused?.blur();
    this.moveTop();
    focused = all.at(-1)!;
    this.emit('focus');
    app.emit('browser-window-focus', preventable({}), this);
  }

  blur(): void {
    if (focused !== this) return;
    focused = null;
    this.emit('blur');
    app.emit('browser-window-blur', preventable({}), this);
  }

  isFocused(): boolean {
    return focused === this && !this.#destroyed;
  }

  moveTop(): void {
    all.push(...all.splice(all.indexOf(this), 1));
  }

  minimize(): void {
    this.#become('minimized', 'minimize');
    this.blur();
  }

  restore(): void {
    if (this.#state === 'minimized') this.#become('normal', 'restore');
  }

  isMinimized(): boolean {
    return this.#state === 'minimized';
  }

  maximize(): void {
    this.showInactive();
    this.#become('maximized', 'maximize');
  }

  unmaximize(): void {
    if (this.isMaximized()) this.#become('normal', 'unmaximize');
  }

  isMaximized(): boolean {
    return this.#state === 'maximized';
  }

  setFullScreen(full: boolean): void {
    if (full !== this.isFullScreen()) this.#become(full ? 'full-screen' : 'normal', full ? 'enter-full-screen' : 'leave-full-screen');
  }

  isFullScreen(): boolean {
    return this.#state === 'full-screen';
  }

  setBounds(bounds: Partial<Rectangle>): void {
    const before = this.#normal;
    this.#normal = { ...before, ...bounds };
    if (this.#normal.x !== before.x || this.#normal.y !== before.y) this.#tell('move', 'moved');
    if (this.#normal.width !== before.width || this.#normal.height !== before.height) this.#tell('resize', 'resized');
  }

  getBounds(): Rectangle {
    this.#mustLive();
    return this.isMaximized() || this.isFullScreen() ? screen.getDisplayMatching(this.#normal).workArea : { ...this.#normal };
  }

  getNormalBounds(): Rectangle {
    this.#mustLive();
    return { ...this.#normal };
  }

  getContentBounds(): Rectangle {
    return this.getBounds();
  }

  setTitle(title: string): void {
    this.#mustLive();
    this.#title = title;
  }

  getTitle(): string {
    this.#mustLive();
    return this.#title;
  }

  setProgressBar(value: number, options?: Electron.ProgressBarOptions): void {
    this.#mustLive();
    this.progress = { value, options };
  }

  setRepresentedFilename(file: string): void {
    this.#mustLive();
    this.#file = file;
  }

  getRepresentedFilename(): string {
    return this.#file;
  }

  setDocumentEdited(edited: boolean): void {
    this.#mustLive();
    this.#edited = edited;
  }

  isDocumentEdited(): boolean {
    return this.#edited;
  }

  setBackgroundColor(color: string): void {
    this.#color = color;
  }

  getBackgroundColor(): string {
    return this.#color;
  }

  setMenu(menu: Menu | null): void {
    this.#mustLive();
    this.menu = menu;
  }

  removeMenu(): void {
    this.menu = null;
  }

  setMenuBarVisibility(): void {}
  setAutoHideMenuBar(): void {}
  flashFrame(): void {}

  #become(state: State, event: string): void {
    this.#mustLive();
    if (this.#state === state) return;
    this.#state = state;
    this.#tell(event, 'resize', 'resized');
  }

  #tell(...events: readonly string[]): void {
    for (const event of events) this.emit(event, preventable({}));
  }

  #mustLive(): void {
    if (this.#destroyed) throw new TypeError('Object has been destroyed');
  }
}

let focused: BrowserWindow | null = null;
