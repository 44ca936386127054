/** @file The browser behind the windows, once it runs. */
import type { Chromium } from './chromium.ts';

const starting = Promise.withResolvers<Chromium>();

export const chromium: Promise<Chromium> = starting.promise;
export const chromiumRuns = starting.resolve;
