// @ts-check
/** @file Runs when npm has installed the packages: after it `npx gradscape` works. */
import { handOver, linkCommand } from './setup.js';

linkCommand();
handOver('build.ts', ['kernels']);
