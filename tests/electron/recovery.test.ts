import { EventEmitter } from 'node:events';
import type { MessageBoxOptions, RenderProcessGoneDetails } from 'electron';
import { expect, test } from 'vitest';
import type { ShellEnd, ShellLogEntry } from '../../electron/bridge.ts';
import { Recovery, type Mortal } from '../../electron/recovery.ts';

type Reason = RenderProcessGoneDetails['reason'];

/** A window whose page can go wrong, and a person who answers what is asked. */
function started({ file = null as string | null, kept = false, broken = false, tools = false, decided = false } = {}) {
  const contents = new EventEmitter();
  const happened: string[] = [];
  const asked: MessageBoxOptions[] = [];
  const logged: ShellLogEntry[] = [];
  const ends: (ShellEnd | null)[] = [];
  let answer: (button: string) => void = () => undefined;
  let time = 0;
  const window = {
    document: { title: 'net', name: 'net', unsaved: kept, blank: false, file: file && 'id' },
    path: file,
    work: {
      own: () => (broken ? Promise.reject(new Error('no disk')) : Promise.resolve(kept ? ({ text: '{}' } as never) : null)),
      setAside: () => (happened.push('set aside'), Promise.resolve(null)),
    },
    closing: { decided },
    give: (paths: readonly string[]) => void happened.push(`given ${paths.join()}`),
    silent: () => void happened.push('silent'),
    get ended() {
      return ends.at(-1) ?? null;
    },
    set ended(end) {
      ends.push(end);
    },
  };
  const mortal: Mortal = Object.assign(contents as unknown as Mortal, {
    forcefullyCrashRenderer: () => (happened.push('ended by force'), void die('killed')),
    isDevToolsOpened: () => tools,
  });
  new Recovery({
    contents: mortal,
    window,
    load: () => void happened.push('loaded'),
    destroy: () => void happened.push('destroyed'),
    ask: (question) => {
      asked.push(question);
      return new Promise((resolve) => {
        answer = (button) => resolve(question.buttons!.indexOf(button));
        question.signal!.addEventListener('abort', () => resolve(question.cancelId!));
      });
    },
    language: () => 'en',
    log: { write: (entry) => logged.push(entry) },
    now: () => time,
  });
  const settle = () => new Promise((turn) => setImmediate(turn));
  const die = async (reason: Reason = 'crashed') => {
    contents.emit('render-process-gone', {}, { reason, exitCode: 5 });
    await settle();
  };
  return {
    happened,
    asked,
    logged,
    ends,
    die,
    wait: (milliseconds: number) => (time += milliseconds),
    answers: async (button: string) => (answer(button), await settle()),
    tell: async (event: string, ...values: unknown[]) => (contents.emit(event, ...values), await settle()),
  };
}

test('a page that dies is loaded again with its work, and says what it died of', async () => {
  const kinds: Readonly<Record<Reason, ShellEnd['what']>> = {
    crashed: 'crashed',
    'abnormal-exit': 'crashed',
    'launch-failed': 'crashed',
    'integrity-failure': 'crashed',
    oom: 'memory',
    'memory-eviction': 'memory',
    killed: 'killed',
    'clean-exit': 'killed',
  };
  for (const [reason, what] of Object.entries(kinds)) {
    const { happened, ends, logged, die } = started({ kept: true });
    await die(reason as Reason);
    expect(happened).toEqual(['silent', 'loaded']);
    expect(ends).toMatchObject([{ what, restored: true }]);
    expect(logged).toMatchObject([{ level: 'error', text: `the process of a page is gone: ${reason}, 5` }]);
  }
});

test('a file that was not changed since it was opened is opened again, for nothing else holds it', async () => {
  const unchanged = started({ file: '/nets/spiral.safetensors' });
  await unchanged.die();
  expect(unchanged.happened).toEqual(['silent', 'given /nets/spiral.safetensors', 'loaded']);
  const changed = started({ file: '/nets/spiral.safetensors', kept: true });
  await changed.die();
  expect(changed.happened).toEqual(['silent', 'loaded']);
});

test('a page comes back also when what was kept of it cannot be read', async () => {
  const { happened, die } = started({ file: '/nets/spiral.safetensors', broken: true });
  await die();
  expect(happened).toEqual(['silent', 'given /nets/spiral.safetensors', 'loaded']);
});

