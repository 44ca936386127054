import type { IpcMain, WebContents } from 'electron';
import * as v from 'valibot';
import { expect, test } from 'vitest';
import { InputError } from '../../core/findings/input-error.ts';
import { listen, type Verb } from '../../electron/ipc.ts';
import { INTRUSIVE, type Pace } from '../../electron/pace.ts';

interface Window {
  readonly name: string;
}

/** An ear with one verb that is answered and one that is only said, and two windows. */
function start(answer: (window: Window, text: string) => unknown, pace?: Pace, value: v.GenericSchema<unknown, string> = v.string()) {
  const handlers = new Map<string, (...sent: unknown[]) => unknown>();
  const ipc = {
    handle: (channel: string, handler: () => unknown) => handlers.set(channel, handler),
    on: (channel: string, handler: () => unknown) => handlers.set(channel, handler),
  } as unknown as IpcMain;
  const verb: Verb<Window, [string], unknown> = { schema: v.strictTuple([value]), answer, ...(pace && { pace }) };
  const pages = ['a', 'b'].map((name) => ({ mainFrame: { url: 'app://bundle/' }, window: { name } }));
  const refused: unknown[][] = [];
  const clock = { now: 0 };
  const ear = {
    windowOf: (sender: WebContents) => pages.find((page) => (page as unknown) === sender)?.window ?? null,
    refused: (...why: unknown[]) => void refused.push(why),
    now: () => clock.now,
  };
  listen(ipc, ear, { asked: verb }, { told: verb });
  const say = (channel: 'asked' | 'told', text: unknown, page = pages[0]!): unknown =>
    handlers.get(channel)!({ sender: page, senderFrame: page.mainFrame }, text);
  return { say, refused, clock, pages };
}

const tooOften = { ok: false, code: 'shell_refused', numbers: { why: 'clause:shell_too_often' } };

test('what is asked too often is refused with a sentence, what is told too often is not heard, and time heals it', async () => {
  const heard: string[] = [];
  const { say, refused, clock } = start((_window, text) => heard.push(text), INTRUSIVE);
  for (let i = 0; i < 1000; i++) say('told', 'x');
  expect(heard).toHaveLength(4); // none was answered yet: it may be long until it is
  await Promise.resolve();
  for (let i = 0; i < 1000; i++) {
    say('told', 'x');
    await Promise.resolve();
    await Promise.resolve();
  }
  expect(heard).toHaveLength(INTRUSIVE.burst);
  expect(refused).toHaveLength(2000 - INTRUSIVE.burst);
  expect(new Set(refused.map(([channel, why]) => `${String(channel)} ${String(why)}`))).toEqual(new Set(['told pace']));
  clock.now = 2000;
  say('told', 'again');
  expect(heard.at(-1)).toBe('again');
});

test('each window and each verb has what it may say to itself', async () => {
  const heard: string[] = [];
  const { say, pages } = start(({ name }, text) => heard.push(name + text), { burst: 1, perSecond: 0, atOnce: 1 });
  expect(await say('asked', 'x')).toEqual({ ok: true, value: 1 });
  expect(await say('asked', 'x')).toEqual(tooOften);
  expect(await say('asked', 'x', pages[1])).toMatchObject({ ok: true });
  say('told', 'y');
  expect(heard).toEqual(['ax', 'bx', 'ay']);
});

test('nonsense, and strangers, use up nothing of what the page may say', async () => {
  const { say, pages } = start(() => null, { burst: 1, perSecond: 0, atOnce: 1 });
  for (let i = 0; i < 100; i++) {
    expect(await say('asked', 1)).toMatchObject({ numbers: { why: 'clause:shell_not_understood' } });
    expect(await say('asked', 'x', { ...pages[0]! })).toMatchObject({ numbers: { why: 'clause:shell_not_understood' } });
  }
  expect(await say('asked', 'x')).toEqual({ ok: true, value: null });
});

test('no more are held than may be, until they are answered, however they are', async () => {
  const waiting: PromiseWithResolvers<unknown>[] = [];
  const answer = () => {
    waiting.push(Promise.withResolvers());
    return waiting.at(-1)!.promise;
  };
  const { say } = start(answer, { burst: Infinity, perSecond: 0, atOnce: 2 });
  const first = say('asked', 'x');
  const second = say('asked', 'x');
  expect(await say('asked', 'x')).toEqual(tooOften);
  waiting[0]!.resolve('done');
  waiting[1]!.reject(new InputError('shell_refused', { why: 'clause:shell_file_gone' }));
  expect(await first).toEqual({ ok: true, value: 'done' });
  expect(await second).toMatchObject({ ok: false, numbers: { why: 'clause:shell_file_gone' } });
  void say('asked', 'x');
  void say('asked', 'x');
  expect(waiting).toHaveLength(4);
});

test('what fails in the shell is written down and told as that, whether it is thrown at once or later', async () => {
  const error = new TypeError('broken');
  for (const fail of [
    () => Promise.reject(error),
    () => {
      throw error;
    },
  ]) {
    // prettier-ignore
    const { say, refused } = start(fail);
    expect(await say('asked', 'x')).toEqual({ ok: false, code: 'shell_failed', numbers: { sentence: 'broken' } });
    say('told', 'x');
    await new Promise((resolve) => setImmediate(resolve)); // an unhandled rejection would end the test here
    expect(refused).toEqual([
      ['asked', 'failed', error],
      ['told', 'failed', error],
    ]);
  }
});

test('a text of which not even a sentence can be made is refused like any other', async () => {
  const choice = v.picklist(['one', 'two']); // says of what it refuses how it reads, in quotes
  const longest = 'x'.repeat(2 ** 29 - 24);
  expect(() => v.safeParse(choice, longest)).toThrow('Invalid string length');
  const { say, refused } = start(() => null, INTRUSIVE, choice);
  expect(await say('asked', longest)).toMatchObject({ ok: false, code: 'shell_refused' });
  expect(refused).toEqual([['asked', 'values']]);
});
