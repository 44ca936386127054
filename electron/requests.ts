/** @file The messages of the page: who may send them, and whether they are what they should be. Anything else is dropped. */
import { isAbsolute } from 'node:path';
import type { BrowserWindow, IpcMain, IpcMainEvent, IpcMainInvokeEvent } from 'electron';
import {
  CHANNELS,
  FILE_DROPPED,
  NOTICES,
  PIECE,
  type GradscapeBridge,
  type ShellFile,
  type ShellFileKind,
  type ShellWork,
} from './bridge.ts';
import type { Files } from './files.ts';
import type { KeptWork } from './kept-work.ts';
import { isOurs } from './protocol.ts';
import type { RecentFiles } from './recent-files.ts';
import { asRefusal, refused } from './refusal.ts';
import type { Transfers } from './transfers.ts';

type Sent = Pick<IpcMainEvent | IpcMainInvokeEvent, 'sender' | 'senderFrame'>;

/** A message counts only from the top frame of our own window while it shows our own page. */
export function isFromPage({ sender, senderFrame }: Sent, window: Pick<BrowserWindow, 'webContents'>): boolean {
  return sender === window.webContents && senderFrame !== null && senderFrame === sender.mainFrame && isOurs(senderFrame.url);
}

type Check<T> = (value: unknown) => value is T;

/** Characters of a document as text: no more than can be opened again. */
const LONGEST_DOCUMENT = 2 ** 26;

const isText: Check<string> = (value): value is string => typeof value === 'string' && value.length <= 1000;
const isDocument: Check<string> = (value): value is string => typeof value === 'string' && value.length <= LONGEST_DOCUMENT;
/** As the system names a file; nothing of one that is on no disk. */
const isPath: Check<string> = (value): value is string => typeof value === 'string' && (value === '' || isAbsolute(value));
const isFlag: Check<boolean> = (value): value is boolean => typeof value === 'boolean';
const isCount: Check<number> = (value): value is number => Number.isSafeInteger(value) && (value as number) >= 0;
const isPieceLength: Check<number> = (value): value is number => isCount(value) && value > 0 && value <= PIECE;
const isPiece: Check<Uint8Array> = (value): value is Uint8Array => value instanceof Uint8Array && value.byteLength <= PIECE;

function orNull<T>(check: Check<T>): Check<T | null> {
  return (value) => value === null || check(value);
}

/** An object that has what the checks are for; what else it has is left behind. */
function isOf<T extends object>(checks: { readonly [K in keyof T]: Check<T[K]> }): Check<T> {
  const names = Object.entries<Check<unknown>>(checks);
  return (value): value is T =>
    typeof value === 'object' && value !== null && names.every(([name, check]) => check((value as Record<string, unknown>)[name]));
}

const isEndings: Check<readonly string[]> = (value): value is readonly string[] =>
  Array.isArray(value) && value.length <= 100 && value.every(isText);
const isKind = isOf<ShellFileKind>({ title: isText, endings: isEndings });
const isFile = isOf<ShellFile>({ id: isText, name: isText });
const isWork = isOf<ShellWork>({ text: isDocument, base: isDocument, fileName: orNull(isText), file: orNull(isFile), step: isCount });

type Answer = (sent: readonly unknown[]) => Promise<unknown>;

/** An answer to a request whose values are what they should be. */
function answered<T extends readonly unknown[]>(
  checks: { readonly [I in keyof T]: Check<T[I]> },
  answer: (...values: T) => unknown,
): Answer {
  return async (sent) => {
    if (!checks.every((check, index) => check(sent[index]))) throw refused('clause:shell_not_understood');
    return answer(...(sent.slice(0, checks.length) as unknown as T));
  };
}

/** What the page reads, writes and keeps by way of the shell. */
export interface Kept {
  readonly files: Files;
  readonly recents: RecentFiles;
  readonly work: KeptWork;
  readonly transfers: Transfers;
}

