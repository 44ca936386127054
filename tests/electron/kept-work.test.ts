import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Files } from '../../electron/files.ts';
import { KeptSessions } from '../../electron/kept-sessions.ts';
import { KeptWork } from '../../electron/kept-work.ts';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'gradscape-'))));
afterEach(() => rmSync(folder, { recursive: true }));

const work = { text: '{}', base: '{}', fileName: null, file: null, step: 0 };
const nobody = { choose: () => Promise.resolve([]), choosePlace: () => Promise.resolve(null) };
const folders = () => (existsSync(join(folder, 'sessions')) ? readdirSync(join(folder, 'sessions')) : []);

/** A start of the app, and windows of it. */
function start() {
  const sessions = new KeptSessions(join(folder, 'sessions'));
  return { sessions, window: () => new KeptWork(sessions, new Files(nobody)) };
}

test('a window that takes over work gives up what it kept itself', async () => {
  await start().window().keep(work, false);
  const left = folders();
  const window = start().window();
  await window.keep(work, false);
  expect(folders()).toHaveLength(2);
  expect(await window.adopt(left[0]!)).toBe(true);
  expect(folders()).toEqual(left);
});

test("work of a window that is open is nobody else's to take, to read or to discard", async () => {
  const { window } = start();
  const [one, other] = [window(), window()];
  await one.keep(work, false);
  const [id] = folders();
  expect(await other.left()).toEqual([]);
  expect([await other.adopt(id!), await other.readWeights(id!), await other.discard(id!)]).toEqual([false, null, null]);
  expect(folders()).toEqual([id]);
});

test('a window that closes with nothing unsaved leaves nothing behind, not even what was about to be written', async () => {
  const { sessions, window } = start();
  const closed = window();
  void sessions.next(() => new Promise((resolve) => setImmediate(resolve)));
  const kept = closed.keep(work, false);
  closed.leave();
  closed.closed();
  await kept;
  expect(folders()).toEqual([]);
});

test('a window that the system closes keeps what was about to be written', async () => {
  const { sessions, window } = start();
  const closed = window();
  void sessions.next(() => new Promise((resolve) => setImmediate(resolve)));
  const kept = closed.keep(work, false);
  closed.closed();
  await kept;
  expect(await start().window().left()).toHaveLength(1);
});
