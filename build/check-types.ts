/** @file `npm run check:types`: every folder under its own tsconfig, the page's components included. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { root } from './root.ts';

const tsc = 'node_modules/typescript/lib/tsc.js';
const svelteCheck = 'node_modules/svelte-check/bin/svelte-check';

/** Folder → the checker and its arguments. Checked files are remembered in dist/.cache, so that a second run is quick. */
const CHECKS = [
  ...['core', 'core/cli', 'core/disk', 'electron', 'build', 'tests'].map((folder) => ({
    folder,
    args: [tsc, '-p', folder, '--incremental', '--tsBuildInfoFile', `dist/.cache/types/${folder.replace('/', '-')}.json`],
  })),
  { folder: 'renderer', args: [svelteCheck, '--tsconfig', 'renderer/tsconfig.json', '--output', 'human', '--fail-on-warnings'] },
];

function check(args: readonly string[]): Promise<{ passed: boolean; said: string }> {
  const child = spawn(process.execPath, args, { cwd: root });
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  return new Promise((done) => child.once('exit', (code) => done({ passed: code === 0, said })));
}

let failures = 0;
const waiting = [...CHECKS];

/** Two at a time: the longest takes about as long as the others together. */
async function work(): Promise<void> {
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { passed, said } = await check(next.args.map((arg) => (arg.startsWith('node_modules/') ? join(root, arg) : arg)));
    if (!passed) failures++;
    console.log(passed ? `${next.folder}: no errors` : `${next.folder}:\n${said.trim()}`);
  }
}

await Promise.all([work(), work()]);
process.exit(failures === 0 ? 0 : 1);
