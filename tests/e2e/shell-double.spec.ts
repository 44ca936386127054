/**
 * @file What Electron does, by an app with nothing else in it: the double does the same, for these specs run over both. What a spec of the app
 * takes for granted of Electron is here.
 */
import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { commandOf, double, environment, type Desktop } from './desktop.ts';
import { expect, test } from './app.ts';

const specimen = join(import.meta.dirname, '../electron-double/specimen');

type Verb = (...values: unknown[]) => unknown;
type Name = 'note' | 'onNoted' | 'sum' | 'kinds' | 'later' | 'fail' | 'keep' | 'callKept' | 'same' | 'names';
interface Specimen extends Readonly<Record<Name, Verb>> {
  readonly number: number;
  readonly list: readonly unknown[];
  readonly shape: object;
  readonly bytes: Uint8Array;
  readonly nested: { readonly ask: Verb };
  readonly invoke: (channel: string, ...values: unknown[]) => Promise<unknown>;
  readonly failLater: () => Promise<unknown>;
  readonly pathOf: (file: File) => Promise<unknown>;
}
declare global {
  /** In the page of the specimen. */
  var specimen: Specimen;
  /** In its main process. */
  var seen: string[];
  var openWindow: () => Electron.BrowserWindow;
}

const seen = (desktop: Desktop) => desktop.electron.evaluate(() => globalThis.seen.splice(0));

test.describe('the bridge between a page and its preload script', () => {
  test('copies values, keeps functions where they are, and cannot be changed', async ({ start }) => {
    const page = await (await start({ app: specimen })).page();
    const [plain, frozen, changed] = await page.evaluate(() => {
      const { number, list, shape, bytes, nested } = globalThis.specimen;
      const attempt = (change: () => unknown) => {
        try {
          return change();
        } catch {
          return 'refused';
        }
      };
      return [
        [number, list, { ...shape }, Object.getPrototypeOf(shape) === Object.prototype, 'area' in shape, bytes.length, nested.ask(1)],
        [Object.isFrozen(globalThis.specimen), Object.isFrozen(nested), Object.isFrozen(list)],
        [
          attempt(() => Reflect.defineProperty(globalThis, 'specimen', { value: 1 })),
          attempt(() => Reflect.set(globalThis, 'specimen', 1)),
          attempt(() => Reflect.deleteProperty(globalThis, 'specimen')),
        ],
      ] as const;
    });
    expect(plain).toEqual([7, [1, { two: 2 }], { sides: 4 }, true, false, 3, 'asked 1']);
    expect(frozen).toEqual([true, true, true]);
    expect(changed).toEqual([false, false, false]);
  });

  test('takes promises, errors and callbacks across, but of an error the message alone, and no symbol', async ({ start }) => {
    const page = await (await start({ app: specimen })).page();
    const got = await page.evaluate(async () => {
      const { later, fail, failLater, keep, callKept, sum, same } = globalThis.specimen;
      const heard: unknown[] = [];
      keep((value: unknown) => {
        heard.push(value);
        return 'heard';
      });
      const told = callKept({ a: [1] });
      const failure = (error: unknown) => {
        const { message, code } = error as Error & { code?: string };
        return [error instanceof Error, message, code];
      };
      const thrown = (act: () => unknown) => {
        try {
          return act();
        } catch (error) {
          return failure(error);
        }
      };
      const callback = () => 'mine';
      return {
        later: await later(1),
        sum: sum(2, 3),
        fail: thrown(fail),
        failLater: await failLater().catch(failure),
        told,
        heard,
        symbol: Array.isArray(thrown(() => same(Symbol('s')))),
        callback: (same(callback) as Verb)(),
      };
    });
    expect(got).toEqual({
      later: { value: 1 },
      sum: 5,
      fail: [true, 'no such thing', undefined],
      failLater: [true, 'not now', undefined],
      told: 'heard',
      heard: [{ a: [1] }],
      symbol: true,
      callback: 'mine',
    });
  });

  test('takes what can be cloned for what it is', async ({ start }) => {
    const page = await (await start({ app: specimen })).page();
    const kinds = await page.evaluate(() =>
      globalThis.specimen.kinds(
        new Date(0),
        new Map(),
        new Set(),
        new ArrayBuffer(1),
        new Float32Array(1),
        1n,
        new Blob(['x']),
        null,
        undefined,
      ),
    );
    expect(kinds).toEqual(['Date', 'Map', 'Set', 'ArrayBuffer', 'Float32Array', 'BigInt', 'Blob', 'Null', 'Undefined']);
  });

  test('stands between two worlds: neither sees the names of the other', async ({ start }) => {
    const page = await (await start({ app: specimen })).page();
    const names = await page.evaluate(() => {
      Object.assign(globalThis, { ofThePage: 1 });
      return [globalThis.specimen.names(), 'secret' in globalThis, 'require' in globalThis, 'ipcRenderer' in globalThis];
    });
    expect(names).toEqual([['secret'], false, false, false]);
  });

  test('is not in a frame of the page', async ({ start }) => {
    const page = await (await start({ app: specimen })).page();
    await expect.poll(() => page.frames().length).toBe(2);
    expect(await page.frames()[1]!.evaluate(() => 'specimen' in globalThis)).toBe(false);
  });
});

