import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    exclude: ['tests/e2e/**', 'node_modules/**'],
    // left to itself it keeps one processor free, which of two is half of them
    maxWorkers: availableParallelism(),
    // ends what hangs; no test is judged by its speed, however busy the machine
    testTimeout: 60_000,
    hookTimeout: 60_000,
    globalSetup: 'tests/helpers/build-kernels.ts',
  },
});
