import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { ShownRun } from '../../../renderer/host/host.ts';
import { stayAwake } from '../../../renderer/host/stay-awake.ts';

const TRAINING: ShownRun = { state: 'training', done: 0.5 };
const PAUSED: ShownRun = { state: 'paused', done: 0.5 };

/** A lock of the browser, as long as it is held. */
class Sentinel extends EventTarget {
  release(): Promise<void> {
    held.delete(this);
    this.dispatchEvent(new Event('release'));
    return Promise.resolve();
  }
}

const held = new Set<Sentinel>();
let page: EventTarget & { visibilityState: 'visible' | 'hidden' };
let refuses: boolean;

const settled = () => new Promise((resolve) => setTimeout(resolve));

/** As a browser does: what is held goes when the tab is not seen. */
function see(visibilityState: 'visible' | 'hidden'): void {
  page.visibilityState = visibilityState;
  if (visibilityState === 'hidden') for (const lock of held) void lock.release();
  page.dispatchEvent(new Event('visibilitychange'));
}

beforeEach(() => {
  held.clear();
  refuses = false;
  page = Object.assign(new EventTarget(), { visibilityState: 'visible' as const });
  vi.stubGlobal('document', page);
  const request = async () => {
    if (refuses || page.visibilityState === 'hidden') throw new DOMException('', 'NotAllowedError');
    const sentinel = new Sentinel();
    held.add(sentinel);
    return sentinel;
  };
  vi.stubGlobal('navigator', { wakeLock: { request } });
});
afterEach(() => vi.unstubAllGlobals());

test('the machine is kept awake while it trains, once however often the run is told of, and let go when it rests', async () => {
  const show = stayAwake();
  show(null);
  await settled();
  expect(held.size).toBe(0);
  show(TRAINING);
  show({ ...TRAINING, done: 0.6 });
  await settled();
  expect(held.size).toBe(1);
  show(PAUSED);
  await settled();
  expect(held.size).toBe(0);
  show(TRAINING);
  await settled();
  show(null);
  await settled();
  expect(held.size).toBe(0);
});

test('a run that ends before the browser has answered holds nothing afterwards', async () => {
  const show = stayAwake();
  show(TRAINING);
  show(null);
  await settled();
  expect(held.size).toBe(0);
});

test('what the browser takes back from a tab that is not seen is asked for again when it is, if it still trains', async () => {
  const show = stayAwake();
  show(TRAINING);
  await settled();
  see('hidden');
  await settled();
  expect(held.size).toBe(0);
  see('visible');
  await settled();
  expect(held.size).toBe(1);
  see('hidden');
  show(null);
  see('visible');
  await settled();
  expect(held.size).toBe(0);
});

test('a run that begins unseen is kept awake from when it is seen', async () => {
  const show = stayAwake();
  see('hidden');
  show(TRAINING);
  await settled();
  expect(held.size).toBe(0);
  see('visible');
  await settled();
  expect(held.size).toBe(1);
});

test('one that was refused, or taken back while it is seen, is asked for again with the next word of the run', async () => {
  const show = stayAwake();
  refuses = true;
  show(TRAINING);
  await settled();
  refuses = false;
  show(TRAINING);
  await settled();
  expect(held.size).toBe(1);
  for (const lock of held) await lock.release();
  show(TRAINING);
  await settled();
  expect(held.size).toBe(1);
});

test('a browser that knows of no such thing is none the worse for it', async () => {
  vi.stubGlobal('navigator', {});
  const show = stayAwake();
  show(TRAINING);
  show(null);
  await settled();
  expect(held.size).toBe(0);
});
