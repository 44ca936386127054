// @ts-check
/** @file `npm run bench:startup`: sets up and measures the start. What it builds is told on standard error, for `--json` owns the other. */
import { handOver, setUp } from './setup.js';

setUp();
handOver('../tests/bench/startup.ts', process.argv.slice(2));
