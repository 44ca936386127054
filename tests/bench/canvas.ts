/** @file `npm run bench:canvas`: how smoothly the canvas of the built app edits, moves and trains networks of 100 and 500 blocks. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from '@playwright/test';
import { findChromium } from '../../build/chromium.ts';
import { root } from '../../build/root.ts';
import { serve } from '../../electron/loopback.ts';
import { readServedFiles } from '../../electron/served-files.ts';
import { canvasRows, targetOf } from './canvas-rows.ts';
import { tableOf } from './frame-rows.ts';

const USAGE = `npm run bench:canvas -- [--json] [--windows N] [--seconds S]

  --json        one object in JSON and nothing else on standard output
  --windows N   how often each is measured, 3 if not told; the best is told
  --seconds S   how long each time, 3 if not told`;

function stop(sentence: string): never {
  console.error(sentence);
  process.exit(2);
}

function options() {
  try {
    return parseArgs({
      options: { json: { type: 'boolean' }, windows: { type: 'string' }, seconds: { type: 'string' }, help: { type: 'boolean' } },
    }).values;
  } catch (error) {
    return stop(`${(error as Error).message}\n\n${USAGE}`);
  }
}

function positive(name: string, text: string): number {
  const value = Number(text);
  return value > 0 && Number.isFinite(value) ? value : stop(`--${name} takes a number above zero, not "${text}".\n\n${USAGE}`);
}

const { json = false, windows = '3', seconds = '3', help = false } = options();
if (help) {
  console.log(USAGE);
  process.exit(0);
}
const effort = { windows: Math.ceil(positive('windows', windows)), window: 1000 * positive('seconds', seconds) };

// what the build says goes to standard error, for the other belongs to the result
const built = spawnSync(process.execPath, [join(root, 'build/build.ts')], { cwd: root, stdio: ['ignore', 2, 2] });
if (built.status !== 0) process.exit(1);
const executablePath = findChromium() ?? stop('There is no Chromium to measure in. Install it, or name one in CHROME_PATH.');

const begun = performance.now();
const say = (what: string) => console.error(`${((performance.now() - begun) / 1000).toFixed(1).padStart(6)} s  ${what}`);
const { address, close } = await serve(await readServedFiles(join(root, 'dist')), 0);
const args = ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--disable-background-networking'];
const browser = await chromium.launch({ executablePath, args });
try {
  const rows = await canvasRows(browser, address, { ...effort, say });
  process.stdout.write(`${json ? JSON.stringify({ rows }) : tableOf(rows, targetOf)}\n`);
} finally {
  await browser.close();
  await close();
}
