/** @file Five thousand messages that no page of ours sends, each of which must be refused and leave everything as it was. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  CHANNELS,
  FILE_DROPPED,
  LISTENING,
  NOTICES,
  PIECE,
  SAVE_ANSWERED,
  type GradscapeBridge,
  type Reply,
} from '../../electron/bridge.ts';
import { startDesktop, type Desktop } from '../helpers/desktop.ts';

const MESSAGES = 5000;

type Random = (below: number) => number;

/** Of Tommy Ettinger, "mulberry32". @returns whole numbers below a bound, the same for the same seed */
function random(seed: number): Random {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}
const one = <T>(random: Random, of: readonly T[]): T => of[random(of.length)]!;

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'gradscape-'))));
afterEach(() => rmSync(folder, { recursive: true }));

const kind = { title: 'Model', endings: ['.safetensors', '.gradscape.json'] };

/** Ids that are good, so that a message which is let through by mistake does something. */
interface Live {
  readonly file: string;
  readonly reading: string;
  readonly making: string;
  readonly recent: string;
  readonly work: string;
}

type Sayable = keyof typeof CHANNELS | keyof typeof NOTICES;

/** Of every verb what a page of ours says, with everything in it that may be in it. */
const samples = ({ file, reading, making, recent, work }: Live): { readonly [V in Sayable]: Parameters<GradscapeBridge[V]> } => ({
  openFiles: [kind, true],
  beginReading: [file],
  readPiece: [reading, 0, 4],
  endReading: [reading],
  beginSaving: [file, 'net.safetensors', kind],
  writePiece: [making, new Uint8Array([9, 9, 9])],
  finishSaving: [making],
  discardSaving: [making],
  changedElsewhere: [file],
  recentFiles: [],
  openRecent: [recent],
  forgetRecent: [recent],
  rememberFile: [file],
  keepWork: [{ text: '{"changed":1}', base: '{}', fileName: 'net', file: { id: file, name: 'net' }, step: 7 }, true],
  beginKeepingWeights: [],
  forgetWork: [],
  ownWork: [],
  setWorkAside: [],
  leftWork: [],
  adoptWork: [work],
  discardWork: [work],
  beginReadingWeights: [work],
  newWindow: [],
  about: [],
  ended: [],
  openLink: ['pytorch'],
  showLog: [],
  leaveWork: [],
  showDocument: [{ title: 'net', name: 'net', unsaved: true, blank: false, file }],
  showRun: [{ state: 'training', done: 0.5 }],
  notify: [{ title: 'Done', body: 'The run is done.' }],
  setMenu: [
    [
      {
        label: 'File',
        items: [
          { kind: 'action', id: 'save', label: 'Save', keys: 'Ctrl+S', enabled: true, checked: false },
          { kind: 'separator' },
          { kind: 'menu', label: 'Recent', entries: [{ kind: 'role', role: 'quit', label: 'Quit' }] },
        ],
      },
    ],
  ],
  setAppearance: [{ theme: 'dark', language: 'hi' }],
  log: [{ level: 'info', text: 'line' }],
});

/** What may be null, or be left away with the rest being sense all the same. */
const NULLABLE = new Set(['beginSaving.0', 'keepWork.0.fileName', 'keepWork.0.file', 'showDocument.0.file', 'showRun.0', 'showRun.0.done']);
const nullable = (verb: string, path: readonly (string | number)[]) =>
  NULLABLE.has([verb, ...path].join('.')) || ['keys', 'checked'].includes(String(path.at(-1)));

const cycle: Record<string, unknown> = {};
cycle.self = cycle;
const ring: unknown[] = [];
ring.push(ring);
let deep: unknown = 'deep';
for (let i = 0; i < 10_000; i++) deep = [deep];
const polluted = JSON.parse('{"__proto__":{"id":"x","title":"x","text":"x"},"constructor":{"prototype":{}}}') as unknown;
const throwing = Object.defineProperty({}, 'kind', { enumerable: true, get: () => expect.unreachable('a getter of the page is called') });

