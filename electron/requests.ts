/** @file What the page may say to the shell: of every verb what it takes, and what is done. */
import { isAbsolute } from 'node:path';
import * as v from 'valibot';
import {
  CHANNELS,
  FILE_DROPPED,
  FILE_TAKEN,
  LISTENING,
  MENU_ROLES,
  NOTICES,
  PIECE,
  SAVE_ANSWERED,
  type GradscapeBridge,
  type Reply,
  type ShellAbout,
  type ShellAppearance,
  type ShellLogEntry,
} from './bridge.ts';
import type { DocumentWindow } from './document-window.ts';
import type { Verb } from './ipc.ts';
import { BULKY, COSTLY, INTRUSIVE } from './pace.ts';
import type { RecentFiles } from './recent-files.ts';

/** What the page may have done to its window. */
export type PageWindow = Pick<
  DocumentWindow,
  | 'files'
  | 'work'
  | 'transfers'
  | 'takeEnd'
  | 'listening'
  | 'fileTaken'
  | 'showDocument'
  | 'showRun'
  | 'notify'
  | 'setMenu'
  | 'saveAnswered'
>;

/** What all windows have in common. */
export interface Shell {
  readonly recents: RecentFiles;
  readonly about: () => ShellAbout;
  readonly openWindow: () => void;
  /** @throws InputError if it is not in the list of links */
  readonly openLink: (link: string) => Promise<void>;
  readonly setAppearance: (appearance: ShellAppearance) => void;
  readonly log: (entry: ShellLogEntry) => void;
  readonly showLog: () => void;
}

/** Characters of a document as text: no more than can be opened again. */
const LONGEST_DOCUMENT = 2 ** 26;

/** Where Windows keeps what is no file. */
const DEVICE = /^[\\/]{2}[.?][\\/]/;

const text = v.pipe(v.string(), v.maxLength(1000));
const documentText = v.pipe(v.string(), v.maxLength(LONGEST_DOCUMENT));
const flag = v.boolean();
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
/** Counted before they are looked at one by one: a list can say that it has four thousand million. */
const few = <T extends v.GenericSchema>(item: T, most: number) =>
  v.pipe(
    v.custom<readonly unknown[]>((value) => Array.isArray(value) && value.length <= most),
    v.array(item),
  );
/** A view of a larger buffer keeps all of it in memory. */
const piece = v.pipe(
  v.instance(Uint8Array),
  v.check(({ buffer }) => buffer.byteLength <= PIECE),
);
const kind = v.strictObject({ title: text, endings: few(text, 100) });
const file = v.strictObject({ id: text, name: text });
const work = v.strictObject({ text: documentText, base: documentText, fileName: v.nullable(text), file: v.nullable(file), step: count });
const shown = v.strictObject({ title: text, name: text, unsaved: flag, blank: flag, file: v.nullable(text) });
const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
const run = v.strictObject({ state: v.picklist(['training', 'paused']), done: v.nullable(share) });
const notice = v.strictObject({ title: text, body: text });
const menuEntry = v.variant('kind', [
  v.strictObject({
    kind: v.literal('action'),
    id: text,
    label: text,
    keys: v.nullable(text),
    enabled: flag,
    checked: v.nullable(flag),
  }),
  v.strictObject({ kind: v.literal('role'), role: v.picklist(MENU_ROLES), label: text }),
  v.strictObject({ kind: v.literal('separator') }),
]);
const menuItem = v.variant('kind', [menuEntry, v.strictObject({ kind: v.literal('menu'), label: text, entries: few(menuEntry, 100) })]);
const menuRole = v.exactOptional(v.picklist(['window', 'help']));
const menu = v.strictObject({ label: text, role: menuRole, items: few(menuItem, 100) });
/** All items of all menus. */
const MOST_ITEMS = 1000;
const menus = v.pipe(
  few(menu, 20),
  v.check((all) => all.flatMap(({ items }) => items.flatMap((item) => (item.kind === 'menu' ? item.entries : item))).length <= MOST_ITEMS),
);
const appearance = v.strictObject({ theme: v.picklist(['system', 'dark', 'light']), language: v.picklist(['en', 'hi']) });
const logEntry = v.strictObject({ level: v.picklist(['info', 'warning', 'error']), text: v.pipe(v.string(), v.maxLength(20_000)) });
/** As the system names a file; nothing of one that is on no disk. No path is longer, on any system. */
const path = v.pipe(
  v.string(),
  v.maxLength(32_767),
  v.check((value) => value === '' || (isAbsolute(value) && !value.includes('\0') && !DEVICE.test(value))),
);

type Asked = {
  readonly [V in keyof typeof CHANNELS]: GradscapeBridge[V] extends (...values: infer Values extends unknown[]) => Reply<infer Value>
    ? Verb<PageWindow, Values, Value>
    : never;
};
type Told = {
  readonly [V in keyof typeof NOTICES]: Verb<PageWindow, Parameters<GradscapeBridge[V]>, void>;
};

