import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { IpcMain, IpcMainInvokeEvent, WebContents } from 'electron';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { CHANNELS, FILE_DROPPED, LISTENING, NOTICES, PIECE } from '../../electron/bridge.ts';
import { Files } from '../../electron/files.ts';
import { isFromPage, listen as listenTo } from '../../electron/ipc.ts';
import { KeptSessions } from '../../electron/kept-sessions.ts';
import { KeptWork } from '../../electron/kept-work.ts';
import { RecentFiles } from '../../electron/recent-files.ts';
import { requests, type PageWindow, type Shell } from '../../electron/requests.ts';
import { Transfers } from '../../electron/transfers.ts';

const mainFrame = { url: 'app://bundle/' };
const page = { mainFrame };
const event = (change: object) => ({ sender: page, senderFrame: mainFrame, ...change }) as unknown as IpcMainInvokeEvent;

test('a message of the top frame on our page counts', () => expect(isFromPage(event({}))).toBe(true));

test.each([
  ['a frame inside the page', { senderFrame: { url: 'app://bundle/' } }],
  ['a frame that is gone', { senderFrame: null }],
])('a message of %s does not', (_who, change) => expect(isFromPage(event(change))).toBe(false));

test('a message from another address does not, though it is the top frame', () => {
  const elsewhere = { url: 'https://bundle/' };
  expect(isFromPage(event({ sender: { mainFrame: elsewhere }, senderFrame: elsewhere }))).toBe(false);
});

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'gradscape-'))));
afterEach(() => rmSync(folder, { recursive: true }));

/** The main process's ear, with the handlers it was given. */
function listen() {
  type Handler = (event: IpcMainInvokeEvent, ...sent: unknown[]) => unknown;
  const handlers = new Map<string, Handler>();
  const heard: unknown[] = [];
  const ipc = {
    handle: (channel: string, handler: Handler) => handlers.set(channel, handler),
    on: (channel: string, handler: Handler) => handlers.set(channel, handler),
  } as unknown as IpcMain;
  const chosen: unknown[] = [];
  const files = new Files({
    choose: (kind, several) => (chosen.push([kind, several]), Promise.resolve([])),
    choosePlace: () => Promise.resolve(join(folder, 'net')),
  });
  const transfers = new Transfers();
  const take = (what: unknown) => void heard.push(what);
  const window: PageWindow = {
    files,
    work: new KeptWork(new KeptSessions(join(folder, 'sessions')), files),
    transfers,
    takeEnd: () => null,
    listening: () => take('listening'),
    showDocument: take,
    showRun: take,
    notify: take,
    setMenu: take,
    fileTaken: take,
    saveAnswered: take,
  };
  const shell: Shell = {
    recents: new RecentFiles(join(folder, 'recent.json')),
    about: () => ({ version: '1', electron: '45', chromium: '150', node: '24', system: 'Linux' }),
    openWindow: () => take('open window'),
    openLink: (link) => Promise.resolve(take(link)),
    setAppearance: take,
    log: take,
    showLog: () => take('show log'),
  };
  const refused: unknown[] = [];
  const { asked, told } = requests(shell);
  const windowOf = (sender: WebContents) => ((sender as unknown) === page ? window : null);
  listenTo(ipc, { windowOf, refused: (channel, why) => refused.push([channel, why]), now: () => 0 }, asked, told);
  const say = (channel: string, from: object, ...sent: unknown[]) => handlers.get(channel)!(event(from), ...sent);
  return { say, chosen, heard, refused, files, transfers };
}

const kind = { title: 'Model', endings: ['.safetensors'] };
const work = { text: '{}', base: '{}', fileName: null, file: null, step: 0 };
const long = 'x'.repeat(1001);
const tooLong = { length: 2 ** 26 + 1, toString: () => 'no text' };

test('a well-formed request reaches the dialogs', async () => {
  const { say, chosen } = listen();
  expect(await say(CHANNELS.openFiles, {}, kind, true)).toEqual({ ok: true, value: [] });
  expect(chosen).toEqual([[kind, true]]);
});