/** None of it is what any verb takes, in any place. */
const NONSENSE: Readonly<Record<string, readonly unknown[]>> = {
  nothing: [undefined],
  null: [null],
  boolean: [true, false],
  number: [NaN, Infinity, -Infinity, -1, -0.5, 1.5, 2 ** 53, -(2 ** 53), Number.MAX_VALUE],
  string: ['true', '0', '{}', '\ud800', '__proto__', '/etc/passwd', '..\\..\\net', 'a\0b', new Array(40_000).fill('x').join('')],
  bigint: [0n, 10n ** 100n],
  symbol: [Symbol.iterator],
  function: [() => 1],
  list: [[null], [[]], ring, deep, new Array(2 ** 32 - 1), Array.from({ length: 1000 }, () => ''), [, 1]],
  bytes: [new Uint8Array(PIECE + 1), new Uint8Array(new ArrayBuffer(PIECE + 1), 0, 1), new Uint8Array(new SharedArrayBuffer(PIECE + 1))],
  object: [
    ...[{}, cycle, polluted, Object.create(null), { toString: () => 'x', valueOf: () => 1, length: 1 }, throwing],
    ...[new Date(0), new Map([['id', 'x']]), new Set(['x']), /x/, new Error('x'), Promise.resolve('x'), new URL('app://bundle/')],
    ...[new String('x'), new Number(1), new Boolean(true), new Proxy([], {}), new ArrayBuffer(8), new DataView(new ArrayBuffer(8))],
    ...[new Float32Array(4), new Uint16Array(4), new BigInt64Array(4), new Int8Array(4), new Uint8ClampedArray(4)],
  ],
};

function sortOf(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'list';
  if (value instanceof Uint8Array) return 'bytes';
  return typeof value;
}

type Place = readonly (string | number)[];

/** Every place in a value, those of its parts as well. */
function placesIn(value: unknown, at: Place = []): Place[] {
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return [at];
  const parts: [string | number, unknown][] = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
  return [at, ...parts.flatMap(([key, part]) => placesIn(part, [...at, key]))];
}

const partAt = (value: unknown, place: Place): unknown => place.reduce((part, key) => (part as Record<string, unknown>)[key], value);

/** A copy in which one place is changed. */
function changed(value: unknown, [key, ...rest]: Place, change: (part: unknown) => unknown): unknown {
  if (key === undefined) return change(value);
  if (Array.isArray(value)) return value.map((part: unknown, i) => (i === key ? changed(part, rest, change) : part));
  const object = value as Record<string, unknown>;
  return { ...object, [key]: changed(object[key], rest, change) };
}