/** The verbs that are answered. */
const asked = ({ recents, about, openWindow, openLink, showLog }: Shell): Asked => ({
  openFiles: { schema: v.strictTuple([kind, flag]), answer: ({ files }, wanted, several) => files.open(wanted, several) },
  beginReading: {
    schema: v.strictTuple([text]),
    answer: async ({ files, transfers }, id) => (await transfers.beginReading(() => files.read(id)))!,
  },
  readPiece: {
    schema: v.strictTuple([text, count, v.pipe(count, v.minValue(1), v.maxValue(PIECE))]),
    answer: ({ transfers }, reading, from, length) => transfers.read(reading, from, length),
    pace: BULKY,
  },
  endReading: { schema: v.strictTuple([text]), answer: ({ transfers }, reading) => transfers.endReading(reading) },
  beginSaving: {
    schema: v.strictTuple([v.nullable(text), text, kind]),
    answer: ({ files, transfers }, id, suggestedName, wanted) => transfers.beginMaking(() => files.save(id, suggestedName, wanted)),
  },
  writePiece: {
    schema: v.strictTuple([text, piece]),
    answer: ({ transfers }, saving, bytes) => transfers.write(saving, bytes),
    pace: BULKY,
  },
  finishSaving: { schema: v.strictTuple([text]), answer: ({ transfers }, saving) => transfers.finish(saving) },
  discardSaving: { schema: v.strictTuple([text]), answer: ({ transfers }, saving) => transfers.discard(saving) },
  changedElsewhere: { schema: v.strictTuple([text]), answer: ({ files }, id) => files.changedElsewhere(id) },
  recentFiles: { schema: v.strictTuple([]), answer: () => recents.list() },
  openRecent: { schema: v.strictTuple([text]), answer: async ({ files }, recent) => files.give(await recents.pathOf(recent)) },
  forgetRecent: { schema: v.strictTuple([text]), answer: (_window, recent) => recents.forget(recent) },
  rememberFile: { schema: v.strictTuple([text]), answer: ({ files }, id) => recents.remember(files.placeOf(id).path) },
  keepWork: {
    schema: v.strictTuple([work, flag]),
    answer: (window, kept, withoutWeights) => window.work.keep(kept, withoutWeights),
    pace: BULKY,
  },
  beginKeepingWeights: {
    schema: v.strictTuple([]),
    answer: async (window) => (await window.transfers.beginMaking(() => window.work.beginWeights()))!,
  },
  forgetWork: { schema: v.strictTuple([]), answer: (window) => window.work.forget() },
  ownWork: { schema: v.strictTuple([]), answer: (window) => window.work.own() },
  setWorkAside: { schema: v.strictTuple([]), answer: (window) => window.work.setAside() },
  leftWork: { schema: v.strictTuple([]), answer: (window) => window.work.left() },
  adoptWork: { schema: v.strictTuple([text]), answer: (window, id) => window.work.adopt(id) },
  discardWork: { schema: v.strictTuple([text]), answer: (window, id) => window.work.discard(id) },
  beginReadingWeights: {
    schema: v.strictTuple([text]),
    answer: (window, id) => window.transfers.beginReading(() => window.work.readWeights(id)),
  },
  newWindow: { schema: v.strictTuple([]), answer: () => (openWindow(), null), pace: INTRUSIVE },
  about: { schema: v.strictTuple([]), answer: about },
  ended: { schema: v.strictTuple([]), answer: (window) => window.takeEnd() },
  openLink: { schema: v.strictTuple([text]), answer: async (_window, link) => (await openLink(link), null), pace: INTRUSIVE },
  showLog: { schema: v.strictTuple([]), answer: () => (showLog(), null), pace: INTRUSIVE },
});

/** The verbs that are only said. */
const told = ({ setAppearance, log }: Shell): Told => ({
  leaveWork: { schema: v.strictTuple([]), answer: (window) => window.work.leave() },
  showDocument: { schema: v.strictTuple([shown]), answer: (window, document) => window.showDocument(document) },
  showRun: { schema: v.strictTuple([v.nullable(run)]), answer: (window, now) => window.showRun(now) },
  notify: { schema: v.strictTuple([notice]), answer: (window, wanted) => window.notify(wanted), pace: INTRUSIVE },
  setMenu: { schema: v.strictTuple([menus]), answer: (window, wanted) => window.setMenu(wanted), pace: COSTLY },
  setAppearance: { schema: v.strictTuple([appearance]), answer: (_window, wanted) => setAppearance(wanted), pace: COSTLY },
  log: { schema: v.strictTuple([logEntry]), answer: (_window, entry) => log(entry), pace: COSTLY },
});

/** By channel, what is answered and what is only said: those of the bridge, and those that its preload says for itself. */
export function requests(shell: Shell) {
  const dropped: Verb<PageWindow, [string], unknown> = {
    schema: v.strictTuple([path]),
    answer: ({ files }, at) => (at === '' ? null : files.give(at)),
  };
  const listening: Verb<PageWindow, [], void> = { schema: v.strictTuple([]), answer: (window) => window.listening() };
  const fileTaken: Verb<PageWindow, [string], void> = { schema: v.strictTuple([text]), answer: (window, id) => window.fileTaken(id) };
  const saveAnswered: Verb<PageWindow, [boolean], void> = {
    schema: v.strictTuple([flag]),
    answer: (window, saved) => window.saveAnswered(saved),
  };
  return {
    asked: { ...byChannel(CHANNELS, asked(shell)), [FILE_DROPPED]: dropped },
    told: { ...byChannel(NOTICES, told(shell)), [LISTENING]: listening, [FILE_TAKEN]: fileTaken, [SAVE_ANSWERED]: saveAnswered },
  };
}

function byChannel<K extends string, T>(channels: Readonly<Record<K, string>>, verbs: Readonly<Record<K, T>>): Readonly<Record<string, T>> {
  return Object.fromEntries(Object.entries<T>(verbs).map(([verb, what]) => [channels[verb as K], what]));
}