test.each<[string, keyof typeof CHANNELS, object, unknown[]]>([
  ['a stranger', 'openFiles', { senderFrame: null }, [kind, true]],
  ['no kind', 'openFiles', {}, [null, true]],
  ['endings that are no text', 'openFiles', {}, [{ title: 'x', endings: [1] }, true]],
  ['endings without an end', 'openFiles', {}, [{ title: 'x', endings: Array.from({ length: 101 }, () => '.a') }, true]],
  ['a missing flag', 'openFiles', {}, [kind]],
  ['a number for an id', 'beginReading', {}, [1]],
  ['an id that is too long', 'beginReading', {}, [long]],
  ['a place before the beginning', 'readPiece', {}, ['id', -1, 10]],
  ['half a place', 'readPiece', {}, ['id', 0.5, 10]],
  ['a place that no number can tell', 'readPiece', {}, ['id', 2 ** 60, 10]],
  ['a piece of nothing', 'readPiece', {}, ['id', 0, 0]],
  ['a piece that is too large', 'readPiece', {}, ['id', 0, PIECE + 1]],
  ['a path for a kind', 'beginSaving', {}, [null, 'net', '/etc']],
  ['a name that is no text', 'beginSaving', {}, [null, {}, kind]],
  ['text for bytes', 'writePiece', {}, ['id', 'text']],
  ['a buffer for bytes', 'writePiece', {}, ['id', new ArrayBuffer(1)]],
  ['bytes that are too many', 'writePiece', {}, ['id', new Uint8Array(PIECE + 1)]],
  ['no work', 'keepWork', {}, [null, false]],
  ['work without a text', 'keepWork', {}, [{ ...work, text: undefined }, false]],
  ['work whose text is none', 'keepWork', {}, [{ ...work, text: tooLong }, false]],
  ['work of half a step', 'keepWork', {}, [{ ...work, step: 0.5 }, false]],
  ['work with a path for a file', 'keepWork', {}, [{ ...work, file: '/etc/passwd' }, false]],
  ['work of a stranger', 'keepWork', { sender: { mainFrame } }, [work, false]],
  ['a list for an id', 'adoptWork', {}, [['a']]],
])('a request with %s is refused with a sentence, and nothing is done', async (_what, verb, from, sent) => {
  const { say, chosen } = listen();
  expect(await say(CHANNELS[verb], from, ...sent)).toEqual({
    ok: false,
    code: 'shell_refused',
    numbers: { why: 'clause:shell_not_understood' },
  });
  expect(chosen).toEqual([]);
  expect(readdirSync(folder)).toEqual([]);
});

test.each<[keyof typeof CHANNELS, unknown[]]>([
  ['readPiece', ['id', 0, 10]],
  ['writePiece', ['id', new Uint8Array(1)]],
  ['finishSaving', ['id']],
  ['beginReading', ['id']],
  ['beginReading', ['__proto__']],
  ['changedElsewhere', ['constructor']],
  ['openRecent', ['id']],
  ['rememberFile', ['id']],
  ['keepWork', [{ ...work, file: { id: 'id', name: '/etc/passwd' } }, false]],
])('%s of something that was never given out is refused', async (verb, sent) =>
  expect(await listen().say(CHANNELS[verb], {}, ...sent)).toMatchObject({ ok: false, code: 'shell_refused' }),
);

test('a path that the preload says of a file that was dropped becomes an id, and the page has no verb to say one', async () => {
  const { say } = listen();
  const value: object = { name: 'net.onnx', id: expect.any(String) as string };
  expect(await say(FILE_DROPPED, {}, join(folder, 'net.onnx'))).toEqual({ ok: true, value });
  expect(await say(FILE_DROPPED, {}, ''), 'of a file that is on no disk').toEqual({ ok: true, value: null });
  const refused = { ok: false, code: 'shell_refused' };
  for (const path of ['net.onnx', '../net.onnx', null, 1]) expect(await say(FILE_DROPPED, {}, path)).toMatchObject(refused);
  expect(await say(FILE_DROPPED, { senderFrame: null }, join(folder, 'net.onnx'))).toMatchObject(refused);
  expect(Object.values<string>(CHANNELS)).not.toContain(FILE_DROPPED);
});

test('a menu bar of a hundred thousand items is refused, and one of a thousand is not', () => {
  const { say, heard, refused } = listen();
  const action = { kind: 'action', id: 'x', label: 'x', keys: null, enabled: true, checked: null };
  const menu = (items: number) => ({ label: 'x', items: Array.from({ length: items }, () => action) });
  const deep = { label: 'x', items: Array.from({ length: 100 }, () => ({ kind: 'menu', label: 'x', entries: menu(100).items })) };
  void say(
    NOTICES.setMenu,
    {},
    Array.from({ length: 10 }, () => menu(100)),
  );
  expect(heard).toHaveLength(1);
  for (const bar of [
    [deep, deep],
    [...Array.from({ length: 10 }, () => menu(100)), menu(1)],
    [menu(101)],
    Array.from({ length: 21 }, () => menu(1)),
  ])
    void say(NOTICES.setMenu, {}, bar);
  expect(heard).toHaveLength(1);
  expect(refused).toHaveLength(4);
});

test('no more than so many files are being written at once', async () => {
  const { say, files, transfers } = listen();
  const ids = Array.from({ length: 40 }, (_, i) => files.give(join(folder, `net${i}`)).id);
  const replies = await Promise.all(ids.map((id) => say(CHANNELS.beginSaving, {}, id, 'net', kind)));
  const refused = replies.filter((reply) => !(reply as { ok: boolean }).ok);
  expect(refused).toHaveLength(8);
  expect(refused[0]).toMatchObject({ code: 'shell_refused', numbers: { why: 'clause:shell_many_files' } });
  await transfers.endAll();
  expect(readdirSync(folder)).toEqual([]);
});

test('notices of the page are heard, those of strangers and those that make no sense are not', () => {
  const { say, heard, refused } = listen();
  const shown = { title: 'net', name: 'net', unsaved: true, blank: false, file: null };
  void say(NOTICES.showDocument, {}, shown);
  void say(NOTICES.showDocument, {}, 42);
  void say(NOTICES.showDocument, { senderFrame: null }, shown);
  void say(LISTENING, {});
  expect(heard).toEqual([shown, 'listening']);
  expect(refused).toEqual([
    [NOTICES.showDocument, 'values'],
    [NOTICES.showDocument, 'sender'],
  ]);
});
