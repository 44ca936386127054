// @ts-check
/** @file `npm run package`: sets up, builds what changed, and makes the packages of this system. */
import { handOver, setUp } from './setup.js';

setUp();
handOver('package.ts', process.argv.slice(2));
