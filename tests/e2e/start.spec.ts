/** @file The command that opens the app, run as a person runs it. The tests around it have built what it needs. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';

const root = join(import.meta.dirname, '../..');

// Playwright asks for colours; beside a caller who wants none, Node would warn of both on standard error
const { FORCE_COLOR: _forced, NO_COLOR: _none, ...env } = process.env;

function start(...args: string[]) {
  const child = spawn(process.execPath, ['build/start.js', ...args], { cwd: root, env });
  const said = { out: '', error: '' };
  child.stdout.on('data', (chunk: Buffer) => (said.out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (said.error += chunk.toString()));
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve)); // and all that it said has been heard
  return { child, said, ended };
}

test('--no-open prints the address, serves the app there, and ends cleanly when it is told to', async ({ request }) => {
  const { child, said, ended } = start('--no-open');
  await expect.poll(() => said.out).toContain('http://127.0.0.1:');
  const address = /http:\S+/.exec(said.out)![0];
  const response = await request.get(address);
  expect(response.status()).toBe(200);
  expect(await response.text()).toContain('<title>Gradscape');
  child.kill('SIGTERM');
  expect(await ended).toBe(0);
  expect(said.error).toBe('');
});

test('--port serves at that port, and says so when another program has it', async ({ request }) => {
  const first = start('--no-open');
  await expect.poll(() => first.said.out).toContain('http://127.0.0.1:');
  const { port } = new URL(/http:\S+/.exec(first.said.out)![0]);
  const second = start('--no-open', '--port', port);
  expect(await second.ended).toBe(1);
  expect(second.said.error).toContain(`Port ${port} is in use by another program.`);
  first.child.kill('SIGTERM');
  await first.ended;
  const third = start('--no-open', '--port', port);
  await expect.poll(() => third.said.out).toContain(`http://127.0.0.1:${port}/`);
  expect((await request.get(`http://127.0.0.1:${port}/`)).status()).toBe(200);
  third.child.kill('SIGTERM');
  await third.ended;
});

test('a file that cannot be handed to the browser is told, with how to open it there', async () => {
  const { child, said, ended } = start('--no-open', 'iris.safetensors');
  await expect.poll(() => said.out).toContain('A browser is handed no files: press Open there, or drop iris.safetensors on the page.');
  child.kill('SIGTERM');
  expect(await ended).toBe(0);
});

for (const [args, sentence] of [
  [['--port', 'eighty'], '--port takes a number from 0 to 65535, and got "eighty".'],
  [['--electron', '--browser'], '--electron opens the desktop window; it does not go with --browser'],
  [['--colour'], "Unknown option '--colour'"],
] as const)
  test(`${args.join(' ')} is refused with one sentence`, async () => {
    const { said, ended } = start(...args);
    expect(await ended).toBe(1);
    expect(said.error).toContain(sentence);
    expect(said.error.trim().split('\n')).toHaveLength(1);
  });
