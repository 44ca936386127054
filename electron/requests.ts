/** @file The messages of the page: who may send them, and whether they are what they should be. Anything else is dropped. */
import type { BrowserWindow, IpcMain, IpcMainEvent, IpcMainInvokeEvent } from 'electron';
import { CHANNELS, type ShellFileKind } from './bridge.ts';
import type { Files } from './files.ts';
import { isOurs } from './protocol.ts';

type Sent = Pick<IpcMainEvent | IpcMainInvokeEvent, 'sender' | 'senderFrame'>;

/** A message counts only from the top frame of our own window while it shows our own page. */
export function isFromPage({ sender, senderFrame }: Sent, window: Pick<BrowserWindow, 'webContents'>): boolean {
  return sender === window.webContents && senderFrame !== null && senderFrame === sender.mainFrame && isOurs(senderFrame.url);
}

const isText = (value: unknown): value is string => typeof value === 'string' && value.length <= 1000;

const isKind = (value: unknown): value is ShellFileKind => {
  const { title, endings } = (value ?? {}) as Partial<Record<keyof ShellFileKind, unknown>>;
  return isText(title) && Array.isArray(endings) && endings.length <= 100 && endings.every(isText);
};

export interface WindowState {
  setTitle(title: string): void;
  setUnsaved(unsaved: boolean): void;
  /** The page has begun to listen for files that the system gives. */
  listening(): void;
}

/** Answers the page's messages until the window is gone. */
export function answerRequests(ipc: IpcMain, window: BrowserWindow, files: Files, state: WindowState): void {
  const malformed = { ok: false, message: 'The window asked for a file in a way that the desktop shell does not understand.' };
  const answers = {
    [CHANNELS.openFiles]: (kind: unknown, several: unknown) =>
      isKind(kind) && typeof several === 'boolean' ? files.open(kind, several) : malformed,
    [CHANNELS.saveFile]: (id: unknown, name: unknown, kind: unknown, bytes: unknown) =>
      (id === null || isText(id)) && isText(name) && isKind(kind) && bytes instanceof Uint8Array
        ? files.save(id, name, kind, bytes)
        : malformed,
  };
  for (const [channel, reply] of Object.entries(answers))
    ipc.handle(channel, (event, ...sent) => (isFromPage(event, window) ? (reply as (...sent: unknown[]) => unknown)(...sent) : malformed));

  const notices = {
    [CHANNELS.setTitle]: (title: unknown) => isText(title) && state.setTitle(title),
    [CHANNELS.setUnsaved]: (unsaved: unknown) => state.setUnsaved(unsaved === true),
    [CHANNELS.listening]: () => state.listening(),
  };
  for (const [channel, take] of Object.entries(notices))
    ipc.on(channel, (event, value: unknown) => isFromPage(event, window) && take(value));

  window.once('closed', () => {
    for (const channel of Object.keys(answers)) ipc.removeHandler(channel);
    for (const channel of Object.keys(notices)) ipc.removeAllListeners(channel);
  });
}