test.describe('messages', () => {
  test('bring what structured cloning keeps, in both directions, and refuse what it does not', async ({ start }) => {
    const page = await (await start({ app: specimen })).page();
    const got = await page.evaluate(async () => {
      const { invoke } = globalThis.specimen;
      const round: { self?: unknown } = {};
      round.self = round;
      const values = [NaN, -0, Infinity, 'नमस्ते \0 \u{1f600}', null, undefined, 12n, new Uint8Array([1, 2]), new Float64Array([0.1])];
      const back = (await invoke('echo', ...values)) as unknown[];
      const [circle] = (await invoke('echo', round)) as [typeof round];
      const [map] = (await invoke('echo', new Map([[{ a: 1 }, new Set([1])]]))) as [Map<{ a: number }, Set<number>>];
      const failure = (error: Error) => error.message;
      return {
        same: back.map((value, index) => Object.is(value, values[index])).slice(0, 7),
        bytes: [...(back[7] as Uint8Array), ...(back[8] as Float64Array)],
        circle: circle.self === circle,
        map: [...map].map(([key, value]) => [key.a, ...value]),
        kinds: await invoke('kinds', new Date(), /x/g, new ArrayBuffer(2), new DataView(new ArrayBuffer(1)), new Error('x')),
        thrown: await invoke('throw').catch(failure),
        nobody: await invoke('nobody').catch(failure),
      };
    });
    expect(got).toEqual({
      same: [true, true, true, true, true, true, true],
      bytes: [1, 2, 0.1],
      circle: true,
      map: [[1, 1]],
      kinds: ['Date', 'RegExp', 'ArrayBuffer', 'DataView', 'Error'],
      thrown: "Error invoking remote method 'throw': TypeError: told why",
      nobody: "Error invoking remote method 'nobody': Error: No handler registered for 'nobody'",
    });
  });

  test('bring pieces of 8 MiB there and back', async ({ start }) => {
    const page = await (await start({ app: specimen })).page();
    const lengths = await page.evaluate(async () => {
      const { invoke } = globalThis.specimen;
      const size = 8 * 2 ** 20;
      const back = (await invoke('bytes', size)) as Uint8Array;
      return [await invoke('length', new Uint8Array(size)), back.byteLength, back.at(0), back.at(-1)];
    });
    expect(lengths).toEqual([8 * 2 ** 20, 8 * 2 ** 20, 7, 7]);
  });

  test('say which frame they are of', async ({ start }) => {
    const page = await (await start({ app: specimen })).page();
    expect(await page.evaluate(() => globalThis.specimen.invoke('sender'))).toEqual([true, 'app://bundle/', true]);
  });

  test('come in the order in which they are sent, and are answered by ones that are only told', async ({ start }) => {
    const desktop = await start({ app: specimen });
    const page = await desktop.page();
    await seen(desktop);
    const heard = await page.evaluate(async () => {
      const { note, onNoted, invoke } = globalThis.specimen;
      const all: unknown[] = [];
      const heardAll = new Promise<void>((resolve) => onNoted((text: unknown) => void (all.push(text) === 3 && resolve())));
      for (const text of ['one', 'two', 'three']) note(text);
      await Promise.all([invoke('echo'), heardAll]);
      return all;
    });
    expect(heard).toEqual(['one', 'two', 'three']);
    expect(await seen(desktop)).toEqual(['note one', 'note two', 'note three']);
  });

  test('know where a file is that was dropped, and that one of the page is nowhere', async ({ start, folders }) => {
    const path = join(folders.files, 'dropped.txt');
    writeFileSync(path, 'dropped');
    const page = await (await start({ app: specimen })).page();
    await page.evaluate(() => {
      document.addEventListener('dragover', (event) => event.preventDefault());
      document.addEventListener('drop', (event) => {
        event.preventDefault();
        Object.assign(globalThis, { paths: globalThis.specimen.pathOf(event.dataTransfer!.files[0]!) });
      });
    });
    const line = await page.context().newCDPSession(page);
    const data = { items: [], files: [path], dragOperationsMask: 1 };
    for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
      await line.send('Input.dispatchDragEvent', { type, x: 200, y: 300, data });
    await expect.poll(() => page.evaluate(() => (globalThis as unknown as { paths: unknown }).paths)).toEqual([path]);
    expect(await page.evaluate(() => globalThis.specimen.pathOf(new File(['x'], 'x.txt')))).toEqual(['']);
  });
});

