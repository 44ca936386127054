/** @file The desktop shell: one window on the built page, files in and out, and nothing that the page could not also do in a browser. */
import { join } from 'node:path';
import { app, dialog, ipcMain, Menu, protocol, type BrowserWindow } from 'electron';
import { sweep } from '../core/disk/sweep.ts';
import { FILE_GIVEN, type ShellFileKind } from './bridge.ts';
import { Files, type Dialogs } from './files.ts';
import { filesNamed } from './files-named.ts';
import { KeptWork } from './kept-work.ts';
import { menuBar } from './menu.ts';
import { PAGE, SCHEME, serveApp } from './protocol.ts';
import { RecentFiles } from './recent-files.ts';
import { answerRequests } from './requests.ts';
import { readServedFiles } from './served-files.ts';
import { Transfers } from './transfers.ts';
import { confinePages, confineSession, createWindow } from './window.ts';

/** The system's choosers know endings of one dot only: .gradscape.json is offered as json. */
const filters = ({ title, endings }: ShellFileKind) => [
  { name: title, extensions: endings.map((ending) => ending.slice(ending.lastIndexOf('.') + 1)) },
];

const dialogs: Dialogs = {
  async choose(kind, several) {
    const properties: ('openFile' | 'multiSelections')[] = several ? ['openFile', 'multiSelections'] : ['openFile'];
    return (await dialog.showOpenDialog({ title: kind.title, filters: filters(kind), properties })).filePaths;
  },
  async choosePlace(kind, suggestedName) {
    const { canceled, filePath } = await dialog.showSaveDialog({ title: kind.title, filters: filters(kind), defaultPath: suggestedName });
    return canceled ? null : filePath;
  },
};

/** 256-bit vectors are an experiment of V8's: on request only, and the page checks the kernels before it trains with them. */
const revectorize = process.argv.includes('--revectorize');
if (revectorize) app.commandLine.appendSwitch('js-flags', '--experimental-wasm-revectorize');

const files = new Files(dialogs);
const ownFolder = app.getPath('userData');
const kept = {
  files,
  recents: new RecentFiles(join(ownFolder, 'recent.json')),
  work: new KeptWork(join(ownFolder, 'sessions'), files),
  transfers: new Transfers(),
};
/** Files that the system gave before the page listened. */
const waiting: string[] = [];
let window: BrowserWindow | null = null;
let listening = false;
let unsaved = false;

function give(paths: readonly string[]): void {
  if (!window || !listening) return void waiting.push(...paths);
  for (const path of paths) window.webContents.send(FILE_GIVEN, files.give(path));
}

async function showWindow(): Promise<void> {
  listening = false;
  unsaved = false;
  const created = createWindow({
    isUnsaved: () => unsaved,
    closeWithoutSaving: () => kept.work.giveUp(),
  });
  window = created;
  created.once('closed', () => (window = null));
  answerRequests(ipcMain, created, kept, {
    setTitle: (title) => created.setTitle(title),
    setUnsaved: (now) => (unsaved = now),
    listening() {
      listening = true;
      give(waiting.splice(0));
    },
  });
  await created.loadURL(revectorize ? `${PAGE}?revectorize` : PAGE);
}

/** What this app, killed while it wrote, left behind in its own folders and in those of the recent files. */
async function sweepUp(): Promise<void> {
  await kept.work.sweep();
  for (const folder of [ownFolder, ...(await kept.recents.folders())]) await sweep(folder);
}

async function start(): Promise<void> {
  app.enableSandbox();
  protocol.registerSchemesAsPrivileged([SCHEME]);
  confinePages(app);
  // macOS hands over files before the app is ready, and while it runs.
  app.on('open-file', (event, path) => {
    event.preventDefault();
    give([path]);
  });
  // Another start of the app: its files are opened in the window that is there.
  app.on('second-instance', (_event, _argv, _cwd, additional) => {
    if (window?.isMinimized()) window.restore();
    window?.focus();
    give(additional as string[]);
  });
  app.on('window-all-closed', () => process.platform === 'darwin' || app.quit());
  app.on('activate', () => window ?? void showWindow());
  await app.whenReady();
  const served = await readServedFiles(join(import.meta.dirname, '..'));
  protocol.handle(SCHEME.scheme, serveApp(served));
  confineSession();
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuBar(process.platform)));
  await showWindow();
  await sweepUp();
}

// Packaged, the first argument is the person's; in development it is the folder of the app.
const named = filesNamed(process.argv.slice(app.isPackaged ? 1 : 2), process.cwd());
if (app.requestSingleInstanceLock(named)) {
  waiting.push(...named);
  start().catch((error: unknown) => {
    dialog.showErrorBox('Gradscape could not start', error instanceof Error ? error.message : String(error));
    app.exit(1);
  });
} else {
  app.quit();
}
