import { expect, test } from 'vitest';
import { StayingAwake } from '../../electron/staying-awake.ts';

test('sleep is blocked once, however often that is wanted, and let go as often as it was blocked', () => {
  const blocked = new Set<number>();
  let last = 0;
  const awake = new StayingAwake({
    start: (type) => {
      expect(type, 'the screen may go dark').toBe('prevent-app-suspension');
      blocked.add(++last);
      return last;
    },
    stop: (id) => blocked.delete(id),
  });
  awake.want(false);
  expect(blocked.size).toBe(0);
  awake.want(true);
  awake.want(true);
  expect(blocked.size).toBe(1);
  awake.want(false);
  awake.want(false);
  expect(blocked.size).toBe(0);
  awake.want(true);
  expect(blocked.size).toBe(1);
});