test.describe('where a page goes', () => {
  const click = (page: Page, id: string) => page.evaluate((name) => void setTimeout(() => document.getElementById(name)!.click()), id); // the page may go before it answers

  test('by itself is asked of the app, which may forbid it; where the app takes it is not', async ({ start }) => {
    const desktop = await start({ app: specimen });
    const page = await desktop.page();
    await page.waitForLoadState();
    expect(await seen(desktop)).toEqual([]);
    await click(page, 'forbidden');
    await expect.poll(() => desktop.electron.evaluate(() => globalThis.seen)).toEqual(['will-frame-navigate app://bundle/forbidden true']);
    await seen(desktop);
    await expect(page).toHaveTitle('Specimen');
    await Promise.all([page.waitForURL(/other$/), click(page, 'other')]);
    expect(await seen(desktop)).toEqual(['will-frame-navigate app://bundle/other true', 'will-navigate app://bundle/other true']);
    await Promise.all([
      page.waitForURL((url) => url.pathname === '/'),
      page.evaluate(() => void setTimeout(() => (location.href = '/moved'))),
    ]);
    expect((await seen(desktop)).at(-1)).toBe('will-redirect app://bundle/ true');
    await Promise.all([
      page.waitForURL(/other$/),
      desktop.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.loadURL('app://bundle/other')),
    ]);
    expect(await seen(desktop)).toEqual([]);
    expect(await page.evaluate(() => globalThis.specimen.sum(1, 1)), 'and its bridge is there').toBe(2);
  });

  test('in another window is asked of the app, which opens none', async ({ start }) => {
    const desktop = await start({ app: specimen });
    const page = await desktop.page();
    expect(await page.evaluate(() => window.open('https://somewhere.example/'))).toBe(null);
    await click(page, 'outside');
    await expect
      .poll(() => desktop.electron.evaluate(() => globalThis.seen))
      .toEqual(['open https://somewhere.example/', 'open app://bundle/other']);
    expect(await desktop.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
  });

  test('what it asks of other places is asked of the app, which cancels it', async ({ start, complaints }) => {
    const desktop = await start({ app: specimen });
    const page = await desktop.page();
    const answered = await page.evaluate(() =>
      fetch('http://somewhere.example/x', { mode: 'no-cors' }).then(
        () => 'answered',
        () => 'refused',
      ),
    );
    expect(answered).toBe('refused');
    expect(new Set(await seen(desktop))).toEqual(new Set(['request http://somewhere.example/x']));
    complaints.forget(/somewhere\.example|Failed to load resource/);
  });

  test('what it may is what the app says', async ({ start }) => {
    const page = await (await start({ app: specimen })).page();
    const states = await page.evaluate(async () => {
      const stateOf = async (name: string) => (await navigator.permissions.query({ name: name as PermissionName })).state;
      return [
        await stateOf('notifications'),
        await stateOf('geolocation'),
        await stateOf('clipboard-read'),
        await stateOf('clipboard-write'),
      ];
    });
    expect(states).toEqual(['denied', 'denied', 'denied', 'granted']);
  });
});

