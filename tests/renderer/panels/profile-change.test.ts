import { expect, test } from 'vitest';
import type { Forecast } from '../../../core/session/protocol.ts';
import { profileChange } from '../../../renderer/panels/profile-change.ts';

function forecast(
  predicted: (number | null)[],
  healthy: (number | null)[] = predicted.map(() => 0),
  anchor = predicted.length - 1,
): Forecast {
  return {
    rows: predicted.map((_, index) => ({ node: `n${index}`, name: `n${index}` })) as never,
    healthy,
    predicted,
    anchor,
  };
}

test('profiles are told as decades from healthy, each with the number that is farthest', () => {
  const change = profileChange(forecast([-4, -2, 0], [0.5, 0, 0]), forecast([0.3, null, 0.1, 0], [0, 0, 0, 0]));
  expect(change).toEqual({ before: [-4.5, -2, 0], after: [0.3, null, 0.1, 0], farthest: { before: -4.5, after: 0.3 } });
});

test('a fix that theory expects nothing of changes no profile', () => {
  expect(profileChange(forecast([-4, 0]), forecast([-4.01, 0]))).toBeNull();
});

test('what lies behind the last hidden layer is drawn, but no number of it is told', () => {
  const change = profileChange(forecast([7, 0, -0.8], undefined, 1), forecast([0, 0, -0.8], undefined, 1));
  expect(change).toEqual({ before: [7, 0, -0.8], after: [0, 0, -0.8], farthest: { before: 7, after: 0 } });
});

test('of two healthy networks nothing is told, however many layers either has', () => {
  expect(profileChange(forecast([0, 0]), forecast([0, 0.01, 0]))).toBeNull();
});

test('without a forecast of either network nothing is told', () => {
  expect(profileChange(null, forecast([0]))).toBeNull();
  expect(profileChange(forecast([0]), null)).toBeNull();
});
