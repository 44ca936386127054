/** @file An app with nothing in it but what Electron and its double are compared by (tests/e2e/shell-double.spec.ts). */
const { readFile } = require('node:fs/promises');
const { join } = require('node:path');
const { app, BrowserWindow, ipcMain, protocol, session } = require('electron');

/** What was told of, in order; specs read it. */
globalThis.seen = [];
const see = (...what) => void globalThis.seen.push(what.join(' '));

protocol.registerSchemesAsPrivileged([
  { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true } },
]);

const headers = {
  'Content-Type': 'text/html; charset=utf-8',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
};

globalThis.openWindow = () => {
  const window = new BrowserWindow({
    width: 640,
    height: 480,
    webPreferences: { preload: join(__dirname, 'preload.cjs'), sandbox: true, contextIsolation: true },
  });
  window.on('close', () => see('close', window.id));
  window.on('closed', () => see('closed'));
  void window.loadURL('app://bundle/');
  return window;
};

if (!app.requestSingleInstanceLock({ told: process.argv.at(-1) })) {
  app.quit();
} else {
  for (const event of ['before-quit', 'will-quit', 'quit', 'window-all-closed']) app.on(event, () => see(event));
  app.on('second-instance', (_event, argv, cwd, data) => see('second-instance', argv.at(-1) === data.told, cwd, data.told));
  app.on('web-contents-created', (_event, contents) => {
    for (const event of ['will-navigate', 'will-frame-navigate', 'will-redirect'])
      contents.on(event, (details) => {
        see(event, details.url, details.isMainFrame);
        if (details.url.includes('forbidden')) details.preventDefault();
      });
    contents.on('render-process-gone', (_gone, { reason }) => see('render-process-gone', reason));
    contents.setWindowOpenHandler(({ url }) => {
      see('open', url);
      return { action: 'deny' };
    });
  });

  ipcMain.handle('echo', (_event, ...values) => values);
  ipcMain.handle('kinds', (_event, ...values) => values.map((value) => Object.prototype.toString.call(value).slice(8, -1)));
  ipcMain.handle('length', (_event, bytes) => bytes.byteLength);
  ipcMain.handle('bytes', (_event, length) => new Uint8Array(length).fill(7));
  ipcMain.handle('throw', () => {
    throw Object.assign(new TypeError('told why'), { code: 'X' });
  });
  ipcMain.handle('unclonable', () => () => {});
  ipcMain.handle('sender', ({ sender, senderFrame }) => [senderFrame === sender.mainFrame, senderFrame?.url, senderFrame?.parent === null]);
  ipcMain.on('note', (event, text) => {
    see('note', text);
    event.sender.send('noted', text);
  });

  void app.whenReady().then(() => {
    protocol.handle('app', async ({ url }) => {
      const { pathname } = new URL(url);
      if (pathname === '/moved') return new Response(null, { status: 302, headers: { ...headers, Location: 'app://bundle/' } });
      if (pathname !== '/' && pathname !== '/other') return new Response(null, { status: 404, headers });
      return new Response(await readFile(join(__dirname, 'page.html')), { headers });
    });
    const permitted = ['clipboard-sanitized-write'];
    session.defaultSession.setPermissionCheckHandler((_contents, permission) => permitted.includes(permission));
    session.defaultSession.setPermissionRequestHandler((_contents, permission, decide) => decide(permitted.includes(permission)));
    session.defaultSession.webRequest.onBeforeRequest(({ url }, decide) => {
      const own = url.startsWith('app://');
      if (!own && /^https?:/.test(url)) see('request', url);
      decide({ cancel: !own && /^https?:/.test(url) });
    });
    globalThis.openWindow();
  });
}