test('what dies twice in a minute is loaded without its work, which is set aside to be offered', async () => {
  const { happened, ends, die, wait } = started({ file: '/nets/spiral.safetensors', kept: true });
  await die();
  wait(59_000);
  await die();
  expect(happened).toEqual(['silent', 'loaded', 'silent', 'set aside', 'loaded']);
  expect(ends.map((end) => end!.restored)).toEqual([true, false]);
});

test('what dies once a minute is brought back each time', async () => {
  const { ends, asked, die, wait } = started({ kept: true });
  for (let death = 0; death < 5; death++) {
    await die();
    wait(60_000);
  }
  expect(ends.map((end) => end!.restored)).toEqual([true, true, true, true, true]);
  expect(asked).toEqual([]);
});

test('what dies a third time in a minute is loaded only when the person wants it', async () => {
  const { happened, asked, ends, die, answers } = started();
  for (let death = 0; death < 3; death++) await die();
  expect(asked).toMatchObject([{ buttons: ['Load again', 'Close window'] }]);
  expect(happened.filter((each) => each === 'loaded')).toHaveLength(2);
  await answers('Load again');
  // work that was offered after the second time, and taken on, is not brought back by itself
  expect(happened.slice(-2)).toEqual(['set aside', 'loaded']);
  expect(ends.at(-1)).toMatchObject({ what: 'crashed', restored: false });
  await die();
  await answers('Close window');
  expect(happened.at(-1)).toBe('destroyed');
});

test('a page that dies while its window closes takes nothing with it but the window', async () => {
  const { happened, die } = started({ decided: true });
  await die();
  expect(happened).toEqual(['destroyed']);
});

test('of a page that hangs the person is asked once, and it may go on', async () => {
  const { happened, asked, tell, answers } = started();
  await tell('unresponsive');
  await tell('unresponsive');
  expect(asked).toMatchObject([{ message: 'net: the window does not answer.', buttons: ['Wait', 'Load again', 'Close window'] }]);
  await answers('Wait');
  expect(happened).toEqual([]);
  await tell('unresponsive');
  expect(asked).toHaveLength(2);
});

test('the question is gone when the page answers again', async () => {
  const { happened, asked, tell } = started();
  await tell('unresponsive');
  await tell('responsive');
  expect(asked[0]!.signal!.aborted).toBe(true);
  expect(happened).toEqual([]);
  await tell('unresponsive');
  expect(asked).toHaveLength(2);
});

test('a page that hangs is ended by force and loaded again when the person wants it, and says that it hung', async () => {
  const { happened, ends, tell, answers } = started({ kept: true });
  await tell('unresponsive');
  await answers('Load again');
  expect(happened).toEqual(['ended by force', 'silent', 'loaded']);
  expect(ends).toMatchObject([{ what: 'hung', restored: true }]);
});

test('its window can be closed, with nothing asked of the page', async () => {
  const { happened, tell, answers } = started({ kept: true });
  await tell('unresponsive');
  await answers('Close window');
  expect(happened).toEqual(['destroyed']);
});

test('a page that is held by its developer, or that is about to close, is left alone', async () => {
  for (const kind of [{ tools: true }, { decided: true }]) {
    const { asked, tell } = started(kind);
    await tell('unresponsive');
    expect(asked).toEqual([]);
  }
});

test('a page that cannot be loaded is not loaded on and on; a part of it, or a load that another replaced, is no trouble', async () => {
  const { happened, asked, logged, tell, answers } = started();
  await tell('did-fail-load', {}, -6, 'ERR_FILE_NOT_FOUND', 'app://bundle/x.png', false);
  await tell('did-fail-load', {}, -3, 'ERR_ABORTED', 'app://bundle/', true);
  expect(asked).toEqual([]);
  await tell('did-fail-load', {}, -6, 'ERR_FILE_NOT_FOUND', 'app://bundle/', true);
  expect(asked).toMatchObject([{ message: 'The page of the window could not be loaded.', buttons: ['Load again', 'Close window'] }]);
  expect(logged).toMatchObject([{ level: 'error', text: 'a page could not be loaded: ERR_FILE_NOT_FOUND' }]);
  await answers('Load again');
  expect(happened).toEqual(['loaded']);
});
