import { expect, test } from 'vitest';
import type { Forecast } from '../../../core/session/protocol.ts';
import { profileChange } from '../../../renderer/panels/profile-change.ts';

function forecast(predicted: (number | null)[], healthy: (number | null)[] = predicted.map(() => 0)): Forecast {
  return {
    rows: predicted.map((_, index) => ({ node: `n${index}`, name: `n${index}` })) as never,
    healthy,
    predicted,
    anchor: predicted.length - 1,
  };
}

test('profiles are told as decades from healthy, each with the number that is farthest', () => {
  const change = profileChange(forecast([-4, -2, 0], [0.5, 0, 0]), forecast([0.3, null, 0.1, 0], [0, 0, 0, 0]));
  expect(change).toEqual({ before: [-4.5, -2, 0], after: [0.3, null, 0.1, 0], farthest: { before: -4.5, after: 0.3 } });
});

test('a fix that theory expects nothing of changes no profile', () => {
  expect(profileChange(forecast([-4, 0]), forecast([-4.01, 0]))).toBeNull();
});

test('without a forecast of either network nothing is told', () => {
  expect(profileChange(null, forecast([0]))).toBeNull();
  expect(profileChange(forecast([0]), null)).toBeNull();
});
