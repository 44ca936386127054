// @ts-check
/** @file `npm run bench:landscape`: sets up and measures the gradient landscape. What it builds is told on standard error, for `--json` owns the other. */
import { handOver, setUp } from './setup.js';

setUp();
handOver('../tests/bench/landscape.ts', process.argv.slice(2));
