import { arch, release, type } from 'node:os';
import { app } from 'electron';
import type { ShellAbout } from './bridge.ts';

/** What this is made of, and runs on. */
export function about(): ShellAbout {
  const { electron = '', chrome = '', node } = process.versions;
  return { version: app.getVersion(), electron, chromium: chrome, node, system: `${type()} ${release()} ${arch()}` };
}
