/**
 * @file The twenty items of Electron's security checklist (docs/tutorial/security.md), each on what the shell really does: main.ts and preload.ts
 * run, over an Electron that writes down what it is asked for. What only a browser can show is in tests/e2e/shell-security.spec.ts.
 */
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseSync } from 'oxc-parser';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { packageConfig } from '../../build/electron-builder.ts';
import { root } from '../../build/root.ts';
import * as bridge from '../../electron/bridge.ts';
import { HEADERS } from '../../electron/headers.ts';
import { LINKS } from '../../electron/links.ts';
import { isPage, PAGE } from '../../electron/protocol.ts';
import type { Anything } from '../helpers/recorded-electron.ts';

const { CHANNELS, FILE_DROPPED, FILE_GIVEN, MENU_CHOSEN, NOTICES, SAVE_ASKED } = bridge;

const { electron, folder } = await vi.hoisted(async () => {
  const fs = await import('node:fs');
  const os = await import('node:os');
  const path = await import('node:path');
  const { recordElectron } = await import('../helpers/recorded-electron.ts');
  const own = fs.mkdtempSync(path.join(os.tmpdir(), 'gradscape-'));
  return { electron: recordElectron(own), folder: own };
});
vi.mock('electron', () => electron.module);
vi.mock('../../electron/served-files.ts', async (original) => ({
  ...(await original<typeof import('../../electron/served-files.ts')>()),
  readServedFiles: () => Promise.resolve({ folder, files: { '/': { file: 'index.html', type: 'text/html; charset=utf-8' } } }),
}));

/** What is sent with a message of the page, in its window. */
let pageEvent: object;

beforeAll(async () => {
  vi.stubGlobal('process', Object.create(process, { argv: { value: ['electron'] } }));
  await import('../../electron/main.ts');
  electron.becomeReady();
  await vi.waitFor(() => expect(electron.contents).toHaveLength(1));
  const [contents] = electron.contents;
  pageEvent = { sender: contents, senderFrame: contents!.mainFrame };
  await import('../../electron/preload.ts');
});
afterAll(() => rmSync(folder, { recursive: true }));

/** The channels that the shell hears: all that the bridge names, but those that it speaks on. */
const HEARD = [
  ...Object.values(bridge).filter((name) => typeof name === 'string'),
  ...Object.values(CHANNELS),
  ...Object.values(NOTICES),
].filter((name) => !([FILE_GIVEN, MENU_CHOSEN, SAVE_ASKED] as string[]).includes(name));

const sourcesIn = (top: string, ending: RegExp) =>
  readdirSync(join(root, top), { recursive: true, encoding: 'utf8' })
    .filter((name) => ending.test(name))
    .map((name) => [join(top, name), readFileSync(join(root, top, name), 'utf8')] as const);

/** Which of the shell's own files say something. */
const shellFilesWith = (text: RegExp) => sourcesIn('electron', /\.ts$/).flatMap(([path, source]) => (text.test(source) ? [path] : []));

/** Before the app was ready? */
const beforeReady = (what: string) => {
  const at = electron.calls.findIndex((call) => call.what === what);
  return at >= 0 && at < electron.calls.findIndex((call) => call.what === 'ready');
};

/** What the session of all windows was given. */
const inSession = (what: string): Anything => {
  const [first] = electron.sentTo(`session.defaultSession.${what}`);
  return first?.at(-1);
};

const windowOptions = () => electron.sentTo('new BrowserWindow').map(([options]) => options as Electron.BrowserWindowConstructorOptions);
const preferences = () => {
  const all = windowOptions().map(({ webPreferences }) => webPreferences!);
  expect(all.length).toBeGreaterThan(0);
  return all;
};

/** Whether every window's page was kept from what an event tells of. */
function prevented(event: string, details: object): boolean {
  expect(electron.contents.length).toBeGreaterThan(0);
  return electron.contents.every((contents) => {
    let held = false;
    expect(contents.listenerCount(event), event).toBeGreaterThan(0);
    contents.emit(event, { ...details, preventDefault: () => (held = true) }, {}, {});
    return held;
  });
}

/** Addresses that are none of ours, or ours and not the page. */
const ELSEWHERE = [
  'https://attacker.example/',
  'http://127.0.0.1:8080/',
  'ws://attacker.example/',
  'ftp://attacker.example/',
  'file:///etc/passwd',
  'file://attacker.example/share/x',
  'app://other/',
  'app://bundle:80/',
  'app://user@bundle/',
  'chrome://gpu/',
  'view-source:app://bundle/',
  'smb://attacker.example/x',
  'javascript:alert(1)',
];

