import { expect, test } from 'vitest';
import { progressOf, together } from '../../electron/run-progress.ts';
import { showRuns } from '../../electron/runs-shown.ts';
import type { ShellRun } from '../../electron/bridge.ts';

const training = (done: number | null): ShellRun => ({ state: 'training', done });
const paused = (done: number | null): ShellRun => ({ state: 'paused', done });

test('a run shows how far it is, whether it rests, or that it has no end', () => {
  expect(progressOf(null, 'darwin')).toEqual({ value: -1, options: { mode: 'none' } });
  expect(progressOf(training(0.25), 'linux')).toEqual({ value: 0.25, options: { mode: 'normal' } });
  expect(progressOf(paused(0.25), 'win32')).toEqual({ value: 0.25, options: { mode: 'paused' } });
  expect(progressOf(training(null), 'darwin')).toEqual({ value: 2, options: { mode: 'indeterminate' } });
  expect(progressOf(training(null), 'linux'), 'which would show it as ended').toEqual({ value: -1, options: { mode: 'none' } });
});

test('several runs are as far as they are on the average, and those that rest do not count beside one that trains', () => {
  expect(together([])).toBe(null);
  expect(together([null, null])).toBe(null);
  expect(together([training(0.2), null, training(0.6)])).toEqual(training(0.4));
  expect(together([paused(1), training(0.5)])).toEqual(training(0.5));
  expect(together([paused(0.5), paused(1)])).toEqual(paused(0.75));
  expect(together([training(0.5), training(null)]), 'nobody knows').toEqual(training(null));
});

/** Windows with those runs: what the system shows of each, and whether the machine stays awake. */
function shown(platform: NodeJS.Platform, ...runs: (ShellRun | null | 'gone')[]) {
  const bars: number[] = [];
  let awake = false;
  const windows = runs.map((run) => ({
    run: run === 'gone' ? null : run,
    frame: { isDestroyed: () => run === 'gone', setProgressBar: (value: number) => bars.push(value) },
  }));
  showRuns(windows as unknown as Parameters<typeof showRuns>[0], { want: (wanted) => (awake = wanted) }, platform);
  return { bars, awake };
}

test('on Windows each window shows its own run; elsewhere there is one place for all', () => {
  expect(shown('win32', training(0.2), null, training(0.6)).bars).toEqual([0.2, -1, 0.6]);
  expect(shown('linux', training(0.2), null, training(0.6)).bars).toEqual([0.4, 0.4, 0.4]);
  expect(shown('darwin', null, 'gone').bars).toEqual([-1]);
});

test('the machine stays awake while any window trains', () => {
  expect(shown('linux', null, training(0.1)).awake).toBe(true);
  expect(shown('linux', paused(0.1), null).awake).toBe(false);
  expect(shown('linux', null).awake).toBe(false);
});
