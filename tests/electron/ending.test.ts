import type { App } from 'electron';
import { expect, test, vi } from 'vitest';
import { Ending, type Endable } from '../../electron/ending.ts';

interface Wanted {
  readonly name: string;
  readonly unsaved: boolean;
  readonly may?: boolean;
}

/** An app with windows, the one that was used last being the last. */
function app(...wanted: readonly Wanted[]) {
  const told: string[] = [];
  const heard = new Map<string, (event: { preventDefault(): void }) => void>();
  const emit = (event: string): boolean => {
    let prevented = false;
    heard.get(event)!({ preventDefault: () => (prevented = true) });
    return !prevented;
  };
  const program = {
    on: (event: string, listener: (event: { preventDefault(): void }) => void) => void heard.set(event, listener),
    quit() {
      if (emit('before-quit') && emit('will-quit')) told.push('quit');
    },
    exit: (code: number) => told.push(`exit ${code}`),
  };
  const windows: Endable[] = wanted.map(({ name, unsaved, may = false }) => {
    const closing = {
      decided: false,
      mayClose: () => (told.push(`ask ${name}`), Promise.resolve(may)),
      hurry: () => (told.push(`hurry ${name}`), Promise.resolve()),
      stay: () => told.push(`stay ${name}`),
      free() {
        closing.decided = true;
        told.push(`free ${name}`);
      },
    };
    return { unsaved, closing, bringToFront: () => told.push(`front ${name}`) };
  });
  const settled = Promise.withResolvers<void>();
  const ending = new Ending(
    program as unknown as App,
    () => windows,
    () => settled.promise,
  );
  return { ...program, windows, ending, told, settle: settled.resolve, soon: () => new Promise((resolve) => setImmediate(resolve)) };
}

test('the app quits without a question when nothing is unsaved, and not before all is on the disk', async () => {
  const { quit, told, settle, soon } = app({ name: 'a', unsaved: false });
  quit();
  await soon();
  expect(told).toEqual([]);
  settle();
  await soon();
  expect(told).toEqual(['exit 0']);
});

test('a disk that takes nothing any more holds no app', async () => {
  vi.useFakeTimers();
  try {
    const { quit, told } = app({ name: 'a', unsaved: false });
    quit();
    await vi.advanceTimersByTimeAsync(4_000);
    expect(told).toEqual([]);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(told).toEqual(['exit 0']);
  } finally {
    vi.useRealTimers();
  }
});

test('windows ask one after another, the one that was used last first; those with nothing unsaved do not', async () => {
  const { quit, told, settle, soon } = app(
    { name: 'a', unsaved: true, may: true },
    { name: 'b', unsaved: false },
    { name: 'c', unsaved: true, may: true },
  );
  quit();
  settle();
  await soon();
  expect(told).toEqual(['front c', 'ask c', 'front a', 'ask a', 'free a', 'free b', 'free c', 'exit 0']);
});

test('the first window that is to stay keeps them all, and what the others answered is forgotten', async () => {
  const { quit, told, soon } = app({ name: 'a', unsaved: true }, { name: 'b', unsaved: true }, { name: 'c', unsaved: true, may: true });
  quit();
  await soon();
  expect(told).toEqual(['front c', 'ask c', 'front b', 'ask b', 'stay a', 'stay b', 'stay c']);
  quit();
  await soon();
  expect(told.filter((each) => each === 'ask c')).toHaveLength(2);
});

test('who quits once more while a window asks is asked nothing more, but whether to wait for it', async () => {
  const { quit, told, soon } = app({ name: 'a', unsaved: true }, { name: 'b', unsaved: true });
  quit();
  quit();
  await soon();
  expect(told).toEqual(['front b', 'ask b', 'hurry b', 'stay a', 'stay b']);
});

test('when the system ends the app nobody is asked', async () => {
  const { ending, told, settle, soon } = app({ name: 'a', unsaved: true });
  ending.now();
  settle();
  await soon();
  expect(told).toEqual(['free a', 'exit 0']);
});

test('a window that is worked in while another asks is asked as well, and one that gave its work up is not asked again', async () => {
  const { quit, told, windows, settle, soon } = app({ name: 'a', unsaved: false }, { name: 'b', unsaved: true, may: true });
  const [quiet, asking] = windows as [Endable, Endable];
  let unsaved = false;
  windows[0] = {
    ...quiet,
    get unsaved() {
      return unsaved;
    },
  };
  asking.closing.mayClose = () => (told.push('ask b'), (unsaved = true), Promise.resolve(true));
  quit();
  settle();
  await soon();
  expect(told).toEqual(['front b', 'ask b', 'front a', 'ask a', 'stay a', 'stay b']);
});

test('an app that is started once more while the disk takes the last of it goes on', async () => {
  const { quit, told, windows, settle, soon } = app({ name: 'a', unsaved: false });
  quit();
  windows.push(windows[0]!);
  settle();
  await soon();
  expect(told).toEqual([]);
  quit();
  await soon();
  expect(told).toEqual(['exit 0']);
});
