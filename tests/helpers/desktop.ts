/** @file The desktop shell without Electron: its files, its requests and the page's host, between which everything is copied as it crosses. */
import { EventEmitter } from 'node:events';
import { join } from 'node:path';
import type { BrowserWindow, IpcMain } from 'electron';
import { CHANNELS, FILE_DROPPED, NOTICES, type GradscapeBridge, type ShellFile } from '../../electron/bridge.ts';
import { Files, type Dialogs } from '../../electron/files.ts';
import { KeptWork } from '../../electron/kept-work.ts';
import { RecentFiles } from '../../electron/recent-files.ts';
import { answerRequests } from '../../electron/requests.ts';
import { Transfers } from '../../electron/transfers.ts';
import { electronHost } from '../../renderer/host/electron-host.ts';
import type { Host } from '../../renderer/host/host.ts';

export interface Person {
  /** What is chosen in the dialogs; null turns back from saving. */
  choose: readonly string[];
  place: string | null;
  /** Where the files are that are dropped. */
  readonly drops: Map<File, string>;
}

export interface Desktop {
  readonly host: Host;
  readonly bridge: GradscapeBridge;
  readonly person: Person;
  readonly files: Files;
  readonly work: KeptWork;
  readonly recents: RecentFiles;
  /** What the window was told. */
  readonly told: unknown[];
  /** Bytes that have crossed, and the most in one message. */
  readonly crossed: { bytes: number; most: number };
  /** The page is loaded again. */
  reload(): Host;
  /** The window is closed. */
  close(): void;
}

/** A process of the app over the folder that it keeps its own files in. */
export function startDesktop(ownFolder: string): Desktop {
  const person: Person = { choose: [], place: null, drops: new Map() };
  const dialogs: Dialogs = {
    choose: () => Promise.resolve(person.choose),
    choosePlace: () => Promise.resolve(person.place),
  };
  const files = new Files(dialogs);
  const work = new KeptWork(join(ownFolder, 'sessions'), files);
  const recents = new RecentFiles(join(ownFolder, 'recent.json'));
  const told: unknown[] = [];
  const crossed = { bytes: 0, most: 0 };

  const mainFrame = { url: 'app://bundle/' };
  const window = Object.assign(new EventEmitter(), { webContents: { mainFrame } });
  const event = { sender: window.webContents, senderFrame: mainFrame };
  const handlers = new Map<string, (event: unknown, ...sent: unknown[]) => unknown>();
  const ipc = {
    handle: (channel: string, handler: (event: unknown, ...sent: unknown[]) => unknown) => handlers.set(channel, handler),
    on: (channel: string, handler: (event: unknown, ...sent: unknown[]) => unknown) => handlers.set(channel, handler),
    removeHandler: (channel: string) => handlers.delete(channel),
    removeAllListeners: (channel: string) => handlers.delete(channel),
  };
  answerRequests(
    ipc as unknown as IpcMain,
    window as unknown as BrowserWindow,
    { files, work, recents, transfers: new Transfers() },
    {
      setTitle: (title) => told.push(title),
      setUnsaved: (unsaved) => told.push(unsaved),
      listening: () => told.push('listening'),
    },
  );

  /** A message weighs what its buffers hold, not what a view shows of them. */
  const weigh = (values: readonly unknown[]) => {
    const bytes = values.reduce<number>((sum, value) => sum + (ArrayBuffer.isView(value) ? value.buffer.byteLength : 0), 0);
    crossed.bytes += bytes;
    crossed.most = Math.max(crossed.most, bytes);
  };
  const say = async (channel: string, ...sent: unknown[]) => {
    weigh(sent);
    const reply = (await handlers.get(channel)!(event, ...structuredClone(sent))) as { value?: unknown } | undefined;
    weigh([reply?.value]);
    return structuredClone(reply);
  };
  const bridge = {
    ...Object.fromEntries(Object.entries(CHANNELS).map(([verb, channel]) => [verb, (...sent: unknown[]) => say(channel, ...sent)])),
    fileDropped: (file: File) => say(FILE_DROPPED, person.drops.get(file) ?? ''),
    leaveWork: () => void say(NOTICES.leaveWork),
    setTitle: (title: string) => void say(NOTICES.setTitle, title),
    setUnsaved: (unsaved: boolean) => void say(NOTICES.setUnsaved, unsaved),
    onOpenFile: (_listener: (file: ShellFile) => void) => void say(NOTICES.listening),
  } as unknown as GradscapeBridge;

  let host: Host | null = null;
  return {
    get host() {
      host ??= electronHost(bridge);
      return host;
    },
    bridge,
    person,
    files,
    work,
    recents,
    told,
    crossed,
    reload() {
      bridge.onOpenFile(() => {});
      return electronHost(bridge);
    },
    close: () => void window.emit('closed'),
  };
}
