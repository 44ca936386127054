// @ts-check
/** @file `npm run bench:canvas`: sets up and measures the canvas. What it builds is told on standard error, for `--json` owns the other. */
import { handOver, setUp } from './setup.js';

setUp();
handOver('../tests/bench/canvas.ts', process.argv.slice(2));
