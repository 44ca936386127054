/** @file The window, and what it may not do. */
import { join } from 'node:path';
import { BrowserWindow, session, type App, type BrowserWindowConstructorOptions } from 'electron';
import { isOurs } from './protocol.ts';

/** What the page needs beyond drawing: to copy, and to fill the screen. */
const PERMITTED = ['clipboard-sanitized-write', 'fullscreen'];

/** The page is a page: no Node, no way out of its sandbox, and the bridge in a world of its own. */
export const windowOptions = (preload: string): BrowserWindowConstructorOptions => ({
  width: 1440,
  height: 900,
  minWidth: 960,
  minHeight: 600,
  title: 'Gradscape',
  show: false,
  webPreferences: {
    preload,
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    webSecurity: true,
    webviewTag: false,
    spellcheck: false,
  },
});

/** Holds for every page the app will ever have: it stays where it is, opens nothing, embeds nothing. */
export function confinePages(app: App): void {
  app.on('web-contents-created', (_event, contents) => {
    contents.on('will-navigate', (event) => isOurs(event.url) || event.preventDefault());
    contents.on('will-frame-navigate', (event) => isOurs(event.url) || event.preventDefault());
    contents.on('will-redirect', (event) => isOurs(event.url) || event.preventDefault());
    contents.on('will-attach-webview', (event) => event.preventDefault());
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  });
}

/** Both handlers are needed: one answers questions, the other checks. And no request leaves this machine. */
export function confineSession(): void {
  const { defaultSession } = session;
  defaultSession.setPermissionRequestHandler((_contents, permission, decide) => decide(PERMITTED.includes(permission)));
  defaultSession.setPermissionCheckHandler((_contents, permission) => PERMITTED.includes(permission));
  defaultSession.setDevicePermissionHandler(() => false);
  defaultSession.webRequest.onBeforeRequest(({ url }, decide) => decide({ cancel: !isOurs(url) && !/^(blob|data|devtools):/.test(url) }));
}

/** A window that shows itself when its page is drawn. */
export function createFrame(): BrowserWindow {
  const frame = new BrowserWindow(windowOptions(join(import.meta.dirname, 'preload.cjs')));
  frame.once('ready-to-show', () => frame.show());
  return frame;
}
