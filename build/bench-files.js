// @ts-check
/** @file `npm run bench:files`: sets up and measures how large files are opened and saved. What it builds is told on standard error, for `--json` owns the other. */
import { handOver, setUp } from './setup.js';

setUp();
handOver('../tests/bench/files.ts', process.argv.slice(2));
