import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

/** Tests of what keeps nothing between one call and the next: one process runs file after file, and reads what they share once. */
const PURE = [
  'tests/core/{compiler,datasets,diagnostics,document,engine,findings,formats,layers,lessons,ops,plan,repairs,telemetry}/**/*.test.ts',
  'tests/agreement/**/*.test.ts',
];
const NEVER = ['tests/e2e/**', 'node_modules/**'];

// each process that is started, by vitest and by tests, has at hand what Node made of its files before
process.env.NODE_COMPILE_CACHE ??= join(import.meta.dirname, 'dist/.cache/node');

export default defineConfig({
  test: {
    // left to itself it keeps one processor free, which of two is half of them
    maxWorkers: availableParallelism(),
    // ends what hangs; no test is judged by its speed, however busy the machine
    testTimeout: 60_000,
    hookTimeout: 60_000,
    globalSetup: 'tests/helpers/build-kernels.ts',
    projects: [
      { extends: true, test: { name: 'pure', include: PURE, exclude: NEVER, isolate: false } },
      { extends: true, test: { name: 'apart', include: ['tests/**/*.test.ts'], exclude: [...NEVER, ...PURE] } },
    ],
  },
});
