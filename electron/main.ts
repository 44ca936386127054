/** @file The desktop shell: windows on the built page, files in and out, and nothing that the page could not also do in a browser. */
import { join } from 'node:path';
import { app, dialog, ipcMain, Menu, nativeTheme, protocol, session, shell as system } from 'electron';
import { sweep } from '../core/disk/sweep.ts';
import { about } from './about.ts';
import { APP_ID } from './app-id.ts';
import type { ShellAppearance } from './bridge.ts';
import { confine, confineSession } from './confinement.ts';
import { dialogsOf } from './dialogs.ts';
import { DocumentWindow } from './document-window.ts';
import { filesNamed } from './files-named.ts';
import { listen, type Ear } from './ipc.ts';
import { KeptSessions } from './kept-sessions.ts';
import { linkOf } from './links.ts';
import { Log } from './log.ts';
import { PAGE, SCHEME, serveApp } from './protocol.ts';
import { RecentFiles } from './recent-files.ts';
import { requests, type Shell } from './requests.ts';
import { refusals } from './refusals.ts';
import { readServedFiles } from './served-files.ts';
import { createFrame } from './window.ts';
import { Windows } from './windows.ts';
import { say } from './words.ts';

/** 256-bit vectors are an experiment of V8's: on request only, and the page checks the kernels before it trains with them. */
const revectorize = process.argv.includes('--revectorize');
if (revectorize) app.commandLine.appendSwitch('js-flags', '--experimental-wasm-revectorize');

const ownFolder = app.getPath('userData');
const sessions = new KeptSessions(join(ownFolder, 'sessions'));
const recents = new RecentFiles(join(ownFolder, 'recent.json'));
const log = new Log(join(app.getPath('logs'), 'gradscape.log'));
let appearance: ShellAppearance = { theme: 'system', language: app.getLocale().startsWith('hi') ? 'hi' : 'en' };

const windows = new Windows(() => {
  const window = new DocumentWindow(createFrame(), { sessions, dialogsOf, language: () => appearance.language });
  window.frame.on('focus', () => process.platform === 'darwin' && Menu.setApplicationMenu(window.menu));
  void window.frame.loadURL(revectorize ? `${PAGE}?revectorize` : PAGE);
  return window;
});

const shell: Shell = {
  recents,
  about,
  openWindow: () => void windows.open(),
  openLink: (link) => system.openExternal(linkOf(link)),
  setAppearance(now) {
    appearance = now;
    nativeTheme.themeSource = now.theme;
  },
  log: (entry) => log.write(entry),
  showLog: () => system.showItemInFolder(log.path),
};

const ear: Ear<DocumentWindow> = {
  windowOf: (contents) => windows.of(contents),
  refused: refusals(log),
  now: () => performance.now(),
};

/** Files that the system gave before there could be a window. */
const waiting: string[] = [];
const give = (paths: readonly string[]): unknown => (app.isReady() ? windows.give(paths) : waiting.push(...paths));

/** What this app, killed while it wrote, left behind in its own folders and in those of the recent files. */
async function sweepUp(): Promise<void> {
  await sessions.sweep();
  for (const folder of [ownFolder, ...(await recents.folders())]) await sweep(folder);
}

async function start(): Promise<void> {
  if (process.platform === 'win32') app.setAppUserModelId(APP_ID);
  confine(app);
  protocol.registerSchemesAsPrivileged([SCHEME]);
  // macOS hands over files before the app is ready, and while it runs.
  app.on('open-file', (event, path) => {
    event.preventDefault();
    give([path]);
  });
  // Another start of the app: its files are opened in the windows that are there.
  app.on('second-instance', (_event, _argv, _cwd, additional) => {
    const paths = additional as string[];
    if (paths.length > 0) give(paths);
    else windows.show();
  });
  app.on('window-all-closed', () => process.platform === 'darwin' || app.quit());
  app.on('activate', () => windows.last ?? windows.open());
  await app.whenReady();
  const served = await readServedFiles(join(import.meta.dirname, '..'));
  protocol.handle(SCHEME.scheme, serveApp(served));
  confineSession(session.defaultSession);
  const { asked, told } = requests(shell);
  listen(ipcMain, ear, asked, told);
  if (waiting.length > 0) windows.give(waiting);
  else windows.open();
  await sweepUp();
}

// Packaged, the first argument is the person's; in development it is the folder of the app.
const named = filesNamed(process.argv.slice(app.isPackaged ? 1 : 2), process.cwd());
if (app.requestSingleInstanceLock(named)) {
  waiting.push(...named);
  start().catch((error: unknown) => {
    dialog.showErrorBox(say(appearance.language, 'not_started'), error instanceof Error ? error.message : String(error));
    app.exit(1);
  });
} else {
  app.quit();
}
