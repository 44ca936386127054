import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { WebContents } from 'electron';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { isSameFile } from '../../electron/same-file.ts';
import { Windows, type Shown } from '../../electron/windows.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gradscape-'));
  for (const name of ['a.safetensors', 'b.gradscape.json', 'c.py', 'data.csv', 'more.TSV']) writeFileSync(join(folder, name), '');
  mkdirSync(join(folder, 'folder'));
  symlinkSync(join(folder, 'a.safetensors'), join(folder, 'link.safetensors'));
});
afterEach(() => rmSync(folder, { recursive: true }));

class Window implements Shown {
  readonly files: string[] = [];
  readonly listeners = new Map<string, () => void>();
  blank = true;
  fronts = 0;
  readonly frame = { on: this.#hear.bind(this), once: this.#hear.bind(this), webContents: {} } as unknown as Shown['frame'];

  #hear(event: string, listener: () => void): void {
    this.listeners.set(event, listener);
  }

  give(paths: readonly string[]): void {
    this.files.push(...paths);
    if (paths.length > 0) this.blank = false;
  }

  shows(path: string): boolean {
    return this.files.some((file) => isSameFile(file, path));
  }

  bringToFront(): void {
    this.fronts += 1;
  }
}

/** Windows, and the names of the files in each. */
function desk() {
  const beside: (Window | null)[] = [];
  const windows = new Windows<Window>((other) => (beside.push(other), new Window()));
  return {
    windows,
    beside,
    give: (...names: string[]) => windows.give(names.map((name) => join(folder, name))),
    shown: () => windows.all.map(({ files }) => files.map((file) => file.slice(folder.length + 1))),
  };
}

test('of several blank windows the one that was used last takes a file', () => {
  const { windows, give, shown } = desk();
  const first = windows.open();
  windows.open();
  first.listeners.get('focus')!();
  give('a.safetensors');
  expect([first.files.length, shown()]).toEqual([1, [[], ['a.safetensors']]]);
});

test('a file comes into the blank window, another into one of its own', () => {
  const { windows, give, shown } = desk();
  windows.open();
  give('a.safetensors');
  give('b.gradscape.json', 'c.py');
  expect(shown()).toEqual([['a.safetensors'], ['b.gradscape.json'], ['c.py']]);
  expect(windows.all.map(({ fronts }) => fronts)).toEqual([1, 1, 1]);
});

test('a file that a window shows, or is about to, brings that window to the front, under whatever name', () => {
  const { windows, give, shown } = desk();
  give('a.safetensors');
  give('a.safetensors', 'link.safetensors');
  expect(shown()).toEqual([['a.safetensors']]);
  expect(windows.all[0]!.fronts).toBe(3);
});

test('tables that are given with a network go to it, whatever their place', () => {
  const { give, shown } = desk();
  give('data.csv', 'a.safetensors', 'c.py', 'more.TSV');
  expect(shown()).toEqual([['a.safetensors', 'data.csv', 'more.TSV'], ['c.py']]);
});

test('a table alone comes into a window as a network does', () => {
  const { windows, give, shown } = desk();
  windows.open();
  give('data.csv');
  expect(shown()).toEqual([['data.csv']]);
});

test('what is no file opens no window: the one that was used last says so', () => {
  const { give, shown } = desk();
  give('a.safetensors');
  give('gone.safetensors', 'folder');
  expect(shown()).toEqual([['a.safetensors', 'gone.safetensors', 'folder']]);
});

test('what is no file opens a window where there is none, which says so', () => {
  const { give, shown } = desk();
  give('gone.safetensors');
  expect(shown()).toEqual([['gone.safetensors']]);
});

test('another start shows the window that was used last, and opens one where there is none', () => {
  const { windows, beside } = desk();
  windows.show();
  const [first] = windows.all;
  const second = windows.open();
  expect(beside).toEqual([null, first]);
  windows.show();
  expect([first!.fronts, second.fronts]).toEqual([1, 1]);
  first!.listeners.get('focus')!();
  windows.show();
  expect([first!.fronts, second.fronts]).toEqual([2, 1]);
  first!.listeners.get('closed')!();
  expect(windows.last).toBe(second);
});

test('a window is found by its page, and a page of no window finds none', () => {
  const { windows } = desk();
  const window = windows.open();
  expect(windows.of(window.frame.webContents as WebContents)).toBe(window);
  expect(windows.of({} as WebContents)).toBe(null);
});

test('two paths that lead to nothing are the same only by their letters', () => {
  expect(isSameFile(join(folder, 'gone'), join(folder, 'gone'))).toBe(true);
  expect(isSameFile(join(folder, 'gone'), join(folder, 'lost'))).toBe(false);
  expect(isSameFile(join(folder, 'a.safetensors'), join(folder, 'folder', '..', 'a.safetensors'))).toBe(true);
});

test('a hundred files open no hundred windows: the last that there may be takes the rest', () => {
  const { windows, give } = desk();
  const names = Array.from({ length: 100 }, (_, i) => `${i}.safetensors`);
  for (const name of names) writeFileSync(join(folder, name), '');
  give(...names);
  expect(windows.all).toHaveLength(32);
  expect(windows.all.map(({ files }) => files.length)).toEqual([...Array.from({ length: 31 }, () => 1), 69]);
  expect(windows.open()).toBe(windows.last);
  windows.last!.listeners.get('closed')!();
  expect(windows.open()).toBe(windows.last);
  expect(windows.last!.files).toEqual([]);
});
