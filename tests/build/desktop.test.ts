import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { electronVersion, findElectron, noDisplay, runElectron } from '../../build/desktop.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gradscape-'));
});
afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true });
});

/** A program that stands in for Electron. */
function program(script: string): string {
  const path = join(folder, 'electron');
  writeFileSync(path, `#!/bin/sh\n${script}\n`);
  chmodSync(path, 0o755);
  return path;
}

test('Electron in a folder that the person names is found, and a folder without it is not', () => {
  vi.stubEnv('ELECTRON_OVERRIDE_DIST_PATH', folder);
  expect(findElectron()).toBeNull();
  const path = program('');
  expect(findElectron()).toBe(path);
});

test('the lock file and the installed package agree on the line of Electron whose Node runs the tools', () => {
  const lock = JSON.parse(readFileSync(join(import.meta.dirname, '../../package-lock.json'), 'utf8'));
  expect(electronVersion()).toBe(lock.packages['node_modules/electron'].version);
  expect(electronVersion()).toMatch(/^45\./);
});

test.runIf(process.platform === 'linux')('without a display there is a sentence, with one there is none', () => {
  vi.stubEnv('WAYLAND_DISPLAY', '');
  vi.stubEnv('DISPLAY', '');
  expect(noDisplay()).toBe('There is no display for a desktop window.');
  vi.stubEnv('DISPLAY', ':0');
  expect(noDisplay()).toBeNull();
});

test.skipIf(process.platform === 'win32')('the exit code of a window that was closed is passed on', async () => {
  expect(await runElectron(program('exit 0'), [])).toBe(0);
});

test.skipIf(process.platform === 'win32')('an Electron that cannot show a window says why in one sentence', async () => {
  vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  const script = `echo "[1:1:FATAL:x.cc(9)] Running as root without --no-sandbox is not supported." >&2; exit 1`;
  expect(await runElectron(program(script), [])).toBe(
    'Electron could not show a window: Running as root without --no-sandbox is not supported.',
  );
  expect(await runElectron(join(folder, 'gone'), [])).toMatch(/^Electron could not show a window: spawn .* ENOENT\.$/);
});
