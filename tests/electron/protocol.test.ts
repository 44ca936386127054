import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { HEADERS } from '../../electron/headers.ts';
import { isOurs, isPage, PAGE, SCHEME, serveApp } from '../../electron/protocol.ts';
import { readServedFiles } from '../../electron/served-files.ts';
import { TRAVERSALS } from '../helpers/traversals.ts';

let build: string;
let ask: (address: string, method?: string) => Promise<Response>;

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
  };
  await writeFile(join(build, 'renderer.json'), JSON.stringify(files));
  const handler = serveApp(await readServedFiles(build));
  // Request tidies an address as a page's request is tidied; the handler is given some that are not
  ask = (url, method = 'GET') => handler({ url, method } as Request);
});
afterAll(() => rm(build, { recursive: true }));

test('a file comes with its bytes, its type and every header that isolates the page', async () => {
  const response = await ask('app://bundle/assets/kernels.wasm');
  expect(response.status).toBe(200);
  expect([...new Uint8Array(await response.arrayBuffer())]).toEqual([0, 97, 115, 109]);
  const more = { 'content-type': 'application/wasm', 'content-length': '4', 'cache-control': 'public, max-age=31536000, immutable' };
  const all = Object.entries(HEADERS).map(([name, value]) => [name.toLowerCase(), value]);
  expect(Object.fromEntries(response.headers)).toEqual({ ...Object.fromEntries(all), ...more });
});

const page = ['app://bundle/', 'app://bundle/?revectorize', 'app://bundle/#place', 'app://bundle/?restore=id#place'];
test.each(page)('%s is the page', (address) => expect([isOurs(address), isPage(address)]).toEqual([true, true]));

test('the page is where the windows are sent, at the scheme that is registered', () => {
  expect(isPage(PAGE)).toBe(true);
  expect(new URL(PAGE).protocol).toBe(`${SCHEME.scheme}:`);
});

test.each(['app://bundle', 'app://bundle/assets/kernels.wasm', 'app://bundle/nothing', 'app://bundle//', 'app://bundle/%20'])(
  '%s belongs to the app, and is not the page',
  (address) => expect([isOurs(address), isPage(address)]).toEqual([true, false]),
);

const FOREIGN = [
  'app://other/',
  'app://bundle.example/',
  'app://sub.bundle/',
  'app://bundle./',
  'app://BUNDLE/',
  'app://bundle:80/',
  'app://user@bundle/',
  'app://user:word@bundle/',
  'app://bundle@attacker.example/',
  'app://attacker.example/app://bundle/',
  'app://attacker.example/?app://bundle/',
  'app:///',
  'app:bundle/',
  'app:/bundle/',
  'app:\\\\bundle\\',
  'apps://bundle/',
  'http://bundle/',
  'https://bundle/',
  'file:///etc/passwd',
  'file://bundle/',
  'blob:app://bundle/0a1b',
  'data:text/html,app://bundle/',
  'javascript:location="app://bundle/"',
  'view-source:app://bundle/',
  'filesystem:app://bundle/temporary/',
  'about:blank',
  'about:srcdoc',
  'chrome-extension://bundle/',
  'devtools://devtools/bundled/inspector.html',
  '//bundle/',
  'bundle',
  'not an address',
  '',
];
test.each(FOREIGN)('%s is not an address of the app, and nothing is served there', async (address) => {
  expect([isOurs(address), isPage(address)]).toEqual([false, false]);
  const response = await ask(address);
  expect([response.status, await response.text()]).toEqual([403, '']);
});

test.each(TRAVERSALS)('app://bundle/%s leads nowhere', async (path) => {
  for (const address of [`app://bundle/${path}`, new Request(`app://bundle/${path}`).url]) {
    const response = await ask(address);
    expect([response.status, await response.text()]).toEqual([404, '']);
  }
});

test.each(['POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'get', ''])('%s is refused', async (method) => {
  const response = await ask('app://bundle/', method);
  expect([response.status, response.headers.get('allow'), await response.text()]).toEqual([405, 'GET, HEAD', '']);
});
