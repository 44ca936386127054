import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { InputError } from '../../../core/findings/input-error.ts';
import { Refused, type Client, type ClientEvent } from '../../../core/session/client.ts';
import type { Ended, Host, LogEntry } from '../../../renderer/host/host.ts';
import { Mishaps } from '../../../renderer/state/mishaps.ts';
import type { Notices } from '../../../renderer/state/notices.svelte.ts';

const logged: LogEntry[] = [];
const warned: unknown[] = [];
let page: EventTarget;
let ended: Ended | null;
let logFile: boolean;
let mishaps: Mishaps;
let hear: (event: ClientEvent) => void;

beforeEach(() => {
  logged.length = 0;
  warned.length = 0;
  ended = null;
  logFile = true;
  page = new EventTarget();
  vi.stubGlobal('window', page);
  const client = { on: (listener: typeof hear) => (hear = listener) } as unknown as Client;
  const can = {
    get logFile() {
      return logFile;
    },
  };
  const host = { can, ended: () => Promise.resolve(ended), log: (entry: LogEntry) => logged.push(entry) } as unknown as Host;
  const notices = { warn: (text: string, details: readonly string[]) => warned.push([text, ...details]) } as unknown as Notices;
  mishaps = new Mishaps(client, { host, notices, keeping: { weights: Promise.resolve() } });
});
afterEach(() => vi.unstubAllGlobals());

const fail = (error: unknown) => page.dispatchEvent(Object.assign(new Event('error'), { error, message: String(error) }));
const reject = (reason: unknown) => page.dispatchEvent(Object.assign(new Event('unhandledrejection'), { reason }));

test('how the page before ended is said, with what became of the work and what to try', async () => {
  await mishaps.tellEnd();
  expect(warned).toEqual([]);
  ended = { what: 'crashed', restored: true };
  await mishaps.tellEnd();
  ended = { what: 'memory', restored: false };
  logFile = false;
  await mishaps.tellEnd();
  expect(warned).toEqual([
    [
      'The page of this window crashed, and was loaded again.',
      'What was not saved has been brought back; of a run, the weights as they were last kept.',
      'If it happens again: the log file says more (Help, Show the log file) and can be attached to a report.',
    ],
    [
      'The page of this window ran out of memory, and was loaded again.',
      'Because that happened more than once, what was not saved has not been brought back by itself: if there is any, it is offered over the canvas.',
      'To try: a smaller batch or network, or fewer kept states of a run; and close what else takes much memory.',
      'If it happens again: save to a file what matters, and start the app anew.',
    ],
  ]);
});

test('what fails is written down with its place, once', () => {
  const error = new TypeError('x is not a function');
  fail(error);
  fail(error);
  reject(error);
  expect(logged).toHaveLength(1);
  expect(logged[0]!.level).toBe('error');
  expect(logged[0]!.text).toMatch(/^TypeError: x is not a function\n\s+at .*mishaps\.test\.ts/);
});

test('nothing of what is drawn, named or read gets into the log', () => {
  const secret = 'my-secret-block';
  reject(new Refused({ code: 'port_open', numbers: { name: secret }, sentence: `${secret}: the input is not wired.` }));
  reject(new InputError('port_open', { name: secret, port: 'in' }));
  try {
    JSON.parse(`{"${secret}"`);
  } catch (error) {
    reject(error);
  }
  reject({ name: secret });
  expect(logged.map(({ text }) => text.split('\n')[0])).toEqual([
    'Refused: port_open',
    'InputError: port_open',
    'SyntaxError',
    'something was thrown that is no error: object',
  ]);
  expect(JSON.stringify(logged)).not.toContain(secret);
});

test('the log is not filled by one page, nor by one line', () => {
  for (let n = 0; n < 200; n++) fail(`${n}${'x'.repeat(10_000)}`);
  expect(logged).toHaveLength(50);
  expect(Math.max(...logged.map(({ text }) => text.length))).toBe(4000);
});

test('that what trains has died is written down', () => {
  hear({ type: 'restarted', death: 'hung', sentence: 'It did not answer for 10 s.', step: 7, goesOn: true });
  hear({ type: 'pulse', pulse: 'beating' });
  expect(logged).toEqual([{ level: 'warning', text: 'training worker restarted, for it hung: It did not answer for 10 s.' }]);
});
