import { createServer } from 'node:net';
import { request } from 'node:http';
import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { serve, type Loopback } from '../../electron/loopback.ts';
import { serveApp, isOurs } from '../../electron/protocol.ts';
import { readServedFiles, type ServedFiles } from '../../electron/served-files.ts';

let build: string;
let served: ServedFiles;
let server: Loopback;

beforeAll(async () => {
  build = await mkdtemp(join(tmpdir(), 'gradscape-'));
  await mkdir(join(build, 'renderer/assets'), { recursive: true });
  await writeFile(join(build, 'renderer/index.html'), '<!doctype html>');
  await writeFile(join(build, 'renderer/assets/kernels.wasm'), new Uint8Array([0, 97, 115, 109]));
  await writeFile(join(build, 'secret.txt'), 'secret');
  const files = {
    '/': { file: 'index.html', type: 'text/html; charset=utf-8' },
    '/assets/kernels.wasm': { file: 'assets/kernels.wasm', type: 'application/wasm' },
    '/assets/gone.js': { file: 'assets/gone.js', type: 'text/javascript; charset=utf-8' },
  };
  await writeFile(join(build, 'renderer.json'), JSON.stringify(files));
  served = await readServedFiles(build);
  server = await serve(served, 0);
});

afterAll(async () => {
  await server.close();
  await rm(build, { recursive: true });
});

/** fetch() tidies addresses and keeps the Host header to itself; a hostile client does neither. */
function ask(path: string, options: { method?: string; host?: string } = {}) {
  const { port } = new URL(server.address);
  const headers = options.host === undefined ? {} : { host: options.host };
  return new Promise<{ status: number; headers: Record<string, unknown>; body: string }>((resolve, reject) => {
    request({ host: '127.0.0.1', port, path, method: options.method ?? 'GET', headers }, (response) => {
      let body = '';
      response.on('data', (chunk) => (body += chunk));
      response.on('end', () => resolve({ status: response.statusCode!, headers: response.headers, body }));
    })
      .on('error', reject)
      .end();
  });
}

test('the page is served with its type and every header that isolates it', async () => {
  const { status, headers, body } = await ask('/');
  expect(status).toBe(200);
  expect(body).toBe('<!doctype html>');
  expect(headers).toMatchObject({
    'content-type': 'text/html; charset=utf-8',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-embedder-policy': 'require-corp',
    'cross-origin-resource-policy': 'same-origin',
    'x-content-type-options': 'nosniff',
  });
  expect(headers['content-security-policy']).toContain("script-src 'self' 'wasm-unsafe-eval';");
  expect(headers['content-security-policy']).not.toMatch(/'unsafe-(inline|eval)'/);
  expect(headers['access-control-allow-origin']).toBeUndefined();
});

test('WebAssembly has the media type that streaming compilation wants, and a query does not matter', async () => {
  expect((await ask('/assets/kernels.wasm?v=1')).headers['content-type']).toBe('application/wasm');
});

test.each([
  '/secret.txt',
  '/../secret.txt',
  '/assets/../../secret.txt',
  '/..%2fsecret.txt',
  '/%2e%2e/secret.txt',
  '/assets',
  '//',
  '/__proto__',
  '/constructor',
])('%s is not in the list, so it is not found', async (path) => expect(await ask(path)).toMatchObject({ status: 404, body: '' }));

test('a file that a build took away is not found, and the server goes on', async () => {
  expect((await ask('/assets/gone.js')).status).toBe(404);
  expect((await ask('/')).status).toBe(200);
});

test.each(['POST', 'PUT', 'DELETE', 'OPTIONS'])('%s is refused', async (method) => {
  const { status, headers } = await ask('/', { method });
  expect([status, headers.allow]).toEqual([405, 'GET, HEAD']);
});

test('HEAD answers with the length and no body', async () => {
  const { headers, body } = await ask('/', { method: 'HEAD' });
  expect([headers['content-length'], body]).toEqual(['15', '']);
});

test('a name of another site that resolves to this machine gets nothing', async () => {
  const { port } = new URL(server.address);
  expect(await ask('/', { host: `attacker.example:${port}` })).toMatchObject({ status: 403, body: '' });
  expect((await ask('/', { host: `localhost:${port}` })).status).toBe(200);
});

test('the server listens on the loopback interface only', () => expect(server.address).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/$/));

test('a port in use is said in one sentence', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await new Promise((listening) => other.once('listening', listening));
  const { port } = other.address() as { port: number };
  await expect(serve(served, port)).rejects.toThrow(`Port ${port} is in use by another program. Choose another with --port`);
  other.close();
});

test('app:// gives the same bytes and headers as the server', async () => {
  const response = await serveApp(served)(new Request('app://bundle/assets/kernels.wasm'));
  const overHttp = await ask('/assets/kernels.wasm');
  expect(response.status).toBe(200);
  expect([...new Uint8Array(await response.arrayBuffer())]).toEqual([0, 97, 115, 109]);
  for (const [name, value] of response.headers) expect(overHttp.headers[name], name).toBe(value);
});

test.each([
  'app://other/',
  'app://bundle:80/',
  'app://user@bundle/',
  'app://user:word@bundle/',
  'http://bundle/',
  'file:///etc/passwd',
  'not an address',
  '',
])('%s is not an address of the app', (address) => expect(isOurs(address)).toBe(false));

test('an address outside the bundle is refused', async () => {
  expect((await serveApp(served)(new Request('app://other/'))).status).toBe(403);
});
