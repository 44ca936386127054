// @ts-check
/** @file `npm run bench`: sets up and measures. What it builds is told on standard error, for `--json` owns the other. */
import { handOver, setUp } from './setup.js';

setUp();
handOver('../tests/bench/bench.ts', process.argv.slice(2));
