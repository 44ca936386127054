/**
 * @file What a page in the desktop window cannot do, though it may be ours no more: it is made to try. What the shell asks of Electron for that
 * is in tests/electron/checklist.test.ts.
 */
import { readdirSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from '@playwright/test';
import { CHANNELS, FILE_DROPPED, LISTENING, NOTICES, SAVE_ANSWERED, type GradscapeBridge } from '../../electron/bridge.ts';
import { HEADERS } from '../../electron/headers.ts';
import { TRAVERSALS } from '../helpers/traversals.ts';
import type { Desktop } from './desktop.ts';
import { expect, test } from './person.ts';

/** In the page. */
declare global {
  var gradscape: GradscapeBridge;
  var stillHere: boolean;
}

/** The browser says on the console what it did not do, and tells of a request before it is refused. */
const REFUSED =
  /^request to another place: |console: .*(Content Security Policy|Not allowed to|Failed to load resource|permissions? policy|navigate top frame|Refused|blocked)/i;

const windowsOf = (desktop: Desktop) =>
  desktop.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map((each) => each.getTitle()));

test('the page is isolated, has the verbs of the bridge and none of Node, and cannot change them', async ({ app }) => {
  expect(await app.evaluate(() => [crossOriginIsolated, isSecureContext, window.top === window, window.opener])).toEqual([
    true,
    true,
    true,
    null,
  ]);
  const listeners = ['fileDropped', 'onMenuChosen', 'onOpenFile', 'onSaveAsked'];
  expect(await app.evaluate(() => Object.keys(gradscape).sort())).toEqual(
    [...Object.keys(CHANNELS), ...Object.keys(NOTICES), ...listeners].sort(),
  );
  const changes = await app.evaluate(() => {
    const before = gradscape.openFiles;
    const tries = {
      replaceVerb: () => ((gradscape as unknown as Record<string, unknown>).openFiles = () => 'mine'),
      addVerb: () => ((gradscape as unknown as Record<string, unknown>).readPath = () => 'mine'),
      removeVerb: () => delete (gradscape as Partial<GradscapeBridge>).openFiles,
      changePrototype: () => Object.setPrototypeOf(gradscape, { readPath: () => 'mine' }),
      redefine: () => Object.defineProperty(gradscape, 'openFiles', { value: () => 'mine' }),
    };
    const done = Object.entries(tries).flatMap(([name, change]) => {
      try {
        change();
      } catch {
        // that it cannot be is said so in modules, and passed over elsewhere
      }
      return gradscape.openFiles === before && !('readPath' in gradscape) ? [] : [name];
    });
    return { done, frozen: Object.isFrozen(gradscape) };
  });
  expect(changes).toEqual({ done: [], frozen: true });
  const node = ['require', 'process', 'Buffer', 'module', 'global', 'exports', '__dirname', 'ipcRenderer', 'electron', 'webFrame'];
  expect(await app.evaluate((names) => names.filter((name) => name in window), node)).toEqual([]);
  expect(await app.evaluate(() => new Error('x').stack!.includes('node:'))).toBe(false);
});