test('1: nothing is loaded but the app, and no request for anything else leaves the window', () => {
  const loaded = electron.sentTo('loadURL').map(([url]) => String(url));
  expect(loaded.length).toBeGreaterThan(0);
  expect(loaded.filter((url) => !isPage(url))).toEqual([]);
  expect(inSession('webRequest.onBeforeRequest')).toBeTypeOf('function');
  expect(electron.sentTo('session.defaultSession.webRequest.onBeforeRequest')[0], 'for every address').toHaveLength(1);
  const passes = (url: string) => {
    let cancelled: unknown = null;
    inSession('webRequest.onBeforeRequest')({ url }, ({ cancel }: { cancel: boolean }) => (cancelled = cancel));
    return cancelled === false;
  };
  expect(ELSEWHERE.filter(passes)).toEqual([]);
  for (const url of [PAGE, `${PAGE}assets/index.js`, 'blob:app://bundle/0a1b', 'data:image/png;base64,x'])
    expect(passes(url), url).toBe(true);
  expect(beforeReady('app.commandLine.appendSwitch')).toBe(true);
  expect(electron.sentTo('app.commandLine.appendSwitch')).toContainEqual(['host-resolver-rules', 'MAP * ~NOTFOUND']);
  expect(electron.sentTo('contents.setWebRTCIPHandlingPolicy')).toEqual([['disable_non_proxied_udp']]);
});

test('2: no page has Node, nor has a worker or a frame of it', () => {
  for (const each of preferences())
    expect(each).toMatchObject({ nodeIntegration: false, nodeIntegrationInWorker: false, nodeIntegrationInSubFrames: false });
});

test('3: the bridge lives in a world of its own', () => {
  for (const each of preferences()) expect(each.contextIsolation).toBe(true);
  expect(electron.sentTo('contextBridge.exposeInMainWorld').map(([name]) => name)).toEqual(['gradscape']);
  expect(shellFilesWith(/exposeInIsolatedWorld|executeInMainWorld/)).toEqual([]);
});

test('4: every process of a page is in a sandbox, and the preload script is one that runs there', () => {
  expect(beforeReady('app.enableSandbox')).toBe(true);
  for (const each of preferences()) expect(each.sandbox).toBe(true);
  expect(
    electron
      .sentTo('app.commandLine.appendSwitch')
      .flat()
      .filter((text) => /sandbox/.test(String(text))),
  ).toEqual([]);
  const { module } = parseSync('preload.ts', readFileSync(join(root, 'electron/preload.ts'), 'utf8'));
  expect(module.staticImports.map(({ moduleRequest }) => moduleRequest.value).sort()).toEqual(['./bridge.ts', 'electron']);
});

/** Electron's names of what a page may ask for. */
const PERMISSIONS = [
  ...['ar', 'automatic-fullscreen', 'background-fetch', 'background-sync', 'captured-surface-control', 'clipboard-read'],
  ...['clipboard-sanitized-write', 'deprecated-sync-clipboard-read', 'display-capture', 'fileSystem', 'fullscreen', 'geolocation'],
  ...['geolocation-approximate', 'hand-tracking', 'hid', 'idle-detection', 'keyboardLock', 'local-fonts', 'local-network'],
  ...['local-network-access', 'loopback-network', 'media', 'mediaKeySystem', 'midi', 'midiSysex', 'nfc', 'notifications', 'openExternal'],
  ...['payment-handler', 'periodic-background-sync', 'persistent-storage', 'pointerLock', 'screen-wake-lock', 'sensors', 'serial'],
  ...['smart-card', 'speaker-selection', 'storage-access', 'system-wake-lock', 'top-level-storage-access', 'usb', 'vr'],
  ...['web-app-installation', 'web-printing', 'window-management', 'unknown'],
] as const satisfies readonly Parameters<Exclude<Parameters<Electron.Session['setPermissionCheckHandler']>[0], null>>[1][];