/** Ways to spoil what a page says; null where there is nothing of that kind to spoil. */
const SPOIL: readonly ((verb: string, sent: readonly unknown[], random: Random) => readonly unknown[] | null)[] = [
  function aValueTooMany(_verb, sent, random) {
    return [...sent, one(random, NONSENSE[one(random, Object.keys(NONSENSE))]!)];
  },
  function aValueTooFew(_verb, sent) {
    return sent.length === 0 ? null : sent.slice(0, -1);
  },
  function thousandsOfValues(_verb, sent) {
    return [...sent, ...Array.from({ length: 10_000 }, () => 'x')];
  },
  function anotherType(verb, sent, random) {
    const places = placesIn(sent).slice(1);
    if (places.length === 0) return null;
    const place = one(random, places);
    const sort = sortOf(partAt(sent, place));
    const sorts = Object.keys(NONSENSE).filter((each) => each !== sort && (each !== 'null' || !nullable(verb, place)));
    return changed(sent, place, () => one(random, NONSENSE[one(random, sorts)]!)) as unknown[];
  },
  function nonsenseOfTheSameType(_verb, sent, random) {
    const places = placesIn(sent).filter(
      (place) => place.length > 0 && ['number', 'bytes', 'list', 'object'].includes(sortOf(partAt(sent, place))),
    );
    if (places.length === 0) return null;
    const place = one(random, places);
    return changed(sent, place, (part) => one(random, NONSENSE[sortOf(part)]!)) as unknown[];
  },
  function aTextTooLong(_verb, sent, random) {
    const places = placesIn(sent).filter((place) => typeof partAt(sent, place) === 'string');
    if (places.length === 0) return null;
    const place = one(random, places);
    const long = ['text', 'base'].includes(String(place.at(-1))) && sent.length === 2 ? 2 ** 26 + 1 : 40_000;
    return changed(sent, place, () => 'x'.repeat(long)) as unknown[];
  },
  function anotherWord(_verb, sent, random) {
    const words = placesIn(sent).filter((place) => ['kind', 'role', 'state', 'theme', 'language', 'level'].includes(String(place.at(-1))));
    const place = words.filter((each) => typeof partAt(sent, each) === 'string');
    return place.length === 0 ? null : (changed(sent, one(random, place), () => one(random, NONSENSE.string!)) as unknown[]);
  },
  function aPartTooMany(_verb, sent, random) {
    const objects = placesIn(sent).filter((place) => sortOf(partAt(sent, place)) === 'object');
    if (objects.length === 0) return null;
    const extra = one(random, ['path', 'id2', 'then', '$', '']);
    return changed(sent, one(random, objects), (part) => ({ ...(part as object), [extra]: '/etc/passwd' })) as unknown[];
  },
  function aPartTooFew(_verb, sent, random) {
    const parts = placesIn(sent).filter((place) => place.length > 1 && typeof place.at(-1) === 'string');
    if (parts.length === 0) return null;
    const place = one(random, parts);
    return changed(sent, place.slice(0, -1), (whole) =>
      Object.fromEntries(Object.entries(whole as object).filter(([key]) => key !== place.at(-1))),
    ) as unknown[];
  },
  function tooManyOfThem(_verb, sent, random) {
    const lists = placesIn(sent).filter((place) => place.length > 0 && Array.isArray(partAt(sent, place)));
    if (lists.length === 0) return null;
    return changed(sent, one(random, lists), (part) => Array.from({ length: 101 }, () => (part as unknown[])[0])) as unknown[];
  },
];

const gone = () => {
  throw new Error('Render frame was disposed before WebFrameMain could be accessed');
};
const frameAt = (url: string) => ({ url });

/** Whoever is not the page in its window. */
const STRANGERS: readonly (() => object)[] = [
  () => ({ senderFrame: null }),
  () => ({ senderFrame: undefined }),
  () => ({ senderFrame: frameAt('app://bundle/') }), // a frame in the page, from the same place
  () => ({ senderFrame: frameAt('about:blank') }),
  () => ({ senderFrame: frameAt('about:srcdoc') }),
  () => ({ senderFrame: { get url() { return gone(); } } }), // prettier-ignore
  () => ({ sender: { get mainFrame() { return gone(); } } }), // prettier-ignore
  () => ({ sender: null }),
  () => {
    const mainFrame = frameAt('app://bundle/'); // a page of ours in no window of ours
    return { sender: { mainFrame }, senderFrame: mainFrame };
  },
];

/** Where the top frame of our window may have got to. */
const ELSEWHERE = [
  ...['https://attacker.example/', 'http://127.0.0.1/', 'http://bundle/', 'file:///etc/passwd', 'about:blank', 'about:srcdoc', ''],
  ...['app://other/', 'app://bundle:80/', 'app://user@bundle/', 'app://bundle/assets/index.js', 'app://bundle//', 'app://bundle.example/'],
  ...['blob:app://bundle/0a1b', 'data:text/html,x', 'devtools://devtools/bundled/inspector.html', 'chrome-error://chromewebdata/'],
];

/** All files below a folder, with what is in them. */
function onDisk(): string {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  return names.map((name) => [name, statSync(join(folder, name)).isFile() ? readFileSync(join(folder, name), 'hex') : '']).join('\n');
}