test('text does not become code, whichever way it is tried', async ({ app, complaints }) => {
  const ran = await app.evaluate(async () => {
    /* eslint-disable no-eval, no-new-func, no-implied-eval -- that they do nothing is what is tried */
    const tries: Record<string, () => unknown> = {
      eval: () => (0, eval)('globalThis.ran = true'),
      function: () => new Function('globalThis.ran = true')(),
      timer: () => setTimeout('globalThis.ran = true' as unknown as () => void),
      script() {
        const script = document.createElement('script');
        script.textContent = 'globalThis.ran = true';
        document.head.append(script);
      },
      data() {
        const script = document.createElement('script');
        script.src = 'data:text/javascript,globalThis.ran = true';
        document.head.append(script);
      },
      blob() {
        const script = document.createElement('script');
        script.src = URL.createObjectURL(new Blob(['globalThis.ran = true'], { type: 'text/javascript' }));
        document.head.append(script);
      },
      handler: () => document.body.insertAdjacentHTML('beforeend', '<img src="x:" onerror="globalThis.ran = true">'),
      link() {
        const link = document.createElement('a');
        link.href = 'javascript:globalThis.ran = true';
        link.click();
      },
      frame: () => document.body.insertAdjacentHTML('beforeend', '<iframe srcdoc="<script>parent.ran = true</script>"></iframe>'),
      base: () => document.head.insertAdjacentHTML('beforeend', '<base href="https://attacker.example/">'),
      import: () => import(`data:text/javascript,${'globalThis.ran = true'}`),
    };
    /* eslint-enable no-eval, no-new-func, no-implied-eval */
    const worked: string[] = [];
    for (const [name, attempt] of Object.entries(tries)) {
      // in a task of its own: what a driver of the browser runs may do more than the page
      await new Promise<void>((resolve) => {
        setTimeout(() => {
          setTimeout(resolve, 100);
          try {
            void Promise.resolve(attempt()).catch(() => {});
          } catch {
            // refused at once
          }
        });
      });
      if ('ran' in globalThis) worked.push(name);
      delete (globalThis as { ran?: boolean }).ran;
    }
    return { worked, base: document.baseURI === location.href };
  });
  expect(ran).toEqual({ worked: [], base: true });
  complaints.forget(REFUSED);
});

test('a worker and WebAssembly are held by the same policy', async ({ app, complaints }) => {
  const made = await app.evaluate(async () => {
    const started = (url: string) =>
      new Promise<boolean>((resolve) => {
        try {
          const worker = new Worker(url);
          worker.onmessage = () => resolve(true);
          worker.onerror = () => resolve(false);
        } catch {
          resolve(false);
        }
      });
    const url = URL.createObjectURL(new Blob(['postMessage(1)'], { type: 'text/javascript' }));
    const wasm = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]);
    return [
      await started(url),
      await started('data:text/javascript,postMessage(1)'),
      WebAssembly.validate(wasm),
      Boolean(await WebAssembly.compile(wasm)),
    ];
  });
  expect(made).toEqual([false, false, true, true]);
  complaints.forget(REFUSED);
});

/** Ways out of the page. */
const WAYS: Readonly<Record<string, (url: string) => void>> = {
  assign: (url) => location.assign(url),
  replace: (url) => location.replace(url),
  link(url) {
    const link = document.createElement('a');
    link.href = url;
    document.body.append(link);
    link.click();
  },
  refresh: (url) => document.head.insertAdjacentHTML('beforeend', `<meta http-equiv="refresh" content="0; url=${url}">`),
  form(url) {
    const form = document.createElement('form');
    form.action = url;
    document.body.append(form);
    form.submit();
  },
};

