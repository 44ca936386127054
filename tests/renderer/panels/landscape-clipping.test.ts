import { expect, test } from 'vitest';
import { COLUMNS } from '../../../core/telemetry/recording.ts';
import { clippingOf, everClipped } from '../../../renderer/panels/landscape-clipping.ts';
import { headerOf, recordingOf } from './recorded-run.ts';

const steps = (clipped: (step: number) => boolean, count: number) =>
  recordingOf(
    headerOf(2),
    Array.from({ length: count }, (_, index) => ({ scalars: { clipped: clipped(index + 1) ? 1 : 0 } })),
  );

test('whether a run was ever clipped is known, however long ago it was', () => {
  expect(everClipped(steps(() => false, 10))).toBe(false);
  expect(everClipped(steps((step) => step === 1, 10))).toBe(true);
});

test('of single steps it is known of each, in words as well', () => {
  const clipping = clippingOf(steps((step) => step > 3, 6));
  expect([0, 1, 2, 3, 4, 5].map((column) => clipping.of(column))).toEqual([0, 0, 0, 2, 2, 2]);
  expect(clipping.readout(3, 5)).toBe('Clipping scaled the gradient of each step from 4 to 6');
  expect(clipping.readout(2, 5)).toBe('Clipping scaled the gradient of some of the steps from 3 to 6');
  expect(clipping.readout(4, 4)).toBe('Clipping scaled the gradient of step 5');
});

test('of columns that have merged it is known whether it was each of their steps or some', () => {
  const clipping = clippingOf(steps((step) => step % 2 === 0 || step <= 4, 2 * COLUMNS));
  expect([clipping.of(0), clipping.of(1), clipping.of(2)]).toEqual([2, 2, 1]);
});
