#!/usr/bin/env node
/**
 * @file The double of Electron's program: runs an app's own main script in this process and its pages in headless Chromium, as
 * `start.ts [switches] FOLDER [arguments]`. Playwright launches it as it launches Electron.
 */
import { readFileSync } from 'node:fs';
import inspector from 'node:inspector';
import { createRequire, registerHooks } from 'node:module';
import { join } from 'node:path';
import { app } from './app.ts';
import { BrowserWindow } from './browser-window.ts';
import { Chromium } from './chromium.ts';
import { startProxy } from './proxy.ts';
import { chromium, chromiumRuns } from './running.ts';
import { defaultSession } from './session.ts';
import { WebContents } from './web-contents.ts';

const DRIVEN = '--remote-debugging-port=0';

const given = process.argv.slice(2);
const driven = given.includes(DRIVEN);
// Playwright cuts away what comes before the app when it launches Electron, too
const named = given.slice(driven ? given.indexOf(DRIVEN) + 1 : 0);
const folder = named.find((each) => !each.startsWith('-'))!;
const upTo = (all: readonly string[], end: string) => (all.includes(end) ? all.slice(0, all.indexOf(end)) : all);
const switches = new Map(
  upTo(given, '--')
    .filter((each) => each.startsWith('--'))
    .map((each) => /^--([^=]+)=?(.*)$/.exec(each)!.slice(1, 3) as [string, string]),
);

/** Kept once Playwright listens, if it drives this. */
const listened = Promise.withResolvers<void>();
Object.assign(globalThis, { __playwright_run: () => listened.resolve() });
if (driven) inspector.open(0);
else listened.resolve();

async function startChromium(): Promise<Chromium> {
  const program = process.env.CHROME_PATH ?? (await import('../../build/chromium.ts')).findChromium();
  if (program === null) throw new Error('The double of Electron needs Chromium, and there is none.');
  // names of other machines are asked for by the proxy, which asks for none
  const own = new Set(['inspect', 'user-data-dir', 'remote-debugging-port', 'host-resolver-rules']);
  const passed = [...app.switches]
    .filter(([name]) => !own.has(name))
    .map(([name, value]) => (value === '' ? `--${name}` : `--${name}=${value}`));
  const started = new Chromium({
    program,
    folder: join(app.getPath('sessionData'), 'Chromium'),
    switches: driven ? [...passed, DRIVEN] : passed,
    proxy: await startProxy(),
  });
  const { browser } = started;
  browser.on('Target.targetDestroyed', ({ targetId }) => WebContents.fromDevToolsTargetId(targetId)?.window.ended());
  browser.on('Target.targetInfoChanged', ({ targetInfo }) =>
    WebContents.fromDevToolsTargetId(targetInfo.targetId)?.titled(targetInfo.title),
  );
  // what a page opened without leave
  browser.on('Target.targetCreated', ({ targetInfo: { targetId, openerId } }) => {
    if (openerId) browser.send('Target.closeTarget', { targetId }).catch(() => {});
  });
  started.process.once('exit', () => {
    console.error('The browser of the double is gone.');
    process.exit(1);
  });
  const { product } = await browser.send('Browser.getVersion');
  await browser.send('Target.setDiscoverTargets', { discover: true });
  Object.assign(process.versions, { chrome: product.split('/')[1] });
  return started;
}

process.argv = [process.execPath, ...named];
app.begin(folder, switches);
app.windows = BrowserWindow.getAllWindows;
Object.defineProperty(process, 'versions', { value: { ...process.versions, electron: electronVersion() } });
Object.assign(process, { type: 'browser', resourcesPath: folder });
app.leave = async (code) => {
  if (app.isReady()) {
    const running = await chromium;
    running.process.removeAllListeners('exit');
    await running.close();
  }
  process.exit(code);
};
// an app that listens for itself takes the place of Electron, which does so too
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
  process.on(signal, () => {
    if (process.listenerCount(signal) === 1) app.quit();
  });

function electronVersion(): string {
  const { version } = JSON.parse(readFileSync(join(import.meta.dirname, '../../node_modules/electron/package.json'), 'utf8')) as {
    version: string;
  };
  return version;
}

registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron' || specifier === 'electron/main'
      ? { url: new URL('electron.ts', import.meta.url).href, shortCircuit: true }
      : next(specifier, context),
});
const load = createRequire(join(folder, 'package.json'));
const { main } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { main: string };
load(join(folder, main));

chromiumRuns(await startChromium());
await listened.promise;
app.becomeReady(defaultSession);