describe('5: permissions', () => {
  const asked = (permission: string, isMainFrame: boolean, requestingUrl: string) => {
    let granted: unknown = null;
    inSession('setPermissionRequestHandler')({}, permission, (decided: boolean) => (granted = decided), { isMainFrame, requestingUrl });
    return granted;
  };
  const looked = (permission: string, isMainFrame: boolean, requestingUrl: string): unknown =>
    inSession('setPermissionCheckHandler')({}, permission, requestingUrl, { isMainFrame, requestingUrl });

  test('the page may copy and fill the screen, and nothing else', () => {
    for (const decide of [asked, looked]) {
      const granted = PERMISSIONS.filter((permission) => decide(permission, true, PAGE) === true);
      expect(granted).toEqual(['clipboard-sanitized-write', 'fullscreen']);
      for (const permission of PERMISSIONS) expect(decide(permission, true, PAGE), 'an answer').toBeTypeOf('boolean');
    }
  });

  test('a frame in it, and any other place, may nothing', () => {
    for (const decide of [asked, looked])
      for (const permission of PERMISSIONS) {
        expect(decide(permission, false, PAGE)).toBe(false);
        for (const url of [...ELSEWHERE, '', 'null']) expect(decide(permission, true, url), url).toBe(false);
      }
  });

  test('there are no devices, whatever asks for them, and nothing is told of any', () => {
    for (const deviceType of ['hid', 'serial', 'usb'])
      expect(inSession('setDevicePermissionHandler')({ deviceType, origin: PAGE })).toBe(false);
    expect(shellFilesWith(/select-(hid|usb|serial|bluetooth)|setBluetoothPairing|setDisplayMedia|setUSBProtected/)).toEqual([]);
    expect(HEADERS['Permissions-Policy']!.split(', ')).toEqual(
      expect.arrayContaining(['camera=()', 'display-capture=()', 'hid=()', 'microphone=()', 'serial=()', 'usb=()']),
    );
  });

  test('whatever session there may come to be is confined like the first', () => {
    const other: Record<string, unknown[]> = {};
    const record = (name: string) => (...sent: unknown[]) => void (other[name] = sent); // prettier-ignore
    const session = new Proxy({} as Anything, {
      get: (_target, name) => (['webRequest', 'protocol'].includes(String(name)) ? session : record(String(name))) as unknown,
    });
    electron.module.app.emit('session-created', session);
    expect(Object.keys(other).sort()).toEqual(
      ['handle', 'on', 'onBeforeRequest', 'setDevicePermissionHandler', 'setPermissionCheckHandler', 'setPermissionRequestHandler'].concat(
        'setSpellCheckerEnabled',
      ),
    );
  });
});

test('6: the web is as secure as it is made', () => {
  for (const each of preferences()) expect(each.webSecurity).toBe(true);
});

describe('7: the content policy', () => {
  const directives = Object.fromEntries(
    HEADERS['Content-Security-Policy']!.split('; ').map((directive) => {
      const [name, ...sources] = directive.split(' ');
      return [name!, sources];
    }),
  );

  test('allows what is of the app, and nothing that is not named', () => {
    expect(directives).toEqual({
      'default-src': ["'none'"],
      'script-src': ["'self'", "'wasm-unsafe-eval'"],
      'style-src': ["'self'"],
      'img-src': ["'self'", 'data:', 'blob:'],
      'font-src': ["'self'"],
      'connect-src': ["'self'"],
      'worker-src': ["'self'"],
      'base-uri': ["'none'"],
      'form-action': ["'none'"],
      'frame-ancestors': ["'none'"],
      'object-src': ["'none'"],
    });
  });

  test('goes with every answer of the scheme, with what isolates the page', async () => {
    const handler = electron.sentTo('protocol.handle').find(([scheme]) => scheme === 'app')?.[1] as (request: Request) => Promise<Response>;
    for (const [url, method] of [
      [PAGE, 'GET'],
      [`${PAGE}nothing`, 'GET'],
      [PAGE, 'POST'],
      ['app://other/', 'GET'],
    ]) {
      // prettier-ignore
      const { headers } = await handler(new Request(url!, { method: method! }));
      for (const [name, value] of Object.entries(HEADERS)) expect(headers.get(name), `${name} of ${method} ${url}`).toBe(value);
    }
    expect(HEADERS).toMatchObject({
      'Cross-Origin-Opener-Policy': 'same-origin',
      'Cross-Origin-Embedder-Policy': 'require-corp',
      'Cross-Origin-Resource-Policy': 'same-origin',
      'X-Content-Type-Options': 'nosniff',
    });
  });
});

test('8, 9, 10: nothing insecure, nothing experimental, no feature of Blink by name', () => {
  for (const each of preferences()) {
    expect(each).toMatchObject({ allowRunningInsecureContent: false, experimentalFeatures: false });
    expect(each).not.toHaveProperty('enableBlinkFeatures');
  }
  const switches = electron.sentTo('app.commandLine.appendSwitch').map(([name]) => name);
  expect(switches).toEqual(['host-resolver-rules']);
  expect(shellFilesWith(/enable-(blink-)?features|disable-web-security|allow-insecure|ignore-certificate/)).toEqual([]);
});

