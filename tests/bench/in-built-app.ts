/** @file The built app, served to a browser that something is measured in. What is said of it goes to standard error, for the other belongs to the result. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { chromium, type Browser } from '@playwright/test';
import { CHROMIUM_ARGS, findChromium } from '../../build/chromium.ts';
import { root } from '../../build/root.ts';
import { serve } from '../../electron/loopback.ts';
import { readServedFiles } from '../../electron/served-files.ts';

/** Prints what `measure` returns. Ends the process where the app cannot be built or there is no Chromium. */
export async function inBuiltApp(
  measure: (browser: Browser, address: string, say: (what: string) => void) => Promise<string>,
  stop: (sentence: string) => never,
): Promise<void> {
  const built = spawnSync(process.execPath, [join(root, 'build/build.ts')], { cwd: root, stdio: ['ignore', 2, 2] });
  if (built.status !== 0) process.exit(1);
  const executablePath = findChromium() ?? stop('There is no Chromium to measure in. Install it, or name one in CHROME_PATH.');

  const begun = performance.now();
  const say = (what: string) => console.error(`${((performance.now() - begun) / 1000).toFixed(1).padStart(6)} s  ${what}`);
  const { address, close } = await serve(await readServedFiles(join(root, 'dist')), 0);
  const browser = await chromium.launch({ executablePath, args: CHROMIUM_ARGS });
  try {
    process.stdout.write(`${await measure(browser, address, say)}\n`);
  } finally {
    await browser.close();
    await close();
  }
}
