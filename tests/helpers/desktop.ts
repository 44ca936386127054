/** @file The desktop shell without Electron: its files, its requests and the page's host, between which everything is copied as it crosses. */
import { join } from 'node:path';
import type { IpcMain, WebContents } from 'electron';
import { CHANNELS, FILE_DROPPED, LISTENING, NOTICES, type GradscapeBridge } from '../../electron/bridge.ts';
import { Files, type Dialogs } from '../../electron/files.ts';
import { listen } from '../../electron/ipc.ts';
import { KeptSessions } from '../../electron/kept-sessions.ts';
import { KeptWork } from '../../electron/kept-work.ts';
import { RecentFiles } from '../../electron/recent-files.ts';
import { requests, type PageWindow, type Shell } from '../../electron/requests.ts';
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
  readonly sessions: KeptSessions;
  readonly recents: RecentFiles;
  /** What the window was told. */
  readonly told: unknown[];
  /** Bytes that have crossed, and the most in one message. */
  readonly crossed: { bytes: number; most: number };
  /** The top frame of the window, which shows the page. */
  readonly frame: { url: string };
  /** How often a chooser was shown. */
  readonly choosers: { shown: number };
  /** A message as anybody may send it: it is not copied, and `event` says who sends it, from which frame; the page itself if it says nothing. */
  send(channel: string, sent: readonly unknown[], event?: object): Promise<unknown>;
  /** The page is loaded again. */
  reload(): Host;
  /** The window is closed. */
  close(): void;
}

/** A process of the app over the folder that it keeps its own files in. */
export function startDesktop(ownFolder: string): Desktop {
  const person: Person = { choose: [], place: null, drops: new Map() };
  const choosers = { shown: 0 };
  const dialogs: Dialogs = {
    choose: () => (choosers.shown++, Promise.resolve(person.choose)),
    choosePlace: () => (choosers.shown++, Promise.resolve(person.place)),
  };
  const files = new Files(dialogs);
  const sessions = new KeptSessions(join(ownFolder, 'sessions'));
  const work = new KeptWork(sessions, files);
  const recents = new RecentFiles(join(ownFolder, 'recent.json'));
  const told: unknown[] = [];
  const crossed = { bytes: 0, most: 0 };

  const transfers = new Transfers();
  const mainFrame = { url: 'app://bundle/' };
  const contents = { mainFrame } as unknown as WebContents;
  const window: PageWindow = {
    files,
    work,
    transfers,
    takeEnd: () => null,
    listening() {
      void transfers.endAll();
      told.push('listening');
    },
    showDocument: (document) => told.push(document),
    showRun: (run) => told.push(run),
    notify: (notice) => told.push(notice),
    setMenu: (menus) => told.push(menus),
    fileTaken: (id) => told.push(id),
    saveAnswered: (saved) => told.push(saved),
  };
  const shell: Shell = {
    recents,
    about: () => ({ version: '0.1.0', electron: '45.4.1', chromium: '150.0.0.0', node: '24.0.0', system: 'Linux 6.1.0 x64' }),
    openWindow: () => told.push('open window'),
    openLink: async (link) => void told.push(link),
    setAppearance: (appearance) => told.push(appearance),
    log: (entry) => told.push(entry),
    showLog: () => told.push('show log'),
  };
  const event = { sender: contents, senderFrame: mainFrame };
  const handlers = new Map<string, (event: unknown, ...sent: unknown[]) => unknown>();
  const ipc = {
    handle: (channel: string, handler: (event: unknown, ...sent: unknown[]) => unknown) => handlers.set(channel, handler),
    on: (channel: string, handler: (event: unknown, ...sent: unknown[]) => unknown) => handlers.set(channel, handler),
  } as unknown as IpcMain;
  let clock = 0; // of a person who takes a minute between one thing and the next
  const ear = {
    windowOf: (sender: WebContents) => (sender === contents ? window : null),
    refused: (channel: string, why: string) => told.push([channel, why]),
    now: () => (clock += 60_000),
  };
  const { asked, told: heard } = requests(shell);
  listen(ipc, ear, asked, heard);

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
    ...Object.fromEntries(Object.entries(NOTICES).map(([verb, channel]) => [verb, (...sent: unknown[]) => void say(channel, ...sent)])),
    onOpenFile: () => void say(LISTENING),
    onMenuChosen: () => {},
    onSaveAsked: () => {},
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
    sessions,
    recents,
    told,
    crossed,
    frame: mainFrame,
    choosers,
    async send(channel, sent, from = {}) {
      return handlers.get(channel)!(Object.create(event, Object.getOwnPropertyDescriptors(from)), ...sent);
    },
    reload() {
      bridge.onOpenFile(() => Promise.resolve());
      return electronHost(bridge);
    },
    close() {
      void transfers.endAll();
      work.closed();
    },
  };
}
