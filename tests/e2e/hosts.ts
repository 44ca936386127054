/** @file Which specs run where: those of what only a browser has, those of what only the desktop has, and all others, which run everywhere. */
import type { TestDetails } from '@playwright/test';

/** Files of specs that run in a browser only, and why. */
export const IN_BROWSER_ONLY: Readonly<Record<string, string>> = {
  'browser-tab.spec.ts': 'what a browser does in place of a desktop',
  'changed-on-disk.spec.ts': 'files that the browser writes in place, by its own file system',
  'chosen-places.spec.ts': "the browser's own pickers of files",
  'crash.spec.ts': 'work that the browser keeps, when a tab or all of it goes',
  'graphics-lost.spec.ts': 'a browser of its own, which draws in a process that can be lost',
  'kept-before.spec.ts': "the browser's database as earlier versions left it",
  'kept-work.spec.ts': 'work that the browser keeps for its tabs',
  'startup.spec.ts': 'what the server of the browser is asked for',
  'start.spec.ts': 'the command that opens the app, and the server of the browser',
  'storage.spec.ts': 'what room the browser has',
  'worker-kills.spec.ts': 'the page and its threads alone, and work that the browser keeps',
};

/** Files of specs that run on the desktop only. */
export const ON_DESKTOP_ONLY = /[/\\](desktop|shell)-[^/\\]*\.spec\.ts$/;

const TAG = '@browser';

/** The details of a spec that runs in a browser only. */
export const inBrowserOnly = (why: string): TestDetails => ({ tag: TAG, annotation: { type: 'in the browser only', description: why } });

export const taggedForBrowser = new RegExp(TAG);
