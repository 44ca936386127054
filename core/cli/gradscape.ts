#!/usr/bin/env node
/** @file The command `gradscape`. What Node makes of its files is kept beside the build: reading them anew takes longer than most commands take. */
import { enableCompileCache } from 'node:module';
import { join } from 'node:path';

const { directory } = enableCompileCache(join(import.meta.dirname, '../../dist/.cache/node'));
if (directory) process.env.NODE_COMPILE_CACHE = directory; // where threads look for it

await import('./run-command.ts');
