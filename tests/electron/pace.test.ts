import { expect, test } from 'vitest';
import { Allowance } from '../../electron/pace.ts';

const pace = { burst: 3, perSecond: 2, atOnce: 100 };

/** How many of so many tries are allowed. */
const allowed = (allowance: Allowance, now: number, tries = 10) =>
  Array.from({ length: tries }, () => allowance.take(now)).filter(Boolean).length;

test('a burst is allowed, then so many a second', () => {
  const allowance = new Allowance(pace, 1000);
  expect(allowed(allowance, 1000)).toBe(3);
  expect(allowed(allowance, 1499)).toBe(0);
  expect(allowed(allowance, 1500)).toBe(1);
  expect(allowed(allowance, 3000)).toBe(3);
});

test('a long pause allows no more than a burst, and a clock that is set back nothing', () => {
  const allowance = new Allowance(pace, 1000);
  expect(allowed(allowance, 1e9)).toBe(3);
  expect(allowed(allowance, 0)).toBe(0);
});

test('no more are unanswered than may be, and each answer makes room for one', () => {
  const allowance = new Allowance({ burst: Infinity, perSecond: 0, atOnce: 2 }, 0);
  expect(allowed(allowance, 0)).toBe(2);
  allowance.answered();
  expect(allowed(allowance, 0)).toBe(1);
});

test('what is refused takes nothing away', () => {
  const allowance = new Allowance({ burst: 5, perSecond: 0, atOnce: 1 }, 0);
  expect(allowed(allowance, 0, 1000)).toBe(1);
  for (let i = 0; i < 4; i++) {
    allowance.answered();
    expect(allowance.take(0)).toBe(true);
  }
  allowance.answered();
  expect(allowance.take(0)).toBe(false);
});
