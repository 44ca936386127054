import { describe, expect, test } from 'vitest';
import { readRow } from '../../../renderer/state/reading.ts';
import { headerOf, recordingOf, type Said } from '../panels/recorded-run.ts';

const signals = (...values: number[]): Said => ({ rows: values.map((signal) => ({ signal, non_finite: 0 })) });
const recorded = (...steps: Said[]) => recordingOf(headerOf(4), steps);

describe('what a block shows of the last step', () => {
  test('is how far its signal is from healthy', () => {
    const recording = recorded(signals(1, 1, 1, 1), signals(1e-3, 1e-2, 10, 1));
    expect(readRow(recording, 0, 0).heat).toBeCloseTo(-3, 5);
    expect(readRow(recording, 2, 0).heat).toBeCloseTo(1, 5);
  });

  test('tells an exact zero from what is not finite and from what nobody knows', () => {
    const recording = recorded(signals(0, Infinity, NaN, 1));
    expect(readRow(recording, 0, 0)).toMatchObject({ heat: -Infinity, broken: false });
    expect(readRow(recording, 1, 0)).toMatchObject({ heat: null, broken: true });
    expect(readRow(recording, 2, 0)).toMatchObject({ heat: null, broken: false });
  });

  test('has the share of the last inspection, though steps without one came after it, and none of a row without units', () => {
    const inspected: Said = { rows: [{ signal: 1 }, { signal: 1, dead: 0.5 }, { signal: 1 }, { signal: 1, dead: 0 }] };
    const recording = recorded(signals(1, 1, 1, 1), inspected, signals(1, 1, 1, 1));
    expect([0, 1, 2, 3].map((row) => readRow(recording, row, 0).units)).toEqual([null, 0.5, null, 0]);
    expect(readRow(recording, 1, 2).units, 'it is older than what is asked for').toBeNull();
  });
});
