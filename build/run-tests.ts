/**
 * @file What `npm test` does once the packages are there: builds, then every check and every test, each to its end, so that one run
 * tells all. The last line is the sum; a check that fails without a test of its own counts as one. `--everywhere` runs the specs of the
 * browser on the desktop as well.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { buildAll } from './build.ts';
import { ensureChromium } from './chromium.ts';
import { root } from './root.ts';

interface Sum {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

interface Stage {
  readonly heading: string;
  /** A script of a package, and its arguments. */
  readonly args: readonly string[];
  /** The tests' report in JSON, where the stage writes one, and how it is read. */
  readonly report?: { readonly file: string; readonly read: (text: string) => Sum };
}

const results = 'dist/test-results';
const unit = `${results}/unit.json`;

/** @returns the stage of the specs that `projects` of Playwright run; of all that are there, or of the files that are named so */
function specs(text: string, folder: string, projects: readonly string[], files: readonly string[] = []): Stage {
  const cli = ['node_modules/@playwright/test/cli.js', 'test', '-c', 'tests/e2e', '--output', `${results}/${folder}`];
  return {
    heading: text,
    args: [...cli, ...projects.map((project) => `--project=${project}`), ...files],
    report: {
      file: `${results}/${folder}.json`,
      read(report) {
        const { stats } = JSON.parse(report) as { stats: Record<'expected' | 'unexpected' | 'flaky' | 'skipped', number> };
        return { passed: stats.expected + stats.flaky, failed: stats.unexpected, skipped: stats.skipped };
      },
    },
  };
}

const CHECKS: readonly Stage[] = [
  {
    heading: 'Format',
    args: ['node_modules/prettier/bin/prettier.cjs', '--check', '--cache', '--cache-location', 'dist/.cache/prettier', '.'],
  },
  {
    heading: 'Lint',
    args: [
      'node_modules/eslint/bin/eslint.js',
      '-c',
      'build/eslint.config.js',
      '--max-warnings',
      '0',
      '--cache',
      '--cache-location',
      'dist/.cache/eslint',
      '.',
    ],
  },
  { heading: 'Types', args: ['build/check-types.ts'] },
  {
    heading: 'Unit tests',
    args: ['node_modules/vitest/vitest.mjs', 'run', '--reporter=dot', '--reporter=json', `--outputFile.json=${unit}`],
    report: {
      file: unit,
      read(text) {
        const report = JSON.parse(text) as Record<`num${'Passed' | 'Failed' | 'Pending' | 'Todo'}Tests`, number>;
        return { passed: report.numPassedTests, failed: report.numFailedTests, skipped: report.numPendingTests + report.numTodoTests };
      },
    },
  },
];

const DESKTOP = ['double', 'electron'];
const IN_BROWSER = specs('Specs in a browser', 'browser', ['browser']);
const OF_THE_SHELL = specs('Specs of the shell, on the desktop', 'desktop', DESKTOP, ['e2e[/\\\\](shell|desktop)-']);
const ON_THE_DESKTOP = specs('All specs on the desktop', 'desktop', DESKTOP);

function run(args: readonly string[], report: string | undefined): Promise<boolean> {
  const env = { ...process.env, ...(report ? { PLAYWRIGHT_JSON_OUTPUT_FILE: report } : {}) };
  const child = spawn(process.execPath, args, { cwd: root, stdio: 'inherit', env });
  return new Promise((ended) => child.once('exit', (code) => ended(code === 0)));
}

const heading = (text: string): void => console.log(`\n── ${text} ${'─'.repeat(60 - text.length)}\n`);

/** @returns what the tests of the stage came to; a stage that failed otherwise has one failure */
async function runStage({ heading: text, args, report }: Stage): Promise<Sum> {
  heading(text);
  const file = report && join(root, report.file);
  if (file) rmSync(file, { force: true });
  const ended = await run(args, file);
  const sum = report && file && existsSync(file) ? report.read(readFileSync(file, 'utf8')) : { passed: 0, failed: 0, skipped: 0 };
  return { ...sum, failed: ended ? sum.failed : Math.max(1, sum.failed) };
}

let everywhere = false;
try {
  everywhere = parseArgs({ options: { everywhere: { type: 'boolean' } } }).values.everywhere ?? false;
  heading('Build');
  mkdirSync(join(root, results), { recursive: true });
  process.env.CHROME_PATH = ensureChromium();
  await buildAll();
  console.log('Everything is built.');
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  console.log('\n0 passed, 1 failed');
  process.exit(1);
}

const total = { passed: 0, failed: 0, skipped: 0 };
const failures: string[] = [];
for (const stage of [...CHECKS, IN_BROWSER, everywhere ? ON_THE_DESKTOP : OF_THE_SHELL]) {
  const { passed, failed, skipped } = await runStage(stage);
  total.passed += passed;
  total.failed += failed;
  total.skipped += skipped;
  if (failed > 0) failures.push(stage.heading);
}
heading('Total');
if (failures.length > 0) console.log(`Failed: ${failures.join(', ')}\n`);
console.log(`${total.passed} passed, ${total.failed} failed${total.skipped > 0 ? `, ${total.skipped} skipped` : ''}`);
process.exit(total.failed > 0 ? 1 : 0);
