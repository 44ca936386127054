// @ts-check
/** @file `npm start`: sets up, builds what changed, opens the app. */
import { handOver, setUp } from './setup.js';

setUp();
handOver('open-app.ts', process.argv.slice(2));
