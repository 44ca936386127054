/** @file What `npm start` does once the packages are there: builds what changed, and opens the app in a window or in the browser. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { serve } from '../electron/loopback.ts';
import { readServedFiles } from '../electron/served-files.ts';
import { buildAll } from './build.ts';
import { downloadElectron, findElectron, noDisplay, runElectron } from './desktop.ts';
import { root } from './root.ts';

const USAGE = `npm start -- [options] [FILE ...]

  --browser    open the app in the browser, from a server that only this machine can reach
  --electron   open the desktop window, or fail
  --no-open    serve for the browser, print the address, open nothing
  --port N     serve for the browser at that port (default: any that is free)
  --help       print this

Without options: the desktop window where Electron can be had and a display is there, otherwise the browser.
FILE is opened in the desktop window.`;

interface Options {
  readonly browser: boolean;
  readonly electron: boolean;
  readonly open: boolean;
  readonly port: number;
  readonly help: boolean;
  readonly files: readonly string[];
}

/** @throws Error in one sentence */
function readOptions(args: string[]): Options {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      browser: { type: 'boolean', default: false },
      electron: { type: 'boolean', default: false },
      'no-open': { type: 'boolean', default: false },
      port: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  const port = Number(values.port ?? 0);
  if (values.port === '' || !Number.isInteger(port) || port < 0 || port > 65535)
    throw new Error(`--port takes a number from 0 to 65535, and got "${values.port}".`);
  const browser = values.browser || values['no-open'] || values.port !== undefined;
  if (browser && values.electron)
    throw new Error('--electron opens the desktop window; it does not go with --browser, --no-open or --port.');
  return { browser, electron: values.electron, open: !values['no-open'], port, help: values.help, files: positionals };
}

/** Opens the desktop window and ends the process with it. Returns a sentence when there can be none. */
async function openWindow(files: readonly string[]): Promise<string> {
  const why = noDisplay() ?? (findElectron() ? null : await downloadElectron());
  if (why) return why;
  const ended = await runElectron(findElectron()!, files);
  if (typeof ended === 'number') process.exit(ended);
  return ended;
}

async function openInBrowser({ open, port, files }: Options): Promise<void> {
  const { address, close } = await serve(await readServedFiles(join(root, 'dist')), port);
  // before it is told that it can be ended
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void close().then(() => process.exit(0)));
  console.log(`Gradscape is at ${address} (Ctrl+C ends it)`);
  if (files.length > 0) console.log(`A browser is handed no files: press Open there, or drop ${files.join(', ')} on the page.`);
  if (!open) return;
  const [command, ...args] =
    process.platform === 'darwin' ? ['open'] : process.platform === 'win32' ? ['cmd', '/c', 'start', '""'] : ['xdg-open'];
  // Where there is no such command the address above is all that is needed.
  spawn(command, [...args, address], { stdio: 'ignore', detached: true })
    .on('error', () => {})
    .unref();
}

try {
  const options = readOptions(process.argv.slice(2));
  if (options.help) {
    console.log(USAGE);
  } else {
    await buildAll();
    if (!options.browser) {
      const why = await openWindow(options.files);
      if (options.electron) throw new Error(`${why} --electron asks for nothing else.`);
      console.log(`${why} Gradscape opens in the browser instead.`);
    }
    await openInBrowser(options);
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