const valueOf = async <T>(reply: Reply<T>): Promise<T> => {
  const got = await reply;
  if (!got.ok) expect.unreachable(JSON.stringify(got));
  else return got.value;
};

/** A window in the middle of its work: a file opened, one that is being written, and work that an earlier window left behind. */
async function atWork(): Promise<{ desktop: Desktop; live: Live }> {
  const own = join(folder, 'own');
  const path = join(folder, 'net.safetensors');
  writeFileSync(path, 'weights');
  const earlier = startDesktop(own);
  const left = { text: '{}', base: '{}', fileName: null, file: null, step: 3 };
  await valueOf(earlier.bridge.keepWork(left, true));
  const weights = await valueOf(earlier.bridge.beginKeepingWeights());
  await valueOf(earlier.bridge.writePiece(weights, new Uint8Array([1, 2, 3])));
  await valueOf(earlier.bridge.finishSaving(weights));
  const desktop = startDesktop(own);
  const { bridge, person } = desktop;
  person.choose = [path];
  const [file] = await valueOf(bridge.openFiles(kind, false));
  await valueOf(bridge.rememberFile(file!.id));
  const reading = await valueOf(bridge.beginReading(file!.id));
  const making = await valueOf(bridge.beginSaving(file!.id, 'net.safetensors', kind));
  await valueOf(bridge.writePiece(making!, new TextEncoder().encode('more ')));
  const [recent] = await valueOf(bridge.recentFiles());
  const [work] = await valueOf(bridge.leftWork());
  return { desktop, live: { file: file!.id, reading: reading.id, making: making!, recent: recent!.id, work: work!.id } };
}

const CHANNEL_OF: Readonly<Record<string, string>> = { ...CHANNELS, ...NOTICES };

test(
  `${MESSAGES} messages of wrong types, sizes, counts, senders, frames and addresses are refused, each without effect`,
  { timeout: 60_000 },
  async () => {
    const { desktop, live } = await atWork();
    const next = random(8);
    const verbs: [string, readonly unknown[]][] = [
      ...Object.entries(samples(live)).map(([verb, sent]): [string, readonly unknown[]] => [CHANNEL_OF[verb]!, sent]),
      [FILE_DROPPED, [join(folder, 'net.safetensors')]],
      [LISTENING, []],
      [SAVE_ANSWERED, [true]],
    ];
    const verbOf = new Map(Object.entries(CHANNEL_OF).map(([verb, channel]) => [channel, verb]));
    const answered = new Set<string>([...Object.values(CHANNELS), FILE_DROPPED]);
    const ways = new Map<string, number>();
    const before = { disk: onDisk(), choosers: desktop.choosers.shown };

    for (let i = 0; i < MESSAGES;) {
      const [channel, sent] = one(next, verbs);
      let [values, event, way]: [readonly unknown[] | null, object | undefined, string] = [sent, undefined, ''];
      const who = next(4);
      if (who === 0) [event, way] = [one(next, STRANGERS)(), 'a stranger'];
      else if (who === 1 && next(2) === 0) [desktop.frame.url, way] = [one(next, ELSEWHERE), 'an address'];
      else {
        const spoil = one(next, SPOIL);
        [values, way] = [spoil(verbOf.get(channel) ?? channel, sent, next), spoil.name];
      }
      if (values === null) continue;
      i += 1;
      ways.set(way, (ways.get(way) ?? 0) + 1);
      const what = `message ${i} on ${channel}: ${way}`;
      desktop.told.length = 0;
      const reply = await desktop.send(channel, values, event);
      desktop.frame.url = 'app://bundle/';
      const refusal = { ok: false, code: 'shell_refused', numbers: { why: 'clause:shell_not_understood' } };
      expect(reply, what).toEqual(answered.has(channel) ? refusal : undefined);
      expect(desktop.told, what).toEqual([[channel, expect.stringMatching(/^(sender|values)$/)]]);
      expect(desktop.choosers.shown, what).toBe(before.choosers);
      if (i % 25 === 0) {
        expect(onDisk(), `the disk up to ${what}`).toBe(before.disk);
        desktop.told.length = 0;
        const shown = { title: `net ${i}`, name: 'net', unsaved: true, blank: false, file: live.file };
        await desktop.send(NOTICES.showDocument, [shown]);
        expect(desktop.told, 'what makes sense is still heard').toEqual([shown]);
        expect(new TextDecoder().decode(await valueOf(desktop.bridge.readPiece(live.reading, 0, 7)))).toBe('weights');
      }
    }

    expect([...ways.keys()].sort()).toEqual(['a stranger', 'an address', ...SPOIL.map(({ name }) => name)].sort());
    expect(Math.min(...ways.values())).toBeGreaterThan(20);
    // what was under way went on as if nothing had been
    expect(await valueOf(desktop.bridge.leftWork())).toMatchObject([{ id: live.work, step: 3 }]);
    expect(await valueOf(desktop.bridge.recentFiles())).toMatchObject([{ id: live.recent }]);
    await valueOf(desktop.bridge.writePiece(live.making, new TextEncoder().encode('weights')));
    await valueOf(desktop.bridge.finishSaving(live.making));
    expect(readFileSync(join(folder, 'net.safetensors'), 'utf8')).toBe('more weights');
    expect(({} as Record<string, unknown>).id, 'no prototype was touched').toBeUndefined();
  },
);