test.describe('the end', () => {
  test('of the app asks the windows, and is told of in its order', async ({ start }) => {
    const desktop = await start({ app: specimen });
    await desktop.page();
    const written = join(desktop.own, 'seen.json');
    await desktop.electron.evaluate(({ app }, path) => {
      const { writeFileSync: write } = process.getBuiltinModule('fs');
      app.on('quit', () => write(path, JSON.stringify(globalThis.seen)));
    }, written);
    await desktop.quit();
    const { readFileSync } = await import('node:fs');
    const order = JSON.parse(readFileSync(written, 'utf8')) as string[];
    expect(order).toEqual(['before-quit', 'close 1', 'closed', 'will-quit', 'quit']);
  });

  test('of a window can be held, and what is gone says so', async ({ start }) => {
    const desktop = await start({ app: specimen });
    const page = await desktop.page();
    const second = await desktop.windowOf(() => desktop.electron.evaluate(() => void globalThis.openWindow()));
    const held = await desktop.electron.evaluate(({ BrowserWindow }) => {
      const window = BrowserWindow.getAllWindows().find(({ id }) => id === 2)!;
      window.once('close', (event) => event.preventDefault());
      window.close();
      return [window.isDestroyed(), BrowserWindow.getAllWindows().length];
    });
    expect(held).toEqual([false, 2]);
    await desktop.electron.evaluate(({ BrowserWindow }) => {
      const window = BrowserWindow.getAllWindows().find(({ id }) => id === 2)!;
      Object.assign(globalThis, { gone: window });
      window.close();
    });
    await expect.poll(() => second.isClosed()).toBe(true);
    await expect.poll(() => desktop.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
    const after = await desktop.electron.evaluate(({ BrowserWindow }) => {
      const { gone } = globalThis as unknown as { gone: Electron.BrowserWindow };
      try {
        gone.setTitle('x');
        return 'done';
      } catch (error) {
        return [gone.isDestroyed(), (error as Error).message, BrowserWindow.getAllWindows().length];
      }
    });
    expect(after).toEqual([true, 'Object has been destroyed', 1]);
    expect(page.isClosed()).toBe(false);
  });

  test('of a page is heard, also what it says as it goes', async ({ start }) => {
    const desktop = await start({ app: specimen });
    const page = await desktop.page();
    const second = await desktop.windowOf(() => desktop.electron.evaluate(() => void globalThis.openWindow()));
    await second.evaluate(() => addEventListener('pagehide', () => globalThis.specimen.note('last word')));
    await desktop.electron.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()
        .find(({ id }) => id === 2)!
        .close(),
    );
    await expect.poll(() => desktop.electron.evaluate(() => globalThis.seen)).toEqual(['close 2', 'note last word', 'closed']);
    expect(page.isClosed()).toBe(false);
  });

  test('of the process of a page is told, and it can be loaded again', async ({ start, complaints }) => {
    const desktop = await start({ app: specimen });
    await desktop.page();
    await desktop.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.webContents.forcefullyCrashRenderer());
    await expect.poll(() => desktop.electron.evaluate(() => globalThis.seen)).toEqual(['render-process-gone crashed']);
    const sum = await desktop.electron.evaluate(async ({ BrowserWindow }) => {
      const { webContents } = BrowserWindow.getAllWindows()[0]!;
      const loaded = new Promise((resolve) => webContents.once('did-finish-load', () => resolve(null)));
      webContents.reload();
      await loaded;
      return (await webContents.executeJavaScript('specimen.sum(20, 22)')) as number;
    });
    expect(sum).toBe(42);
    complaints.forget(/crashed/);
  });
});

test('a second start tells the first what it was started with, and ends', async ({ start, folders, host }) => {
  test.skip(host !== 'double', 'the program of Electron is started by its own path');
  const desktop = await start({ app: specimen });
  await desktop.page();
  const command = commandOf({ app: specimen, own: desktop.own, args: ['told'] });
  const second = spawn(double, command, { cwd: folders.files, env: environment(), stdio: 'ignore' });
  expect(await new Promise((ended) => second.once('exit', ended))).toBe(0);
  await expect.poll(() => desktop.electron.evaluate(() => globalThis.seen)).toEqual([`second-instance true ${folders.files} told`]);
});
