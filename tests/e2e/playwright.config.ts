import { defineConfig, type PlaywrightTestOptions, type PlaywrightWorkerOptions } from '@playwright/test';
import { CHROMIUM_ARGS, ensureChromium } from '../../build/chromium.ts';
import { findElectron, noDisplay } from '../../build/desktop.ts';
import type { HostName } from './app.ts';
import { packed } from './desktop.ts';
import { IN_BROWSER_ONLY, ON_DESKTOP_ONLY, taggedForBrowser } from './hosts.ts';

const results = '../../dist/test-results';
const withoutElectron = packed || findElectron() ? noDisplay() : 'Its program was not downloaded (npm run setup:electron).';

const onDesktop = {
  testIgnore: Object.keys(IN_BROWSER_ONLY).map((file) => `**/${file}`),
  grepInvert: taggedForBrowser,
};

export default defineConfig<PlaywrightTestOptions, PlaywrightWorkerOptions & { host: HostName }>({
  testDir: '.',
  outputDir: `${results}/specs`,
  forbidOnly: Boolean(process.env.CI),
  fullyParallel: true,
  workers: 2,
  // what fails once on a crowded machine and passes again is reported as flaky, not hidden
  retries: process.env.CI ? 2 : 0,
  timeout: 120_000,
  expect: { timeout: 15_000 },
  reporter: [['list'], ['./hosts-reporter.ts', { withoutElectron }], ['json', { outputFile: `${results}/specs.json` }]],
  use: {
    browserName: 'chromium',
    actionTimeout: 15_000,
    viewport: { width: 1440, height: 900 },
    locale: 'en-GB',
    // The view does not glide, so what is reached for stays where it is.
    contextOptions: { reducedMotion: 'reduce' },
    // recording each step takes as much of the processor as the steps themselves; to look at one spec there is --trace=on
    trace: 'on-first-retry',
    launchOptions: {
      executablePath: ensureChromium(),
      args: CHROMIUM_ARGS,
    },
  },
  projects: [
    { name: 'browser', testIgnore: ON_DESKTOP_ONLY, use: { host: 'browser' } },
    { name: 'double', ...onDesktop, use: { host: 'double' } },
    { name: 'electron', ...onDesktop, ...(withoutElectron ? { testIgnore: '**' } : {}), use: { host: 'electron' } },
  ],
});
