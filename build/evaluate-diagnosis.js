// @ts-check
/** @file `npm run evaluate:diagnosis`: sets up and judges the diagnosis on runs of known condition. */
import { handOver, setUp } from './setup.js';

setUp();
handOver('../tests/evaluation/evaluate.ts', process.argv.slice(2));
