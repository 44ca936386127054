import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Finding } from '../../../core/findings/finding.ts';
import { finding } from '../../../core/findings/messages.ts';
import type { Recording } from '../../../core/telemetry/recording.ts';
import { LongRuns } from '../../../renderer/state/long-runs.ts';
import { headerOf, recordingOf } from '../panels/recorded-run.ts';

const MINUTE = 60_000;

const told: string[] = [];
let looks: boolean;
let findings: Finding[];
let recording: Recording | null;
let runs: LongRuns;

beforeEach(() => {
  vi.useFakeTimers();
  told.length = 0;
  looks = false;
  findings = [];
  recording = null;
  runs = new LongRuns({ findings: () => findings, recording: () => recording, looks: () => looks, tell: (words) => told.push(words) });
});
afterEach(() => void vi.useRealTimers());

const lost = (node = 'a'): Finding => finding('non_finite', { node, step: 7 }, { name: node, what: 'its weights', step: 7 });

function trainFor(milliseconds: number): void {
  runs.begin();
  runs.hearStatus('running', 0);
  vi.advanceTimersByTime(milliseconds);
  runs.hearStatus('running', 10);
}

test('how a long run ends is told, with what it came to', () => {
  trainFor(MINUTE);
  recording = recordingOf(headerOf(2), []);
  runs.hearStatus('finished', 280);
  // what was measured last comes a moment after
  recording.addEvaluation({ step: 280, epoch: 10, on: 'validation', loss: 0.1, accuracy: 0.978 });
  vi.runAllTimers();
  expect(told).toEqual(['Training finished, accuracy 97 %']);
});

test('one that fails says why, as far as that is known', () => {
  trainFor(MINUTE);
  looks = true;
  findings = [lost()];
  runs.hearFindings();
  looks = false;
  runs.hearStatus('failed', 7);
  vi.runAllTimers();
  expect(told).toHaveLength(1);
  expect(told[0]).toMatch(/^Training stopped at step 7: numbers are not finite\. ./);
});

test('of a run of seconds nothing is told, nor of one that was paused, nor to who looks', () => {
  trainFor(MINUTE - 1);
  runs.hearStatus('finished', 280);
  trainFor(MINUTE);
  runs.hearStatus('paused', 280);
  trainFor(MINUTE);
  looks = true;
  runs.hearStatus('finished', 280);
  vi.runAllTimers();
  expect(told).toEqual([]);
});

test('how long it has trained counts from when it last went on', () => {
  trainFor(MINUTE);
  runs.hearStatus('paused', 280);
  vi.advanceTimersByTime(MINUTE);
  runs.hearStatus('running', 280);
  vi.advanceTimersByTime(1000);
  runs.hearStatus('finished', 300);
  vi.runAllTimers();
  expect(told).toEqual([]);
});

test('what is seriously wrong is told once, when the run has become long', () => {
  trainFor(MINUTE - 1);
  findings = [lost()];
  runs.hearFindings();
  expect(told).toEqual([]);
  vi.advanceTimersByTime(1);
  runs.hearStatus('running', 20);
  runs.hearStatus('running', 21);
  expect(told).toHaveLength(1);
  findings = [lost(), lost('b'), lost('c')];
  runs.hearFindings();
  expect(told).toHaveLength(2);
  expect(told[1]).toMatch(/, and 1 more$/);
});

test('what is no error, what has ended, and what the person has seen are not told', () => {
  trainFor(10);
  looks = true;
  findings = [lost()];
  runs.hearFindings();
  looks = false;
  vi.advanceTimersByTime(MINUTE);
  findings = [lost(), { ...lost('b'), ended: 9 }, { ...lost('c'), severity: 'warning' }];
  runs.hearFindings();
  expect(told).toEqual([]);
});

test('of another run it is told again', () => {
  findings = [lost()];
  trainFor(MINUTE);
  runs.hearStatus('paused', 10);
  expect(told).toHaveLength(1);
  trainFor(MINUTE);
  expect(told).toHaveLength(2);
});

test('that what trains is gone for good is told of a long run', () => {
  trainFor(MINUTE - 1);
  runs.hearLoss('What trains ended by itself.');
  expect(told).toEqual([]);
  trainFor(MINUTE);
  runs.hearLoss('What trains ended by itself.');
  vi.runAllTimers();
  expect(told).toEqual(['What trains ended by itself.']);
});
