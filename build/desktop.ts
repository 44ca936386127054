/**
 * @file Electron's program: whether it is here, how to get it, and running it. Its package fetches the program when it is first imported
 * and waits without a limit, so it is looked for by its files and never imported.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './root.ts';

const folder = join(root, 'node_modules/electron');
/** Holds the version whose download was tried in vain, so that only the first start waits for the network. */
const unreachable = join(root, 'dist/.stamps/electron-unreachable');
const text = (path: string): string | null => (existsSync(path) ? readFileSync(path, 'utf8').trim() : null);

export const electronVersion = (): string => JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).version;

/** The folder that the program is in, wherever it is asked for. */
export const electronFolder = (): string => process.env.ELECTRON_OVERRIDE_DIST_PATH ?? join(folder, 'dist');

/** The path of the program, or null when it was never downloaded or is of another version. */
export function findElectron(): string | null {
  const program = text(join(folder, 'path.txt')) ?? 'electron';
  const path = join(electronFolder(), program);
  const version = process.env.ELECTRON_OVERRIDE_DIST_PATH ? electronVersion() : text(join(folder, 'dist/version'))?.replace(/^v/, '');
  return version === electronVersion() && existsSync(path) ? path : null;
}

/** A sentence when no window can be shown here, or null. */
export function noDisplay(): string | null {
  const { DISPLAY, WAYLAND_DISPLAY } = process.env;
  return process.platform === 'linux' && !DISPLAY && !WAYLAND_DISPLAY ? 'There is no display for a desktop window.' : null;
}

/** Fetches the program if its host answers. Returns a sentence when it could not be had, or null. */
export async function downloadElectron(): Promise<string | null> {
  const version = electronVersion();
  const sentence = `Electron ${version}, which shows the desktop window, is not here and could not be downloaded (npm run setup:electron tries again).`;
  if (text(unreachable) === version) return sentence;
  const host = process.env.ELECTRON_MIRROR ?? process.env.npm_config_electron_mirror ?? 'https://github.com/';
  const answers = await fetch(host, { method: 'HEAD', signal: AbortSignal.timeout(4000) }).then(
    () => true,
    () => false,
  );
  if (answers) {
    console.log(`Downloading Electron ${version} for the desktop window, once ... (npm start -- --browser does without)`);
    const child = spawn(process.execPath, [join(folder, 'install.js')], { stdio: 'inherit' });
    await new Promise((ended) => child.once('exit', ended));
    if (findElectron()) return null;
  }
  mkdirSync(join(root, 'dist/.stamps'), { recursive: true });
  writeFileSync(unreachable, version);
  return sentence;
}

/**
 * Runs the app in Electron until its window is closed. Returns its exit code, or a sentence when it gave up before it could show a
 * window: as root, without the sandbox's helper, without an X server.
 */
export function runElectron(program: string, args: readonly string[]): Promise<number | string> {
  const started = performance.now();
  const child = spawn(program, [root, ...args], { stdio: ['inherit', 'inherit', 'pipe'] });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => {
    said = (said + chunk.toString()).slice(-10_000);
    process.stderr.write(chunk);
  });
  return new Promise((ended) => {
    const gaveUp = (why: string) => ended(`Electron could not show a window${why && `: ${why}`}.`);
    child.once('error', (error) => gaveUp(error.message));
    child.once('exit', (code, signal) => {
      const failed = code !== 0 && signal !== 'SIGINT' && signal !== 'SIGTERM';
      if (failed && performance.now() - started < 10_000)
        gaveUp(/no-sandbox|SUID sandbox|X server|display/i.exec(said) ? lastLine(said) : '');
      else ended(code ?? 0);
    });
  });
}

const lastLine = (said: string): string =>
  said
    .trim()
    .split('\n')
    .at(-1)!
    .replace(/^\[.*?\]\s*/, '')
    .replace(/\.$/, '');
