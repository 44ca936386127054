// @ts-check
/** @file Runs when npm has installed the packages: after it `npx gradscape` works. */
import { handOver, linkCommands } from './setup.js';

linkCommands();
handOver('build.ts', ['kernels']);
