import { afterEach, expect, test, vi } from 'vitest';
import { holdLock } from '../../../core/session/signs-of-life.ts';

afterEach(() => void vi.unstubAllGlobals());

test('the lock of a thread is held from when its name is known', async () => {
  const lock = await holdLock();
  const { held = [] } = await navigator.locks.query();
  expect(held.map(({ name }) => name)).toContain(lock);
});

test('a thread whose browser gives no locks, as when it may keep nothing, does its work all the same', async () => {
  const denied = () => Promise.reject(new DOMException('The request was denied.', 'SecurityError'));
  vi.stubGlobal('navigator', { locks: { request: denied } });
  expect(await holdLock()).toBeNull();
});