test('every sample is heard when the page says it, so that it is the spoiling which is refused', async () => {
  const { desktop, live } = await atWork();
  desktop.told.length = 0;
  for (const [verb, sent] of Object.entries(samples(live))) await desktop.send(CHANNEL_OF[verb]!, sent);
  expect(desktop.told.filter((what) => Array.isArray(what) && ['sender', 'values'].includes(String(what[1])))).toEqual([]);
});

test('ids that were never given out, those of another window among them, lead to nothing', async () => {
  const { desktop, live } = await atWork();
  const other = startDesktop(join(folder, 'another'));
  const theirs = other.files.give(join(folder, 'net.safetensors')).id;
  const before = onDisk();
  const guesses = [
    theirs,
    crypto.randomUUID(),
    join(folder, 'net.safetensors'),
    '../own',
    '',
    '.',
    '__proto__',
    'constructor',
    live.file.toUpperCase(),
    `./${live.work}`,
    `${live.work}/`,
    `../sessions/${live.work}`,
    join(folder, 'own/sessions', live.work),
    `${live.file} `,
  ];
  desktop.told.length = 0;
  for (const guess of guesses) {
    const strange = Object.fromEntries(Object.keys(live).map((key) => [key, guess])) as unknown as Live;
    const { beginReading, readPiece, beginSaving, writePiece, finishSaving, changedElsewhere, openRecent, rememberFile, keepWork } =
      samples(strange);
    const asks = { beginReading, readPiece, beginSaving, writePiece, finishSaving, changedElsewhere, openRecent, rememberFile, keepWork };
    for (const [verb, sent] of Object.entries(asks))
      expect(await desktop.send(CHANNEL_OF[verb]!, sent), `${verb} of ${guess}`).toMatchObject({ ok: false, code: 'shell_refused' });
    const { adoptWork, beginReadingWeights, discardWork, endReading, discardSaving, forgetRecent } = samples(strange);
    for (const [verb, sent] of Object.entries({ adoptWork, beginReadingWeights, discardWork, endReading, discardSaving, forgetRecent }))
      expect(await desktop.send(CHANNEL_OF[verb]!, sent), `${verb} of ${guess}`).toMatchObject({
        ok: true,
        value: verb === 'adoptWork' ? false : null,
      });
  }
  expect(desktop.choosers.shown).toBe(1);
  expect(onDisk()).toBe(before);
});
