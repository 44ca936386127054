import { connect, createServer } from 'node:net';
import { request } from 'node:http';
import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { HEADERS } from '../../electron/headers.ts';
import { serve, type Loopback } from '../../electron/loopback.ts';
import { readServedFiles, type ServedFiles } from '../../electron/served-files.ts';
import { TRAVERSALS } from '../helpers/traversals.ts';

let build: string;
let served: ServedFiles;
let server: Loopback;

beforeAll(async () => {
  build = await mkdtemp(join(tmpdir(), 'gradscape-'));
  await mkdir(join(build, 'renderer/assets'), { recursive: true });
  await writeFile(join(build, 'renderer/index.html'), '<!doctype html>');
  await writeFile(join(build, 'renderer/assets/kernels.wasm'), new Uint8Array([0, 97, 115, 109]));
  await writeFile(join(build, 'renderer/secret.txt'), 'secret'); // beside the files that are served, and not among them
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
function ask(path: string, options: { method?: string; headers?: Record<string, string> } = {}) {
  const { port } = new URL(server.address);
  const { method = 'GET', headers = {} } = options;
  return new Promise<{ status: number; headers: Record<string, unknown>; body: string }>((resolve, reject) => {
    request({ host: '127.0.0.1', port, path, method, headers }, (response) => {
      let body = '';
      response.on('data', (chunk) => (body += chunk));
      response.on('end', () => resolve({ status: response.statusCode!, headers: response.headers, body }));
    })
      .on('error', reject)
      .end();
  });
}

/** What comes back for bytes that are sent as they are, until the server hangs up. */
function send(text: string | readonly string[], to = server): Promise<string> {
  const socket = connect(Number(new URL(to.address).port), '127.0.0.1');
  let received = '';
  socket.on('data', (chunk) => (received += String(chunk)));
  for (const part of [text].flat()) socket.write(part);
  return new Promise((resolve) => {
    socket.on('error', () => {}); // cut off by the server, as is wanted here
    socket.on('close', () => resolve(received));
  });
}

const lines = (...parts: string[]) => [...parts, '', ''].join('\r\n');
const own = () => `Host: ${new URL(server.address).host}`;
const statusOf = (received: string) => Number(/^HTTP\/1\.1 (\d+) /.exec(received)?.[1] ?? 0);

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

test('what is named by its contents is kept, and the page that names it is asked for each time', async () => {
  expect((await ask('/assets/kernels.wasm')).headers['cache-control']).toBe('public, max-age=31536000, immutable');
  expect((await ask('/')).headers['cache-control']).toBe('no-cache');
  expect((await ask('/assets/gone.js')).headers['cache-control']).toBe('no-cache');
});

test('WebAssembly has the media type that streaming compilation wants, and a query does not matter', async () => {
  expect((await ask('/assets/kernels.wasm?v=1')).headers['content-type']).toBe('application/wasm');
});

test.each(['assets', '/', ...TRAVERSALS.filter((path) => path.length < 10_000)])('/%s leads nowhere', async (path) => {
  const received = await send(lines(`GET /${path} HTTP/1.1`, own(), 'Connection: close'));
  expect(statusOf(received)).toBe(/[^\x20-\x7e]/.test(path) ? 400 : 404);
  expect(received.endsWith('\r\n\r\n'), 'with nothing in it').toBe(true);
});

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

test.each([
  ['another name that resolves to this machine', 'attacker.example'],
  ['this machine under the name of its network', '0.0.0.0'],
  ['this machine in the other notation', '[::1]'],
  ['a name that begins with that of this machine', '127.0.0.1.attacker.example'],
  ['a name behind a name', 'user@127.0.0.1'],
  ['a port that is added to the port', '127.0.0.1:80'],
])('%s gets nothing', async (_what, name) => {
  const { port } = new URL(server.address);
  expect(await ask('/', { headers: { host: `${name}:${port}` } })).toMatchObject({ status: 403, body: '' });
});

test('the port is part of the name, and localhost is another name for it', async () => {
  const { port } = new URL(server.address);
  expect((await ask('/', { headers: { host: '127.0.0.1' } })).status).toBe(403);
  expect((await ask('/', { headers: { host: `localhost:${port}` } })).status).toBe(200);
});

test('no name, two names, and a name in the address are refused', async () => {
  expect(statusOf(await send(lines('GET / HTTP/1.0')))).toBe(403);
  expect(statusOf(await send(lines('GET / HTTP/1.1', 'Connection: close')))).toBe(400);
  expect(statusOf(await send(lines('GET / HTTP/1.1', own(), 'Host: attacker.example', 'Connection: close')))).toBe(403);
  expect(statusOf(await send(lines('GET / HTTP/1.1', 'Host: attacker.example', own(), 'Connection: close')))).toBe(403);
  expect(statusOf(await send(lines('GET http://attacker.example/ HTTP/1.1', own(), 'Connection: close')))).toBe(404);
  expect(statusOf(await send(lines(`GET ${server.address} HTTP/1.1`, own(), 'Connection: close')))).toBe(404);
});

const fetched = (site: string, mode: string, dest: string) => ({ 'sec-fetch-site': site, 'sec-fetch-mode': mode, 'sec-fetch-dest': dest });

test.each([
  ['a script of ours in a page of another site', fetched('cross-site', 'no-cors', 'script')],
  ['a script of ours in a page of another server of this machine', fetched('same-site', 'no-cors', 'script')],
  ['our page in a frame of another site', fetched('cross-site', 'navigate', 'iframe')],
  ['our page as an object of another site', fetched('cross-site', 'navigate', 'object')],
  ['what another site reads', { ...fetched('cross-site', 'cors', 'empty'), origin: 'https://attacker.example' }],
  ['what another site reads in a browser that says only where it is', { origin: 'https://attacker.example' }],
  ['what another server of this machine reads', { origin: 'http://127.0.0.1:1' }],
  ['what a page without a site reads', { origin: 'null' }],
  [
    'a script that would stand between the page and the server',
    { ...fetched('same-origin', 'same-origin', 'serviceworker'), 'service-worker': 'script' },
  ],
])('%s is refused', async (_what, headers) => expect(await ask('/', { headers })).toMatchObject({ status: 403, body: '' }));

test.each([
  ['an address that the person typed', fetched('none', 'navigate', 'document')],
  ['a link of another site that the person followed', fetched('cross-site', 'navigate', 'document')],
  ['what the page itself asks for', fetched('same-origin', 'cors', 'script')],
])('%s is answered', async (_what, headers) => expect((await ask('/', { headers })).status).toBe(200));

test('what our own page reads is answered', async () => {
  const { origin } = new URL(server.address);
  expect((await ask('/assets/kernels.wasm', { headers: { ...fetched('same-origin', 'cors', 'empty'), origin } })).status).toBe(200);
});

test.each([
  ['a body', ['Content-Length: 5'], 'hello', 413],
  ['a body without a length', ['Transfer-Encoding: chunked'], '5\r\nhello\r\n0\r\n\r\n', 413],
  ['a body that waits to be asked for', ['Content-Length: 1000000000', 'Expect: 100-continue'], '', 413],
  ['an expectation', ['Expect: everything'], '', 417],
  ['a length that contradicts itself', ['Content-Length: 5', 'Transfer-Encoding: chunked'], '', 400],
])('a request with %s is refused and hung up on', async (_what, headers, body, status) => {
  const received = await send([lines('GET / HTTP/1.1', own(), ...headers), body]);
  expect(statusOf(received)).toBe(status);
  expect(received).not.toContain('<!doctype html>');
});

test.each([
  ['an address without an end', 431, () => [`GET /${'a'.repeat(1_000_000)} HTTP/1.1\r\n`, lines(own())]],
  [
    'headers without an end',
    431,
    () => [`GET / HTTP/1.1\r\n${own()}\r\n`, ...Array.from({ length: 5000 }, (_, i) => `X-${i}: ${'a'.repeat(100)}\r\n`), '\r\n'],
  ],
  ['no HTTP', 400, () => ['\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03']],
  ['a line that is broken in two', 400, () => [lines('GET / HTTP/1.1', `${own()}\nX: y`, 'Connection: close').replace('\nX', '\n X')]],
  ['a tunnel', 405, () => [lines('CONNECT attacker.example:443 HTTP/1.1', own())]],
])('%s is refused with the same headers, and the server goes on', async (_what, status, parts) => {
  const received = await send(parts());
  expect(statusOf(received)).toBe(status);
  for (const [name, value] of Object.entries(HEADERS)) expect(received).toContain(`${name}: ${value}`);
  expect((await ask('/')).status).toBe(200);
});

test('every refusal has every header of the page', async () => {
  const refusals = [await ask('/', { headers: { host: 'attacker.example' } }), await ask('/', { method: 'POST' }), await ask('/nothing')];
  expect(refusals.map(({ status }) => status)).toEqual([403, 405, 404]);
  for (const { headers } of refusals)
    for (const [name, value] of Object.entries(HEADERS)) expect(headers[name.toLowerCase()], name).toBe(value);
});

test('no answer allows anything to another site, whatever it asks for', async () => {
  const preflight = { 'access-control-request-method': 'GET', 'access-control-request-private-network': 'true' };
  for (const method of ['GET', 'HEAD', 'OPTIONS']) {
    const { headers } = await ask('/', { method, headers: preflight });
    expect(Object.keys(headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
  }
});

test.each([
  ['does not finish the request', { request: 50, silence: 3_600_000 }, 'GET / HTTP/1.1\r\nHost: 127', 408],
  ['says nothing', { request: 3_600_000, silence: 50 }, '', 0],
])('who %s is hung up on', async (_what, patience, said, status) => {
  const hasty = await serve(served, 0, patience);
  try {
    expect(statusOf(await send(said, hasty))).toBe(status);
  } finally {
    await hasty.close();
  }
});

test('no more than so many connections are held, and those that go make room', async () => {
  const { port } = new URL(server.address);
  const sockets = Array.from({ length: 200 }, () => connect(Number(port), '127.0.0.1').on('error', () => {}));
  const refused = await new Promise<number>((resolve) => {
    let ended = 0;
    for (const socket of sockets) socket.on('close', () => ++ended === 72 && resolve(ended));
  });
  expect(refused).toBe(72);
  for (const socket of sockets) socket.destroy();
  await Promise.all(sockets.map((socket) => socket.closed || new Promise((closed) => socket.once('close', closed))));
  await expect
    .poll(() =>
      ask('/').then(
        ({ status }) => status,
        () => 0,
      ),
    )
    .toBe(200);
});

test('no other address of this machine leads to it', async () => {
  const { port } = new URL(server.address);
  const others = Object.values(networkInterfaces()).flatMap((addresses) => addresses!.map(({ address }) => address));
  const reached = await Promise.all(
    [...(process.platform === 'linux' ? ['127.0.0.2'] : []), ...others].map(
      (host) =>
        new Promise<string | null>((resolve) => {
          const socket = connect(Number(port), host);
          socket.on('connect', () => (socket.destroy(), resolve(host)));
          socket.on('error', () => resolve(null));
        }),
    ),
  );
  expect(reached.filter((host) => host !== null)).toEqual(['127.0.0.1']);
});

test('the server listens on the loopback interface only', () => expect(server.address).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/$/));

test('a port in use is said in one sentence', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await new Promise((listening) => other.once('listening', listening));
  const { port } = other.address() as { port: number };
  await expect(serve(served, port)).rejects.toThrow(`Port ${port} is in use by another program. Choose another with --port`);
  other.close();
});