function answersOf({ files, recents, work, transfers }: Kept): { readonly [V in keyof typeof CHANNELS & keyof GradscapeBridge]: Answer } {
  return {
    openFiles: answered([isKind, isFlag], (kind, several) => files.open(kind, several)),
    beginReading: answered([isText], (file) => transfers.beginReading(() => files.read(file))),
    readPiece: answered([isText, isCount, isPieceLength], (reading, from, length) => transfers.read(reading, from, length)),
    endReading: answered([isText], (reading) => transfers.endReading(reading)),
    beginSaving: answered([orNull(isText), isText, isKind], (file, suggestedName, kind) =>
      transfers.beginMaking(() => files.save(file, suggestedName, kind)),
    ),
    writePiece: answered([isText, isPiece], (saving, bytes) => transfers.write(saving, bytes)),
    finishSaving: answered([isText], (saving) => transfers.finish(saving)),
    discardSaving: answered([isText], (saving) => transfers.discard(saving)),
    changedElsewhere: answered([isText], (file) => files.changedElsewhere(file)),
    recentFiles: answered([], () => recents.list()),
    openRecent: answered([isText], async (recent) => files.give(await recents.pathOf(recent))),
    forgetRecent: answered([isText], (recent) => recents.forget(recent)),
    rememberFile: answered([isText], (file) => recents.remember(files.placeOf(file).path)),
    keepWork: answered([isWork, isFlag], ({ text, base, fileName, file, step }, withoutWeights) =>
      work.keep({ text, base, fileName, file, step }, withoutWeights),
    ),
    beginKeepingWeights: answered([], () => transfers.beginMaking(() => work.beginWeights())),
    forgetWork: answered([], () => work.forget()),
    ownWork: answered([], () => work.own()),
    setWorkAside: answered([], () => work.setAside()),
    leftWork: answered([], () => work.left()),
    adoptWork: answered([isText], (id) => work.adopt(id)),
    discardWork: answered([isText], (id) => work.discard(id)),
    beginReadingWeights: answered([isText], (id) => transfers.beginReading(() => work.readWeights(id))),
  };
}

export interface WindowState {
  setTitle(title: string): void;
  setUnsaved(unsaved: boolean): void;
  /** The page was loaded, and has begun to listen for files that the system gives. */
  listening(): void;
}

/** Answers the page's messages until the window is gone. */
export function answerRequests(ipc: IpcMain, window: BrowserWindow, kept: Kept, state: WindowState): void {
  const asked = Object.entries(answersOf(kept)).map(([verb, answer]) => [CHANNELS[verb as keyof typeof CHANNELS], answer] as const);
  const dropped = answered([isPath], (path) => (path === '' ? null : kept.files.give(path)));
  const answers = [...asked, [FILE_DROPPED, dropped] as const];
  for (const [channel, answer] of answers)
    ipc.handle(channel, async (event, ...sent: unknown[]) => {
      try {
        if (!isFromPage(event, window)) throw refused('clause:shell_not_understood');
        return { ok: true, value: await answer(sent) };
      } catch (error) {
        return asRefusal(error);
      }
    });

  const notices: { readonly [N in keyof typeof NOTICES]: (value: unknown) => void } = {
    leaveWork: () => kept.work.leave(),
    setTitle: (title) => isText(title) && state.setTitle(title),
    setUnsaved: (unsaved) => state.setUnsaved(unsaved === true),
    listening() {
      void kept.transfers.endAll(); // of the page that was there before
      state.listening();
    },
  };
  const heard = Object.entries(notices).map(([notice, take]) => [NOTICES[notice as keyof typeof NOTICES], take] as const);
  for (const [channel, take] of heard) ipc.on(channel, (event, value: unknown) => isFromPage(event, window) && take(value));

  window.once('closed', () => {
    void kept.transfers.endAll();
    kept.work.closed();
    for (const [channel] of answers) ipc.removeHandler(channel);
    for (const [channel] of heard) ipc.removeAllListeners(channel);
  });
}
