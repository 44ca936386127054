import type { BrowserWindow, IpcMain, IpcMainInvokeEvent } from 'electron';
import { expect, test } from 'vitest';
import { CHANNELS } from '../../electron/bridge.ts';
import { Files } from '../../electron/files.ts';
import { answerRequests, isFromPage } from '../../electron/requests.ts';

const mainFrame = { url: 'app://bundle/' };
const page = { mainFrame };
const window = { webContents: page, once: () => {} } as unknown as BrowserWindow;
const event = (change: object) => ({ sender: page, senderFrame: mainFrame, ...change }) as unknown as IpcMainInvokeEvent;

test('a message of the top frame on our page counts', () => expect(isFromPage(event({}), window)).toBe(true));

test.each([
  ['another window', { sender: { mainFrame } }],
  ['a frame inside the page', { senderFrame: { url: 'app://bundle/' } }],
  ['a frame that is gone', { senderFrame: null }],
])('a message of %s does not', (_who, change) => expect(isFromPage(event(change), window)).toBe(false));

test('a message from another address does not, though it is the top frame', () => {
  const elsewhere = { url: 'https://bundle/' };
  expect(
    isFromPage(event({ sender: page, senderFrame: elsewhere }), { webContents: { mainFrame: elsewhere } } as unknown as BrowserWindow),
  ).toBe(false);
});

/** The main process's ear, with the handlers it was given. */
function listen() {
  const handlers = new Map<string, (event: IpcMainInvokeEvent, ...sent: unknown[]) => unknown>();
  const heard: unknown[] = [];
  const ipc = {
    handle: (channel: string, handler: (event: IpcMainInvokeEvent, ...sent: unknown[]) => unknown) => handlers.set(channel, handler),
    on: (channel: string, handler: (event: IpcMainInvokeEvent, ...sent: unknown[]) => unknown) => handlers.set(channel, handler),
  } as unknown as IpcMain;
  const chosen: unknown[] = [];
  const files = new Files({
    choose: (kind, several) => (chosen.push([kind, several]), Promise.resolve([])),
    choosePlace: () => Promise.resolve(null),
  });
  answerRequests(ipc, window, files, {
    setTitle: (title) => heard.push(title),
    setUnsaved: (unsaved) => heard.push(unsaved),
    listening: () => heard.push('listening'),
  });
  return { say: (channel: string, from: object, ...sent: unknown[]) => handlers.get(channel)!(event(from), ...sent), chosen, heard };
}

const kind = { title: 'Model', endings: ['.safetensors'] };

test('a well-formed request reaches the dialogs', async () => {
  const { say, chosen } = listen();
  expect(await say(CHANNELS.openFiles, {}, kind, true)).toEqual({ ok: true, value: [] });
  expect(chosen).toEqual([[kind, true]]);
});

test.each([
  ['a stranger', { senderFrame: null }, [kind, true]],
  ['no kind', {}, [null, true]],
  ['endings that are no text', {}, [{ title: 'x', endings: [1] }, true]],
  ['a missing flag', {}, [kind]],
])('a request with %s is refused with a sentence, and no dialog opens', async (_what, from, sent) => {
  const { say, chosen } = listen();
  expect(await say(CHANNELS.openFiles, from, ...sent)).toMatchObject({ ok: false });
  expect(chosen).toEqual([]);
});

test('bytes to save must be bytes', async () => {
  const { say } = listen();
  expect(await say(CHANNELS.saveFile, {}, null, 'net', kind, 'text')).toMatchObject({ ok: false });
  expect(await say(CHANNELS.saveFile, {}, null, 'net', kind, new Uint8Array(1))).toEqual({ ok: true, value: null });
});

test('notices of the page are heard, those of strangers are not', () => {
  const { say, heard } = listen();
  say(CHANNELS.setTitle, {}, 'net •');
  say(CHANNELS.setTitle, {}, 42);
  say(CHANNELS.setUnsaved, { senderFrame: null }, true);
  say(CHANNELS.setUnsaved, {}, true);
  say(CHANNELS.listening, {});
  expect(heard).toEqual(['net •', true, 'listening']);
});
