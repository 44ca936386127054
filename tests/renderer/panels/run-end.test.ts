import { expect, test } from 'vitest';
import { endsBroken } from '../../../renderer/panels/run-end.ts';
import { headerOf, recordingOf } from './recorded-run.ts';

const sound = { rows: [{ non_finite: 0 }, { non_finite: 0 }] };
const broken = { rows: [{ non_finite: 0 }, { non_finite: 7 }] };

test('a run ends broken when its newest step has numbers that are not finite, in whatever row', () => {
  expect(endsBroken(recordingOf(headerOf(2), [sound, sound, broken]), 2)).toBe(true);
  expect(endsBroken(recordingOf(headerOf(2), [sound, sound]), 2)).toBe(false);
});

test('a run that went on after it does not, nor does one without a step', () => {
  expect(endsBroken(recordingOf(headerOf(2), [broken, sound]), 2)).toBe(false);
  expect(endsBroken(recordingOf(headerOf(2), []), 2)).toBe(false);
});
