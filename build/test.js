// @ts-check
/** @file `npm test`: sets up, builds what changed, runs every check and every test. */
import { handOver, setUp } from './setup.js';

setUp();
handOver('run-tests.ts', process.argv.slice(2));
