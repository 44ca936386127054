import { expect, test } from 'vitest';
import { SPACING, Vigil } from '../../../core/session/vigil.ts';

/** Looks every SPACING milliseconds for so long, in silence, and says what it saw last. */
function watch(vigil: Vigil, from: number, milliseconds: number): ReturnType<Vigil['look']> {
  let seen: ReturnType<Vigil['look']> = 'beating';
  for (let now = from + SPACING; now <= from + milliseconds; now += SPACING) seen = vigil.look(now);
  return seen;
}

function begun(): Vigil {
  const vigil = new Vigil(0);
  vigil.hear();
  return vigil;
}

test('silence is slow after three seconds, worth a last call after ten, and the end two seconds later', () => {
  const seen = [2, 3, 9, 10, 11, 12].map((seconds) => watch(begun(), 0, 1000 * seconds));
  expect(seen).toEqual(['beating', 'slow', 'slow', 'silent', 'silent', 'hung']);
});

test('any sign ends a silence, also at the last moment', () => {
  const vigil = begun();
  expect(watch(vigil, 0, 11_000)).toBe('silent');
  vigil.hear();
  expect(vigil.look(12_000)).toBe('beating');
  expect(watch(vigil, 12_000, 8_000)).toBe('slow');
});

test('what a page slept through, or was too busy to look at, counts for no more than two looks', () => {
  const vigil = begun();
  expect(vigil.look(3_600_000)).toBe('beating');
  expect(vigil.look(7_200_000)).toBe('slow');
  vigil.hear();
  for (let look = 1; look <= 4; look++) expect(vigil.look(7_200_000 + 60_000 * look), 'a hidden page looks once a minute').not.toBe('hung');
});

test('a worker that is being loaded has half a minute for its first sign, and is not called slow', () => {
  expect(watch(new Vigil(0), 0, 29_000)).toBe('beating');
  expect(watch(new Vigil(0), 0, 31_000)).toBe('silent');
  expect(watch(new Vigil(0), 0, 32_000)).toBe('hung');
});

test('work that was announced may take what was announced', () => {
  const vigil = begun();
  vigil.expect(60_000);
  expect(watch(vigil, 0, 59_000)).toBe('slow');
  expect(watch(vigil, 59_000, 3_000)).toBe('hung');
});

test('twenty steps may pass in silence where a step takes seconds, and ten seconds where it takes less', () => {
  const vigil = begun();
  vigil.hearPace(1 / 3);
  expect(watch(vigil, 0, 59_000)).toBe('slow');
  vigil.hear();
  vigil.hearPace(4_000);
  expect(watch(vigil, 59_000, 12_000)).toBe('hung');
  vigil.hear();
  vigil.hearPace(null);
  expect(watch(vigil, 71_000, 12_000)).toBe('hung');
});
