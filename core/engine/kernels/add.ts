import { BELOW_NORMAL, MAGNITUDE, UNIT } from './constants.ts';
import { constant, firstLanes, tooSmall, withoutEnd } from './lanes.ts';
import { countFlushed, noticeTops } from './tally.ts';

/** y = a + b over `count` numbers; y may be a or b. */
export function add(a: usize, b: usize, y: usize, count: i32): void {
  const magnitude = constant(MAGNITUDE);
  const unit = constant(UNIT);
  const bound = constant(BELOW_NORMAL);
  let flushed = i32x4.splat(0);
  let small = flushed;
  let tops = flushed;
  for (let left = count; left > 0; left -= 4) {
    const value = f32x4.add(v128.load(a), v128.load(b));
    small = tooSmall(value, magnitude, unit, bound);
    flushed = i32x4.add(flushed, small);
    tops = i32x4.max_s(tops, v128.and(left < 4 ? v128.and(value, firstLanes(left)) : value, magnitude));
    v128.store(y, v128.andnot(value, small));
    a += 16;
    b += 16;
    y += 16;
  }
  noticeTops(tops);
  countFlushed(withoutEnd(flushed, small, count));
}