test('the page stays where it is, wherever it wants to go', async ({ app, desktop, address, complaints }) => {
  await app.evaluate(() => void (globalThis.stillHere = true));
  const elsewhere = [
    'http://attacker.example/',
    'https://attacker.example/',
    `${address}nothing`,
    `${address}favicon.svg`,
    'data:text/html,x',
  ];
  for (const url of [...elsewhere, 'file:///etc/passwd', 'chrome://version/', 'view-source:https://attacker.example/'])
    for (const [name, go] of Object.entries(WAYS)) {
      await app
        .evaluate(
          `(() => { const ways = { ${`${name}: ${go}`.replace(`${name}: ${name}(`, `${name}(`)} }; ways.${name}(${JSON.stringify(url)}); })()`,
        )
        .catch(() => {});
      await app.waitForTimeout(30);
      expect([app.url(), await app.evaluate(() => globalThis.stillHere)], `${name} ${url}`).toEqual([address, true]);
    }
  expect(await windowsOf(desktop!)).toHaveLength(1);
  complaints.forget(REFUSED);
});

test('the page may be loaded again', async ({ app, address }) => {
  await app.evaluate(() => void (globalThis.stillHere = true));
  await app.evaluate(() => location.reload()).catch(() => {});
  await expect.poll(() => app.evaluate(() => globalThis.stillHere ?? 'gone').catch(() => 'between')).toBe('gone');
  expect(app.url()).toBe(address);
});

test('no window is opened, by whatever it is asked', async ({ app, desktop, address, complaints }) => {
  for (const url of ['https://attacker.example/', address, 'about:blank'])
    for (const target of ['_blank', 'named']) {
      const opened = await app.evaluate(
        ([href, name]) => {
          const features = 'popup,nodeIntegration=yes,contextIsolation=no,preload=/tmp/x.js';
          const windows = [window.open(href, name), window.open(href, name, features)];
          const link = Object.assign(document.createElement('a'), { href, target: name, rel: 'opener' });
          document.body.append(link);
          link.click();
          return windows.filter((each) => each !== null && !each.closed).length;
        },
        [url, target] as const,
      );
      expect([opened, app.url()], `${url} ${target}`).toEqual([0, address]);
    }
  await app.mouse.click(700, 400, { button: 'middle' });
  await expect.poll(() => windowsOf(desktop!)).toHaveLength(1);
  expect(await desktop!.electron.evaluate(({ webContents }) => webContents.getAllWebContents().length)).toBe(1);
  complaints.forget(REFUSED);
});

test('there is no <webview>, and no frame of another place', async ({ app, desktop, complaints }) => {
  const other = createServer((_request, response) => response.end('a page of somebody else')).listen(0, '127.0.0.1');
  await new Promise((listening) => other.once('listening', listening));
  const { port } = other.address() as AddressInfo;
  const shown = await app.evaluate(async (url) => {
    const view = document.createElement('webview') as HTMLElement & { getWebContentsId?: unknown };
    view.setAttribute('src', url);
    view.setAttribute('preload', 'file:///tmp/x.js');
    document.body.append(view);
    for (const name of ['iframe', 'object', 'embed']) {
      const element = document.createElement(name);
      element.setAttribute(name === 'object' ? 'data' : 'src', url);
      document.body.append(element);
    }
    await new Promise((resolve) => setTimeout(resolve, 300));
    return [typeof view.getWebContentsId, view.shadowRoot];
  }, `http://127.0.0.1:${port}/`);
  expect(shown).toEqual(['undefined', null]);
  expect(await desktop!.electron.evaluate(({ webContents }) => webContents.getAllWebContents().length)).toBe(1);
  const shows = () =>
    Promise.all(
      app
        .frames()
        .map((frame) =>
          frame.evaluate(() => (document.body?.textContent?.includes('somebody else') ? 'theirs' : 'ours')).catch(() => 'between'),
        ),
    );
  await expect.poll(async () => new Set(await shows())).toEqual(new Set(['ours']));
  other.close();
  complaints.forget(REFUSED);
});

test('nothing is asked of another machine, whatever the page asks', async ({ app, desktop, complaints }) => {
  let asked = 0;
  const other = createServer((_request, response) => (asked++, response.end())).on('connection', () => asked++);
  await new Promise<void>((listening) => other.listen(0, '127.0.0.1', listening));
  const { port } = other.address() as AddressInfo;
  await app.evaluate(async (place) => {
    const url = `http://${place}/`;
    const attempts = [
      () => fetch(url),
      () => fetch(url, { mode: 'no-cors', keepalive: true }),
      () => Promise.resolve(navigator.sendBeacon(url, 'x')),
      () => import(/* @vite-ignore */ `${url}x.js`),
      () => Promise.resolve(new WebSocket(`ws://${place}/`)),
      () => Promise.resolve(new EventSource(url)),
      () => Promise.resolve(Object.assign(new Image(), { src: url })),
      () => Promise.resolve(Object.assign(new Audio(), { src: url }).play()),
      () => new FontFace('x', `url(${url})`).load(),
      () => navigator.serviceWorker.register('/nothing.js'),
      () => {
        for (const rel of ['stylesheet', 'preload', 'prefetch', 'preconnect', 'dns-prefetch', 'modulepreload', 'manifest', 'icon']) {
          document.head.append(Object.assign(document.createElement('link'), { rel, href: url, as: 'script' }));
        }
        return Promise.resolve();
      },
      async () => {
        const call = new RTCPeerConnection({
          iceServers: [{ urls: `stun:${place}` }, { urls: `turn:${place}?transport=tcp`, username: 'x', credential: 'x' }],
        });
        call.createDataChannel('x');
        await call.setLocalDescription(await call.createOffer());
        await new Promise((resolve) => setTimeout(resolve, 500));
        call.close();
      },
    ];
    for (const attempt of attempts) await Promise.resolve().then(attempt).catch(() => {}); // prettier-ignore
    await new Promise((resolve) => setTimeout(resolve, 500));
  }, `127.0.0.1:${port}`);
  expect(asked).toBe(0);
  expect(await windowsOf(desktop!)).toHaveLength(1);
  other.close();
  complaints.forget(REFUSED);
  complaints.forget(/^(request to another place|answer 40[34])|WebSocket connection to|bad HTTP response code/);
});

test('the page is permitted to copy and to fill the screen, and nothing else', async ({ app, complaints }) => {
  await app.bringToFront();
  const states = await app.evaluate(async () => {
    const names = [
      'camera',
      'microphone',
      'geolocation',
      'notifications',
      'midi',
      'clipboard-read',
      'clipboard-write',
      'persistent-storage',
      'local-fonts',
      'screen-wake-lock',
      'window-management',
      'idle-detection',
      'storage-access',
      'display-capture',
    ];
    const granted: string[] = [];
    for (const name of names) {
      const status = await navigator.permissions.query({ name: name as PermissionName }).catch(() => null);
      if (status?.state === 'granted') granted.push(name);
    }
    return granted;
  });
  expect(states).toEqual(['clipboard-write']);
  const got = await app.evaluate(async () => {
    const asks: Record<string, () => Promise<unknown>> = {
      camera: () => navigator.mediaDevices.getUserMedia({ video: true }),
      microphone: () => navigator.mediaDevices.getUserMedia({ audio: true }),
      screen: () => navigator.mediaDevices.getDisplayMedia(),
      place: () => new Promise((found, failed) => navigator.geolocation.getCurrentPosition(found, failed)),
      notification: async () => (await Notification.requestPermission()) === 'granted' || Promise.reject(new Error('denied')),
      clipboard: () => navigator.clipboard.readText(),
      fonts: () => (window as unknown as { queryLocalFonts(): Promise<unknown> }).queryLocalFonts(),
      midi: () => navigator.requestMIDIAccess({ sysex: true }),
      hid: () => (navigator as unknown as { hid: { requestDevice(of: object): Promise<unknown[]> } }).hid.requestDevice({ filters: [] }),
      usb: () => (navigator as unknown as { usb: { requestDevice(of: object): Promise<unknown> } }).usb.requestDevice({ filters: [] }),
      serial: () => (navigator as unknown as { serial: { requestPort(): Promise<unknown> } }).serial.requestPort(),
      bluetooth: () =>
        (navigator as unknown as { bluetooth: { requestDevice(of: object): Promise<unknown> } }).bluetooth.requestDevice({
          acceptAllDevices: true,
        }),
      payment: () =>
        new PaymentRequest([{ supportedMethods: 'https://attacker.example/pay' }], {
          total: { label: 'x', amount: { currency: 'EUR', value: '1' } },
        }).show(),
      key: () => navigator.credentials.get({ publicKey: { challenge: new Uint8Array(16) } }),
    };
    const granted: string[] = [];
    for (const [name, ask] of Object.entries(asks))
      await Promise.resolve()
        .then(ask)
        .then(
          () => granted.push(name),
          () => {},
        );
    return granted;
  });
  expect(got).toEqual([]);
  complaints.forget(REFUSED);
});

test('a page cannot download, and no file comes to the disk by itself', async ({ app, desktop, folders }) => {
  await desktop!.electron.evaluate(({ session }) => {
    const seen: boolean[] = [];
    Object.assign(globalThis, { downloads: seen });
    session.defaultSession.on('will-download', (event) => seen.push(event.defaultPrevented));
  });
  await app.evaluate(() => {
    const href = URL.createObjectURL(new Blob(['x']));
    Object.assign(document.createElement('a'), { href, download: '../../x.desktop' }).click();
  });
  const downloads = () => desktop!.electron.evaluate(() => (globalThis as unknown as { downloads: boolean[] }).downloads);
  await expect.poll(downloads).toEqual([true]);
  expect(readdirSync(folders.files)).toEqual([]);
});

test('what is not of the page is not found, however its address is written', async ({ app, address, complaints }) => {
  const found = await app.evaluate(
    async (paths) => {
      const all: unknown[] = [];
      for (const path of paths) {
        const response = await fetch(path).catch(() => null);
        if (response === null || response.status === 404) continue;
        all.push([path, response.url, response.status]);
      }
      return all;
    },
    TRAVERSALS.filter((path) => path.length < 10_000).map((path) => `${address}${path}`),
  );
  expect(found).toEqual([]);
  const refused = await app.evaluate(async () => {
    const response = await fetch('/nothing', { method: 'POST', body: 'x' });
    return { status: response.status, body: await response.text(), headers: Object.fromEntries(response.headers) };
  });
  expect(refused).toMatchObject({ status: 405, body: '' });
  for (const [name, value] of Object.entries(HEADERS)) expect(refused.headers[name.toLowerCase()]).toBe(value);
  complaints.forget(/Failed to load resource|^answer 40[45]/);
});

/** All that could show that a message did something. */
async function state(desktop: Desktop, app: Page) {
  await expect.poll(() => desktop.menu(app), 'the page has said all that it says at its beginning').not.toEqual([]);
  const { electron, own } = desktop;
  const frames = await electron.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().map((each) => [
      each.getTitle(),
      each.isDocumentEdited(),
      each.isVisible(),
      each.isMinimized(),
      each.isFullScreen(),
    ]),
  );
  const [asked, told, handedOver, menu] = [
    await desktop.asked(),
    await desktop.notifications(),
    await desktop.handedOver(),
    await desktop.menu(app),
  ];
  const kept = readdirSync(own, { recursive: true, encoding: 'utf8' }).filter((name) => /^(sessions|recent|appearance)/.test(name));
  return { frames, asked, told, handedOver, menu, kept: kept.sort(), progress: await desktop.progress(app) };
}

test('four hundred calls of the bridge that make no sense are refused, and change nothing', async ({ app, desktop }) => {
  const before = await state(desktop!, app);
  const answers = await app.evaluate(
    async ({ asked, told }) => {
      let seed = 45;
      const random = (below: number) => ((seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0) >>> 8) % below;
      const ring: unknown[] = [];
      ring.push(ring);
      const junk = () =>
        [
          ...[
            null,
            undefined,
            true,
            NaN,
            -1,
            0.5,
            2 ** 60,
            Infinity,
            10n,
            [],
            [null],
            {},
            ring,
            new Date(),
            new Map([['id', 1]]),
            new Set(),
          ],
          ...[new Uint8Array(3), new Float32Array(3), new ArrayBuffer(3), /x/, { id: '/etc/passwd' }, { title: 'x', endings: [1] }],
          ...[() => 1, Symbol.iterator, JSON.parse('{"__proto__":{"x":1},"path":"/etc/passwd"}')],
        ][random(25)] as unknown;
      const verbs = gradscape as unknown as Record<string, (...sent: unknown[]) => unknown>;
      const strange: unknown[] = [];
      for (let i = 0; i < 400; i++) {
        const verb = [...asked, ...told][random(asked.length + told.length)]!;
        const sent = Array.from({ length: 4 + random(3) }, junk);
        try {
          const reply = (await verbs[verb]!(...sent)) as { ok?: boolean; code?: string } | undefined;
          if (told.includes(verb) ? reply !== undefined : reply?.code !== 'shell_refused') strange.push([verb, reply]);
        } catch {
          // what cannot be copied does not cross
        }
      }
      return strange;
    },
    { asked: Object.keys(CHANNELS), told: Object.keys(NOTICES) },
  );
  expect(answers).toEqual([]);
  expect(await state(desktop!, app)).toEqual(before);
  expect(await app.evaluate(() => gradscape.about())).toMatchObject({ ok: true });
});

test.describe('over the bare line that a page speaks on, which only the double lends', () => {
  test.beforeEach(({ host }) => test.skip(host !== 'double', 'Electron lends nobody the line between a page and the shell'));

  /** What the shell answers to a message on each of its channels, from a frame of the page. */
  const answersTo = (desktop: Desktop, frame: number, sent: readonly unknown[]) =>
    desktop.electron.evaluate(
      async ({ webContents }, { channels, at, values }) => {
        type Speaking = { frames: Speaking[]; speak(kind: string, channel: string, ...sent: unknown[]): Promise<unknown> };
        const { mainFrame } = webContents.getAllWebContents()[0] as unknown as { mainFrame: Speaking };
        const speaker = at < 0 ? mainFrame : mainFrame.frames[at]!;
        const answers: Record<string, unknown> = {};
        for (const [kind, channel] of channels)
          answers[channel] = await speaker.speak(kind, channel, ...values).catch((error: Error) => error.message);
        return answers;
      },
      {
        channels: [
          ...[...Object.values(CHANNELS), FILE_DROPPED].map((channel) => ['invoke', channel] as const),
          ...[...Object.values(NOTICES), LISTENING, SAVE_ANSWERED].map((channel) => ['send', channel] as const),
        ],
        at: frame,
        values: sent,
      },
    );

  const nothing = { ok: false, code: 'shell_refused', numbers: { why: 'clause:shell_not_understood' } };
  const asksOnly = (answers: Record<string, unknown>) => Object.values(answers).filter((answer) => answer !== undefined && answer !== null);

  test('a frame in the page, from the same place, is not heard on any channel', async ({ app, desktop, complaints }) => {
    await app.evaluate(() => {
      for (const html of ['<iframe></iframe>', '<iframe srcdoc="x"></iframe>']) document.body.insertAdjacentHTML('beforeend', html);
    });
    const listening = () =>
      desktop!.electron.evaluate(({ webContents }) => {
        type Known = { frames: Known[]; url: string; world: number | null };
        const { mainFrame } = webContents.getAllWebContents()[0] as unknown as { mainFrame: Known };
        return mainFrame.frames.map(({ url, world }) => (world === null ? 'between' : url));
      });
    await expect.poll(listening).toEqual(['about:blank', 'about:srcdoc']);
    expect(
      await app.evaluate(() => [...document.querySelectorAll('iframe')].map(({ contentWindow }) => 'gradscape' in contentWindow!)),
    ).toEqual([false, false]);
    const before = await state(desktop!, app);
    for (const frame of [0, 1]) {
      const answers = asksOnly(await answersTo(desktop!, frame, []));
      expect(answers).toHaveLength(Object.keys(CHANNELS).length + 1);
      for (const answer of answers) expect(answer).toEqual(nothing);
    }
    expect(await state(desktop!, app)).toEqual(before);
    complaints.forget(REFUSED);
  });

  test('a channel that nobody listens on answers nothing, and a path that is none is not taken', async ({ app, desktop }) => {
    const before = await state(desktop!, app);
    const speak = (channel: string, ...values: unknown[]) =>
      desktop!.electron.evaluate(
        async ({ webContents }, [on, sent]) => {
          type Speaking = { speak(kind: string, channel: string, ...sent: unknown[]): Promise<unknown> };
          const { mainFrame } = webContents.getAllWebContents()[0] as unknown as { mainFrame: Speaking };
          return mainFrame.speak('invoke', on, ...sent).catch((error: Error) => `none: ${error.message}`);
        },
        [channel, values] as const,
      );
    for (const channel of [
      'gradscape:quit',
      'ELECTRON_BROWSER_REQUIRE',
      'GUEST_WINDOW_MANAGER_WINDOW_OPEN',
      '__proto__',
      'constructor',
      '',
    ])
      expect(await speak(channel)).toMatch(/^none: .*No handler registered/);
    for (const path of [
      'net',
      '../net',
      './etc/passwd',
      'C:net',
      '//./PhysicalDrive0',
      '//?/C:/net',
      '/tmp/a\0b',
      `/${'x'.repeat(40_000)}`,
      1,
      null,
      ['/etc/passwd'],
    ])
      expect(await speak(FILE_DROPPED, path), String(path)).toEqual(nothing);
    expect(await state(desktop!, app)).toEqual(before);
  });
});
