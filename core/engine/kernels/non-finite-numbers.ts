import { MAGNITUDE } from './constants.ts';
import { constant, firstLanes, largestLane } from './lanes.ts';

/** The bits of infinity; those of what is not a number are larger. */
const INFINITE: i32 = 0x7f800000;

/** How many of `count` numbers are infinite or not a number. Mostly none, which the largest of their bits tells. */
export function nonFiniteNumbers(x: usize, count: i32): i32 {
  const whole: usize = (<usize>(count & ~3)) << 2;
  if (largestBits(x, x + whole) < INFINITE) {
    x += whole;
    count &= 3;
  }
  const infinite = i32x4.splat(INFINITE);
  let found = i32x4.splat(0);
  for (let left = count; left > 0; left -= 4) {
    const strange = i32x4.eq(v128.and(v128.load(x), infinite), infinite);
    found = i32x4.sub(found, v128.and(strange, firstLanes(left)));
    x += 16;
  }
  return i32x4.extract_lane(found, 0) + i32x4.extract_lane(found, 1) + i32x4.extract_lane(found, 2) + i32x4.extract_lane(found, 3);
}

/** The largest bits without the sign of the vectors from address `at` to before `end`. */
export function largestBits(at: usize, end: usize): i32 {
  const magnitude = constant(MAGNITUDE);
  let tops = i32x4.splat(0);
  for (; at < end; at += 16) tops = i32x4.max_s(tops, v128.and(v128.load(at), magnitude));
  return largestLane(tops);
}
