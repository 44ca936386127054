import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { WebContents as ElectronWebContents, WebPreferences, WindowOpenHandlerResponse } from 'electron';
import type { Protocol } from '../../node_modules/playwright-core/types/protocol.d.ts';
import type { Pressed } from './accelerator.ts';
import { app } from './app.ts';
import { appAddress, browserAddress } from './addresses.ts';
import type { BrowserWindow } from './browser-window.ts';
import type { Session as Line } from './chromium.ts';
import { Frame } from './frame.ts';
import { ipcMain } from './ipc-main.ts';
import { Emitter, preventable } from './loud.ts';
import { Menu } from './menu.ts';
import { nativeTheme } from './native-theme.ts';
import { here } from './packing.ts';
import { chromium } from './running.ts';
import { defaultSession, type Session } from './session.ts';
import { FROM_NODE, TO_NODE, WORLD, worldScripts, type Kind } from './worlds.ts';

let last = 0;
const all = new Map<number, WebContents>();

/** What a preload script may know of where it runs. */
const versions = () => Object.fromEntries(Object.entries(process.versions).map(([name, version]) => [name, version ?? '']));

export class WebContents
  extends Emitter
  implements
    Pick<
      ElectronWebContents,
      | 'id'
      | 'send'
      | 'getURL'
      | 'getTitle'
      | 'isDestroyed'
      | 'isLoading'
      | 'isCrashed'
      | 'isFocused'
      | 'focus'
      | 'reload'
      | 'reloadIgnoringCache'
      | 'executeJavaScript'
      | 'loadURL'
      | 'close'
      | 'forcefullyCrashRenderer'
      | 'setWindowOpenHandler'
      | 'setZoomLevel'
      | 'getZoomLevel'
      | 'zoomLevel'
      | 'zoomFactor'
      | 'isDevToolsOpened'
      | 'setBackgroundThrottling'
      | 'setWebRTCIPHandlingPolicy'
      | 'getWebRTCIPHandlingPolicy'
      | 'getOSProcessId'
    >
{
  protected override readonly tells = new Set([
    'before-input-event',
    'console-message',
    'destroyed',
    'did-create-window',
    'did-fail-load',
    'did-finish-load',
    'did-navigate',
    'did-start-loading',
    'dom-ready',
    'page-title-updated',
    'preload-error',
    'render-process-gone',
    'responsive',
    'unresponsive',
    'will-attach-webview',
    'will-frame-navigate',
    'will-navigate',
    'will-prevent-unload',
    'will-redirect',
  ]);
  readonly id = ++last;
  readonly session: Session = defaultSession;
  readonly window: BrowserWindow;
  /** As the browser names the page. */
  target = '';
  zoomLevel = 0;
  /** To the page; there once `opened` is kept. */
  line!: Line;
  readonly opened: Promise<void>;
  readonly #preferences: WebPreferences;
  readonly #frames = new Map<string, Frame>();
  readonly #worlds = new Map<number, Frame>();
  /** Frames that a script or a link wants to take elsewhere. */
  readonly #leaving = new Set<string>();
  #top: Frame | null = null;
  #openHandler: (details: Electron.HandlerDetails) => WindowOpenHandlerResponse = () => ({ action: 'allow' });
  #title = '';
  #calls = 'default';
  #loading = false;
  #crashed = false;
  #destroyed = false;
  #shown = false;

  constructor(window: BrowserWindow, preferences: WebPreferences) {
    super();
    [this.window, this.#preferences] = [window, preferences];
    all.set(this.id, this);
    app.emit('web-contents-created', preventable({}), this);
    this.opened = this.#open();
    this.opened.catch(() => {}); // whoever loads a page hears of it
  }

  static getAllWebContents(): WebContents[] {
    return [...all.values()];
  }

  static fromId(id: number): WebContents | undefined {
    return all.get(id);
  }

  static fromDevToolsTargetId(target: string): WebContents | undefined {
    return [...all.values()].find((each) => each.target === target);
  }

  static getFocusedWebContents(): WebContents | null {
    return [...all.values()].find((each) => each.isFocused()) ?? null;
  }

  get mainFrame(): Frame {
    this.#mustLive();
    this.#top ??= new Frame(this, '', null);
    return this.#top;
  }

  get zoomFactor(): number {
    return 1.2 ** this.zoomLevel;
  }

  set zoomFactor(factor: number) {
    this.zoomLevel = Math.log(factor) / Math.log(1.2);
  }

  setZoomLevel(level: number): void {
    this.zoomLevel = level;
  }

  getZoomLevel(): number {
    return this.zoomLevel;
  }

  getURL(): string {
    return this.#top?.url ?? '';
  }

  getTitle(): string {
    return this.#title;
  }

  getOSProcessId(): number {
    return process.pid;
  }

  isDestroyed(): boolean {
    return this.#destroyed;
  }

  isLoading(): boolean {
    return this.#loading;
  }

  isCrashed(): boolean {
    return this.#crashed;
  }

  isFocused(): boolean {
    return this.window.isFocused();
  }

  isDevToolsOpened(): boolean {
    return false;
  }

  setBackgroundThrottling(): void {}

  setWebRTCIPHandlingPolicy(policy: string): void {
    this.#calls = policy;
  }

  getWebRTCIPHandlingPolicy(): string {
    return this.#calls;
  }

  focus(): void {
    this.window.focus();
  }

  send(channel: string, ...values: unknown[]): void {
    this.mainFrame.send(channel, ...values);
  }

  setWindowOpenHandler(handler: (details: Electron.HandlerDetails) => WindowOpenHandlerResponse): void {
    this.#openHandler = handler;
  }

  executeJavaScript(code: string): Promise<unknown> {
    return this.mainFrame.executeJavaScript(code);
  }

  async loadURL(address: string): Promise<void> {
    await this.opened;
    await this.session.decide(this, (await chromium).browser, address);
    const loaded = this.line.next('Page.loadEventFired');
    this.emit('did-start-loading');
    this.#loading = true;
    const { errorText } = await this.line.send('Page.navigate', { url: browserAddress(address) });
    if (errorText && errorText !== 'net::ERR_ABORTED') {
      this.#loading = false;
      this.emit('did-fail-load', preventable({}), -2, errorText, address, true);
      throw new Error(`${errorText} loading '${address}'`);
    }
    await loaded;
  }

  reload(): void {
    void this.opened.then(() => this.line.send('Page.reload'));
  }

  reloadIgnoringCache(): void {
    void this.opened.then(() => this.line.send('Page.reload', { ignoreCache: true }));
  }

  /** The page's process goes, whatever it is at. */
  forcefullyCrashRenderer(): void {
    this.line.send('Page.crash').catch(() => {});
  }

  /** Without asking anybody but the page. */
  close(): void {
    void this.end();
  }

  /** The page is told that it goes, and is gone. */
  async end(): Promise<void> {
    if (this.#destroyed) return;
    await this.opened.catch(() => {});
    const browser = (await chromium).browser;
    if (!this.#crashed && this.#top?.page) await this.line.send('Page.close').catch(() => {});
    else await browser.send('Target.closeTarget', { targetId: this.target }).catch(() => {});
  }

  /** Editing commands of the system, such as "copy". */
  async edit(command: string): Promise<void> {
    await this.line.send('Input.dispatchKeyEvent', { type: 'keyDown', commands: [command] });
    await this.line.send('Input.dispatchKeyEvent', { type: 'keyUp' });
  }

  async #open(): Promise<void> {
    const { browser } = await chromium;
    const { width, height } = this.window.getBounds();
    const { targetId } = await browser.send('Target.createTarget', { url: 'about:blank', newWindow: true, width, height });
    this.target = targetId;
    const { sessionId } = await browser.send('Target.attachToTarget', { targetId, flatten: true });
    const line = (await chromium).session(sessionId);
    this.line = line;
    this.#listen(line);
    const scripts = this.#scripts();
    await Promise.all([
      line.send('Page.enable'),
      line.send('Page.setLifecycleEventsEnabled', { enabled: true }),
      line.send('Runtime.enable'),
      line.send('Inspector.enable'),
      line.send('DOM.enable'),
      line.send('Runtime.addBinding', { name: TO_NODE, executionContextName: WORLD }),
      line.send('Page.addScriptToEvaluateOnNewDocument', { source: scripts.page }),
      line.send('Page.addScriptToEvaluateOnNewDocument', { source: scripts.preload, worldName: WORLD }),
      line.send('Fetch.enable', { patterns: [{ urlPattern: '*', resourceType: 'Document' }] }),
    ]);
    const { frameTree } = await line.send('Page.getFrameTree');
    this.mainFrame.id = frameTree.frame.id;
    this.#frames.set(frameTree.frame.id, this.mainFrame);
    if (nativeTheme.chosen !== 'system') await this.showTheme(nativeTheme.chosen);
  }

  /** The page hears of the theme as of the system's. */
  async showTheme(theme: 'light' | 'dark' | 'system'): Promise<void> {
    const features = theme === 'system' ? [] : [{ name: 'prefers-color-scheme', value: theme }];
    await this.line.send('Emulation.setEmulatedMedia', { features }).catch(() => {});
  }

  #scripts() {
    const { preload } = this.#preferences;
    let text: string | null = null;
    try {
      if (preload !== undefined) text = readFileSync(preload, 'utf8');
    } catch (error) {
      this.emit('preload-error', preventable({}), preload, error);
    }
    const name = randomUUID();
    return worldScripts(text, {
      names: [`${name} page`, `${name} preload`],
      toNode: TO_NODE,
      fromNode: FROM_NODE,
      versions: versions(),
      platform: process.platform,
      argv: this.#preferences.additionalArguments ?? [],
    });
  }

  #mustLive(): void {
    if (this.#destroyed) throw new TypeError('Object has been destroyed');
  }

  #listen(line: Line): void {
    line.on('Page.frameAttached', ({ frameId, parentFrameId }) => {
      const parent = this.#frames.get(parentFrameId) ?? this.mainFrame;
      const frame = new Frame(this, frameId, parent);
      parent.frames.push(frame);
      this.#frames.set(frameId, frame);
    });
    line.on('Page.frameDetached', ({ frameId, reason }) => {
      const frame = this.#frames.get(frameId);
      if (!frame || reason === 'swap') return;
      frame.detached = true;
      frame.parent?.frames.splice(frame.parent.frames.indexOf(frame), 1);
      this.#frames.delete(frameId);
    });
    line.on('Page.frameNavigated', ({ frame: { id, url, parentId } }) => {
      const frame = this.#frames.get(id) ?? (parentId === undefined ? this.mainFrame : null);
      frame?.navigated(url);
      if (frame === this.#top) this.emit('did-navigate', preventable({}), this.getURL(), 200, 'OK');
    });
    line.on('Page.navigatedWithinDocument', ({ frameId, url }) => this.#frames.get(frameId)?.navigated(url));
    line.on('Runtime.executionContextCreated', ({ context: { id, name, auxData } }) => {
      const { frameId, isDefault } = auxData as unknown as { frameId: string; isDefault: boolean };
      const frame = this.#frames.get(frameId);
      if (!frame) return;
      if (isDefault) frame.page = id;
      else if (name === WORLD) {
        frame.world = id;
        this.#worlds.set(id, frame);
      }
    });
    line.on('Runtime.executionContextDestroyed', ({ executionContextId }) => this.#worldGone(executionContextId));
    line.on('Runtime.executionContextsCleared', () => [...this.#worlds.keys()].forEach((id) => this.#worldGone(id)));
    line.on('Runtime.bindingCalled', ({ payload, executionContextId }) => {
      this.#said(payload, executionContextId).catch((error: unknown) => console.error(error));
    });
    line.on('Runtime.consoleAPICalled', ({ type, args, stackTrace }) => {
      const level = type === 'warning' ? 'warning' : type === 'error' || type === 'debug' ? type : 'info';
      const message = args.map(({ value, description }) => String(value ?? description)).join(' ');
      const { url = '', lineNumber = 0 } = stackTrace?.callFrames[0] ?? {};
      const details = { level, message, lineNumber, sourceId: appAddress(url), frame: this.#top };
      this.emit('console-message', preventable(details), level, message, lineNumber, details.sourceId);
    });
    line.on('Page.domContentEventFired', () => this.emit('dom-ready', preventable({})));
    line.on('Page.loadEventFired', () => {
      this.#loading = false;
      this.emit('did-finish-load');
      this.#painted();
    });
    line.on('Page.lifecycleEvent', ({ name, frameId }) => name === 'firstPaint' && frameId === this.#top?.id && this.#painted());
    line.on('Page.frameRequestedNavigation', ({ frameId }) => void this.#leaving.add(frameId));
    line.on('Fetch.requestPaused', (paused) => void this.#mayNavigate(paused).catch(() => {}));
    line.on('Page.downloadWillBegin', ({ guid, url, suggestedFilename }) => {
      if (this.session.mayDownload(this, appAddress(url), suggestedFilename)) return;
      void chromium.then(({ browser }) => browser.send('Browser.cancelDownload', { guid })).catch(() => {});
    });
    line.on('Page.windowOpen', ({ url, windowName, windowFeatures }) => this.#mayOpen(url, windowName, windowFeatures.join()));
    line.on('Inspector.targetCrashed', () => {
      this.#crashed = true;
      this.emit('render-process-gone', preventable({}), { reason: 'crashed', exitCode: 5 });
    });
    line.on('Inspector.targetReloadedAfterCrash', () => (this.#crashed = false));
  }

  #worldGone(id: number): void {
    const frame = this.#worlds.get(id);
    if (frame?.world === id) frame.world = null;
    this.#worlds.delete(id);
  }

  /** For the first time. */
  #painted(): void {
    if (this.#shown || this.getURL() === 'about:blank') return;
    this.#shown = true;
    this.window.emit('ready-to-show');
  }

  /** The browser tells of a page's title. */
  titled(title: string): void {
    if (title === this.#title) return;
    this.#title = title;
    const event = preventable({});
    this.emit('page-title-updated', event, title, true);
    this.window.emit('page-title-updated', event, title, true);
    if (!event.defaultPrevented) this.window.setTitle(title);
  }

  /** The browser tells that the page is gone. */
  ended(): void {
    if (this.#destroyed) return;
    this.#destroyed = true;
    all.delete(this.id);
    for (const frame of this.#frames.values()) frame.detached = true;
    this.emit('destroyed');
  }

  /** Where a script or a link wants to go is for the app to allow; where the app itself goes, it goes. */
  async #mayNavigate({ requestId, request, frameId, redirectedRequestId }: Protocol.Fetch.requestPausedPayload): Promise<void> {
    const frame = this.#frames.get(frameId) ?? null;
    const isMainFrame = frame === null || frame === this.#top;
    const told = () => preventable({ url: appAddress(request.url), isMainFrame, isSameDocument: false, frame });
    const prevented = (name: string) => {
      const event = told();
      this.emit(name, event, event.url);
      return event.defaultPrevented;
    };
    const names = redirectedRequestId
      ? ['will-redirect']
      : this.#leaving.has(frameId)
        ? ['will-frame-navigate', ...(isMainFrame ? ['will-navigate'] : [])]
        : [];
    this.#leaving.delete(frameId);
    if (names.some(prevented)) await this.line.send('Fetch.failRequest', { requestId, errorReason: 'Aborted' });
    else await this.line.send('Fetch.continueRequest', { requestId });
  }

  #mayOpen(url: string, frameName: string, features: string): void {
    const details = { url: appAddress(url), frameName, features, disposition: 'foreground-tab', referrer: { url: '', policy: 'default' } };
    const { action } = this.#openHandler(details as Electron.HandlerDetails);
    if (action !== 'deny') throw new Error('The double of Electron opens no windows for a page.');
  }

  /** At once, as far as it can be: what a page says as it goes is heard before the browser tells that it is gone. */
  async #said(message: string, world: number): Promise<void> {
    const end = message.indexOf('\n');
    const [kind, number, ...rest] = message.slice(0, end).split(' ') as [Kind, string, ...string[]];
    const channel = rest.join(' ');
    const frame = this.#worlds.get(world) ?? null;
    const values = here.unpack(message.slice(end + 1)) as unknown[];
    switch (kind) {
      case 'window-open': {
        const [url, name, features] = values as [string, string, string];
        return this.#mayOpen(url, name, features);
      }
      case 'key':
        return (this.window.menu ?? Menu.getApplicationMenu())?.itemOf(values[0] as Pressed)?.click({}, this.window);
      case 'send':
        return ipcMain.told(this, frame, channel, frame && namesFiles(values) ? await this.#withPaths(frame, world, values) : values);
      case 'invoke': {
        const given = frame && namesFiles(values) ? await this.#withPaths(frame, world, values) : values;
        return ipcMain.invoked(this, frame, channel, given).then(
          (value) => frame?.answer(world, Number(number), here.pack(value), null),
          (error: Error) => frame?.answer(world, Number(number), '', error.message),
        );
      }
      default:
        kind satisfies never;
    }
  }

  /** With the places of files, where the preload script has asked for them. */
  async #withPaths(frame: Frame, world: number, values: readonly unknown[]): Promise<readonly unknown[]> {
    return Promise.all(
      values.map((value) => {
        const index = fileOf(value);
        return index === undefined ? value : frame.pathOfFile(world, Number(index));
      }),
    );
  }
}

/** The number of a file whose place the preload script has asked for. */
const fileOf = (value: unknown): string | undefined => (typeof value === 'string' ? /^double:file:(\d+)$/.exec(value)?.[1] : undefined);

const namesFiles = (values: readonly unknown[]): boolean => values.some((value) => fileOf(value) !== undefined);
