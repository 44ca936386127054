/** @file The desktop shell: windows on the built page, files in and out, and nothing that the page could not also do in a browser. */
import { join } from 'node:path';
import { app, dialog, ipcMain, powerMonitor, protocol, session } from 'electron';
import { about } from './about.ts';
import { usualLanguage } from './appearance.ts';
import { APP_ID } from './app-id.ts';
import { confine, confineSession } from './confinement.ts';
import { desktop } from './desktop.ts';
import { Ending } from './ending.ts';
import { listen } from './ipc.ts';
import { Graphics } from './graphics.ts';
import { launchOf } from './launch.ts';
import { Log } from './log.ts';
import { Openings } from './openings.ts';
import { PAGE, SCHEME, serveApp } from './protocol.ts';
import { requests } from './requests.ts';
import { refusals } from './refusals.ts';
import { readServedFiles } from './served-files.ts';
import { writeDownTrouble } from './trouble.ts';
import { say } from './words.ts';

/** 256-bit vectors are an experiment of V8's: on request only, and the page checks the kernels before it trains with them. */
const revectorize = process.argv.includes('--revectorize');
if (revectorize) app.commandLine.appendSwitch('js-flags', '--experimental-wasm-revectorize');

async function start(openings: Openings): Promise<void> {
  const log = new Log(join(app.getPath('logs'), 'gradscape.log'));
  const ownFolder = app.getPath('userData');
  writeDownTrouble(process, log);
  const graphics = new Graphics(app, join(ownFolder, 'graphics.json'), log);
  if (process.platform === 'win32') app.setAppUserModelId(APP_ID);
  confine(app);
  protocol.registerSchemesAsPrivileged([SCHEME]);
  app.on('window-all-closed', () => process.platform === 'darwin' || app.quit());
  await app.whenReady();
  log.write({ level: 'info', text: `begun: ${JSON.stringify(about())}` });

  protocol.handle(SCHEME.scheme, serveApp(await readServedFiles(join(import.meta.dirname, '..'))));
  confineSession(session.defaultSession);
  const page = revectorize ? `${PAGE}?revectorize` : PAGE;
  const begun = graphics.without ? ({ what: 'graphics', restored: true, at: Date.now() } as const) : null;
  const { windows, shell, settled, sweepUp } = desktop(ownFolder, page, log, begun);
  const ending = new Ending(
    app,
    () => windows.all,
    () => Promise.all([settled(), graphics.written]),
  );
  // only now, for Electron takes the signals for itself until it is ready
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => ending.now());
  powerMonitor.on('shutdown', () => ending.now());

  const { asked, told } = requests(shell);
  const ear = { windowOf: windows.of.bind(windows), refused: refusals(log), now: () => performance.now() };
  listen(ipcMain, ear, asked, told);
  openings.begin(windows);
  await sweepUp();
}

const launch = launchOf(process.argv, app.isPackaged, process.cwd());
if (app.requestSingleInstanceLock(launch)) {
  start(new Openings(app, launch)).catch((error: unknown) => {
    dialog.showErrorBox(
      say(app.isReady() ? usualLanguage(app.getLocale()) : 'en', 'not_started'),
      error instanceof Error ? error.message : String(error),
    );
    app.exit(1);
  });
} else {
  app.quit();
}