test('11: there is no <webview> anywhere, hence none that opens windows', () => {
  const sources = sourcesIn('renderer', /\.(svelte|ts|html)$/);
  expect(sources.length).toBeGreaterThan(100);
  expect(sources.flatMap(([path, source]) => (/<webview|allowpopups|createElement\(['"]webview/.test(source) ? [path] : []))).toEqual([]);
  for (const each of preferences()) expect(each.webviewTag).toBe(false);
});

test('12: a <webview> that somebody makes all the same is not attached', () => {
  expect(prevented('will-attach-webview', {})).toBe(true);
});

test('13: the page stays where it is; it may be loaded again', () => {
  for (const event of ['will-navigate', 'will-frame-navigate'])
    for (const url of [...ELSEWHERE, 'about:blank', 'data:text/html,x', 'blob:app://bundle/0a1b', `${PAGE}assets/index.js`, ''])
      expect(prevented(event, { url, isMainFrame: true }), `${event} ${url}`).toBe(true);
  for (const event of ['will-navigate', 'will-frame-navigate'])
    for (const url of [PAGE, `${PAGE}?restore=x`, `${PAGE}#x`])
      expect(prevented(event, { url, isMainFrame: true }), `${event} ${url}`).toBe(false);
  expect(prevented('will-frame-navigate', { url: PAGE, isMainFrame: false }), 'a frame goes nowhere at all').toBe(true);
  expect(prevented('will-redirect', { url: PAGE, isMainFrame: true })).toBe(true);
  for (const each of preferences()) expect(each.navigateOnDragDrop, 'by a link or a file that is dropped').toBe(false);
});

test('14: the page opens no window, by whatever address', () => {
  const handlers = electron.sentTo('contents.setWindowOpenHandler').map(([handler]) => handler as (details: object) => unknown);
  expect(handlers).toHaveLength(electron.contents.length);
  for (const handler of handlers)
    for (const url of [...ELSEWHERE, PAGE, 'about:blank']) expect(handler({ url })).toEqual({ action: 'deny' });
});

/** Says something to the shell as the page does. */
const say = (channel: string, sent: readonly unknown[], event = pageEvent): Anything => {
  const [, handler] = [...electron.sentTo('ipcMain.handle'), ...electron.sentTo('ipcMain.on')].find(([name]) => name === channel)!;
  return (handler as (...sent: unknown[]) => unknown)(event, ...sent);
};

test('15: the browser is shown pages of a list, by their names in it, and no address that anybody says', async () => {
  expect(shellFilesWith(/openExternal|openPath/)).toHaveLength(1);
  let clock = performance.now();
  vi.spyOn(performance, 'now').mockImplementation(() => (clock += 60_000)); // of a person who takes a minute before the next
  for (const link of [...ELSEWHERE, ...Object.values(LINKS), '__proto__', '']) {
    expect(await say(CHANNELS.openLink, [link]), link).toMatchObject({ ok: false });
    expect(electron.sentTo('shell.openExternal')).toEqual([]);
  }
  expect(await say(CHANNELS.openLink, ['pytorch'])).toEqual({ ok: true, value: null });
  expect(electron.sentTo('shell.openExternal')).toEqual([[LINKS.pytorch]]);
  vi.restoreAllMocks();
});

test('16: Electron is of the present line, and exactly the one that was tested', () => {
  const json = (path: string) => JSON.parse(readFileSync(join(root, path), 'utf8')) as Anything;
  const { version } = json('package-lock.json').packages['node_modules/electron'] as { version: string };
  expect(version).toMatch(/^45\.\d+\.\d+$/);
  expect(json('package.json').devDependencies.electron).toBe(version);
});

describe('17: messages', () => {
  test('come in through one ear alone', () => {
    expect(shellFilesWith(/\bipcMain\b/)).toHaveLength(1);
    expect(shellFilesWith(/ipc\.(handle|on)\(/)).toEqual(['electron/ipc.ts']);
    expect(shellFilesWith(/handleOnce|\.ipc\b|ipc-message|MessageChannelMain|postMessage/)).toEqual([]);
    const heard = electron.calls.filter(({ what }) => what.startsWith('ipcMain.')).map(({ sent }) => sent[0]);
    expect(heard.sort()).toEqual([...HEARD].sort());
  });

  test('of whoever is not the page in its window are refused, on every channel', async () => {
    const [contents] = electron.contents;
    const strangers = [
      { sender: contents, senderFrame: null },
      { sender: contents, senderFrame: { url: PAGE } },
      { sender: { mainFrame: contents!.mainFrame }, senderFrame: contents!.mainFrame },
    ];
    for (const [channel] of electron.sentTo('ipcMain.handle'))
      for (const stranger of strangers)
        expect(await say(String(channel), [], stranger)).toMatchObject({
          code: 'shell_refused',
          numbers: { why: 'clause:shell_not_understood' },
        });
  });
});

test('18: nothing is loaded from the disk by its path, and the scheme of the app may not do more than it has to', async () => {
  expect(shellFilesWith(/loadFile|file:\/\/\//)).toEqual([]);
  expect(beforeReady('protocol.registerSchemesAsPrivileged')).toBe(true);
  expect(electron.sentTo('protocol.registerSchemesAsPrivileged')).toEqual([
    [[{ scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true, codeCache: true } }]],
  ]);
  const [file] = electron.sentTo('session.defaultSession.protocol.handle').filter(([scheme]) => scheme === 'file');
  expect(((await (file![1] as (request: Request) => unknown)(new Request('file:///etc/passwd'))) as Response).status).toBe(403);
  const download = { preventDefault: vi.fn() };
  electron.module.session.defaultSession.emit('will-download', download, {}, {});
  expect(download.preventDefault, 'nor is anything written there').toHaveBeenCalledOnce();
});

test('19: the switches in the program are set as the app needs them, the inspector off in what people get', () => {
  const fuses = (inspectable: boolean) => packageConfig({ electronVersion: '45.0.0', electronFolder: '', inspectable }).electronFuses;
  const released = {
    runAsNode: false,
    enableCookieEncryption: false,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: false,
    enableEmbeddedAsarIntegrityValidation: true,
    onlyLoadAppFromAsar: true,
    loadBrowserProcessSpecificV8Snapshot: false,
    grantFileProtocolExtraPrivileges: false,
  };
  expect(fuses(false)).toEqual(released);
  expect(fuses(true)).toEqual({ ...released, enableNodeCliInspectArguments: true });
});

describe('20: what the page is given of Electron', () => {
  const exposed = () =>
    electron.sentTo('contextBridge.exposeInMainWorld')[0]![1] as Readonly<Record<string, (...sent: unknown[]) => unknown>>;

  test('is verbs, and those of the bridge alone', () => {
    const listeners = ['onMenuChosen', 'onOpenFile', 'onSaveAsked'];
    expect(Object.keys(exposed()).sort()).toEqual([...Object.keys(CHANNELS), ...Object.keys(NOTICES), 'fileDropped', ...listeners].sort());
    for (const verb of Object.values(exposed())) expect(verb).toBeTypeOf('function');
  });

  test('each of them speaks on its own channel, and can be brought to speak on no other', () => {
    const before = electron.calls.length;
    const verbs = { ...CHANNELS, ...NOTICES };
    for (const verb of Object.keys(verbs)) exposed()[verb]!('gradscape:quit', { channel: 'x' });
    expect(electron.calls.slice(before).map(({ what, sent }) => [what, sent[0]])).toEqual([
      ...Object.values(CHANNELS).map((channel) => ['ipcRenderer.invoke', channel]),
      ...Object.values(NOTICES).map((channel) => ['ipcRenderer.send', channel]),
    ]);
  });

  test('a listener gets what is said, and nothing of Electron with it', () => {
    const heard: unknown[][] = [];
    for (const verb of ['onOpenFile', 'onMenuChosen', 'onSaveAsked'])
      exposed()[verb]!((...sent: unknown[]) => (heard.push(sent), Promise.resolve(true)));
    for (const channel of [FILE_GIVEN, MENU_CHOSEN, SAVE_ASKED])
      electron.module.ipcRenderer.emit(channel, { sender: 'ipcRenderer' }, 'said', 'more');
    expect(heard).toEqual([['said'], ['said'], []]);
  });

  test('a file that was dropped is named by the preload script, whatever the page says', () => {
    const dropped = { path: '/etc/passwd' };
    void exposed().fileDropped!(dropped, '/etc/passwd');
    expect(electron.sentTo('webUtils.getPathForFile')).toEqual([[dropped]]);
    expect(electron.sentTo('ipcRenderer.invoke').at(-1)).toEqual([FILE_DROPPED, undefined]);
  });
});
