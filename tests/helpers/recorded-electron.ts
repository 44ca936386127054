/**
 * @file Electron's module as something that has whatever it is asked for, does nothing, and writes everything down: what the shell asks of
 * Electron can be looked at without Electron.
 */
import { EventEmitter } from 'node:events';

export interface Call {
  /** Such as "app.enableSandbox"; "new" before what is made, " =" behind what is set. */
  readonly what: string;
  readonly sent: readonly unknown[];
}

// of whatever type the shell takes it for
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type Anything = any;

export interface RecordedElectron {
  /** To be handed out as the module. */
  readonly module: Readonly<Record<string, Anything>>;
  readonly calls: readonly Call[];
  /** What was sent with the calls of one thing, in their order. */
  sentTo(what: string): readonly (readonly unknown[])[];
  /** Ends what app.whenReady() waits for. */
  becomeReady(): void;
  /** The windows' contents, in the order in which they were made. */
  readonly contents: readonly (EventEmitter & { readonly mainFrame: { url: string } })[];
}

const EXPORTS = [
  ...['app', 'autoUpdater', 'BaseWindow', 'BrowserWindow', 'clipboard', 'contextBridge', 'crashReporter', 'desktopCapturer', 'dialog'],
  ...['globalShortcut', 'ipcMain', 'ipcRenderer', 'Menu', 'MenuItem', 'nativeImage', 'nativeTheme', 'net', 'netLog', 'Notification'],
  ...['powerMonitor', 'powerSaveBlocker', 'protocol', 'screen', 'session', 'shell', 'systemPreferences', 'Tray', 'utilityProcess'],
  ...['webContents', 'WebContentsView', 'webFrame', 'webFrameMain', 'webUtils'],
];

/** @param folder for the app's own files */
export function recordElectron(folder: string): RecordedElectron {
  const calls: Call[] = [];
  const ready = Promise.withResolvers<void>();
  const contents: Anything[] = [];

  /** Exists, has every member, and can be called, made and listened to. */
  const anything = (name: string, known: Record<string, unknown> = {}): Anything => {
    const emitter = new EventEmitter();
    const made = new Map<string, Anything>();
    return new Proxy(function () {}, {
      get(_target, member) {
        if (typeof member === 'symbol' || member === 'then') return undefined;
        if (member in known) return known[member];
        if (member in emitter) {
          const method = emitter[member as 'on'];
          return (...sent: Parameters<EventEmitter['on']>) => (
            calls.push({ what: `${name}.${member}`, sent }),
            method.apply(emitter, sent)
          );
        }
        if (!made.has(member)) made.set(member, anything(`${name}.${member}`));
        return made.get(member) as unknown;
      },
      set(_target, member, value) {
        calls.push({ what: `${name}.${String(member)} =`, sent: [value] });
        known[String(member)] = value;
        return true;
      },
      apply: (_target, _self, sent: unknown[]) => void calls.push({ what: name, sent }),
      construct(_target, sent: unknown[]) {
        calls.push({ what: `new ${name}`, sent });
        if (name !== 'BrowserWindow') return anything(name) as object;
        const page: Anything = anything('contents', { mainFrame: { url: 'app://bundle/' } });
        contents.push(page);
        module.app.emit('web-contents-created', {}, page);
        return anything('window', {
          webContents: page,
          loadURL: (url: string) => (calls.push({ what: 'loadURL', sent: [url] }), Promise.resolve()),
        }) as object;
      },
    });
  };

  const module: Record<string, Anything> = Object.fromEntries(EXPORTS.map((name) => [name, anything(name)]));
  module.app = anything('app', {
    getPath: () => folder,
    getLocale: () => 'en-US',
    getVersion: () => '0.1.0',
    whenReady: () => ready.promise,
    isPackaged: true,
    requestSingleInstanceLock: () => true,
  });
  return {
    module,
    calls,
    contents,
    sentTo: (what) => calls.filter((call) => call.what === what).map(({ sent }) => sent),
    becomeReady() {
      calls.push({ what: 'ready', sent: [] });
      ready.resolve();
    },
  };
}
