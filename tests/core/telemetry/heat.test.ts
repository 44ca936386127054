import { describe, expect, test } from 'vitest';
import { anchorSignal, healthySignal, heatOf } from '../../../core/telemetry/heat.ts';
import { COLUMNS, Recording } from '../../../core/telemetry/recording.ts';
import { ACTIVATIONS, chain, frame, header } from '../../helpers/rows.ts';

/** weights0, relu1, weights2, relu3 (hidden) and the output layer: the anchor is row 2. */
const rows = chain(2, 2, [ACTIVATIONS.relu]);
const HEADER = header(rows, { healthy: [-1, -0.5, 0, 0.5, 1], anchor: 2 });

function record(...steps: readonly { readonly signal: readonly number[]; readonly non_finite?: readonly number[] }[]): Recording {
  const recording = new Recording(HEADER);
  steps.forEach((statistics, index) => recording.append(frame(rows.length, { step: index + 1 }, { loss: 1 }, statistics)));
  return recording;
}

const heats = (recording: Recording, column = 0) => rows.map((_, row) => heatOf(recording, recording, row, column));

describe('heat', () => {
  test('is zero in every row of a healthy network, whatever the size of its signal', () => {
    heats(record({ signal: [0.01, 0.1 * Math.sqrt(0.1), 0.1, 0.1 * Math.sqrt(10), 1] })).forEach((heat) => expect(heat).toBeCloseTo(0, 5));
  });

  test('counts decades below and above', () => {
    const heat = heats(record({ signal: [1e-4, 1, 1, 1, 1e3] }));
    [-3, 0.5, 0, -0.5, 2].forEach((expected, row) => expect(heat[row]).toBeCloseTo(expected, 5));
  });

  test('tells an exact zero, what is not finite and what was not computed apart', () => {
    expect(heats(record({ signal: [0, Infinity, 1, NaN] })).slice(0, 4)).toEqual([-Infinity, Infinity, 0, NaN]);
    expect(heats(record({ signal: [1, 1, 1, 1, 1], non_finite: [0, 3, 0, 0, 0] }))[1]).toBe(Infinity);
  });

  test('is not known where theory says nothing, unless it is a zero', () => {
    const recording = new Recording({ ...HEADER, healthy: [null, null, 0, 0, 0] });
    recording.append(frame(rows.length, { step: 1 }, {}, { signal: [1, 0, 1, 1, 1] }));
    expect(heats(recording).slice(0, 2)).toEqual([NaN, -Infinity]);
  });

  test('of rows behind a dead anchor is counted from the next row that gets a signal: no row glows for want of a reference', () => {
    const heat = heats(record({ signal: [0, 0, 0, 0.2, 0.2] }));
    expect(heat.slice(0, 3)).toEqual([-Infinity, -Infinity, -Infinity]);
    expect(heat[3]).toBeCloseTo(0, 5);
    expect(heat[4]).toBeCloseTo(-0.5, 5);
  });

  test('is all zeros when nothing sets out', () => {
    const recording = record({ signal: [0, 0, 0, 0, 0] });
    expect(heats(recording)).toEqual([-Infinity, -Infinity, -Infinity, -Infinity, -Infinity]);
    expect(anchorSignal(recording, recording, 0)).toBeNaN();
    expect(healthySignal(recording, recording, 0, 0)).toBeNaN();
  });

  test('of the lowest in a merged column leaves out a swing that all rows share', () => {
    const steps = Array.from({ length: 2 * COLUMNS }, (_, step) => ({ signal: step === 1 ? [1e-5, 1e-4, 1e-4, 1, 1] : [0.1, 1, 1, 1, 1] }));
    const recording = record(...steps);
    expect(heatOf(recording, recording, 0, 0, 'min')).toBeCloseTo(0, 5);
  });

  test('that was lost in one step of a merged column is lost in the column', () => {
    const steps = Array.from({ length: 2 * COLUMNS }, (_, step) => ({ signal: step === 1 ? [Infinity, 1, 1, 1, 1] : [0.1, 1, 1, 1, 1] }));
    const recording = record(...steps);
    expect(heatOf(recording, recording, 0, 0, 'max')).toBe(Infinity);
  });
});
