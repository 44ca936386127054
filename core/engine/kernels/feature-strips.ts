/**
 * @file Features of a batch, a strip of them at a time: memory is read row by row, and what is summed down the rows stands in this
 * thread's working space. Sums are in single precision and start anew every FOLD rows.
 */
import { MAGNITUDE, UNIT } from './constants.ts';
import { constant, firstLanes, storeFirst, tooSmall } from './lanes.ts';
import { countFlushed, noticeTops } from './tally.ts';

/** Bytes of a strip's features; a multiple of 16, for which there is room in the working space several times over. */
export const STRIP: usize = 2048;
/** A multiple of four. */
export const FOLD = 64;

export function empty(at: usize, bytes: usize): void {
  memory.fill(at, 0, bytes);
}

/** total += part, and part starts anew. */
export function fold(part: usize, total: usize, bytes: usize): void {
  for (let at: usize = 0; at < bytes; at += 16) {
    v128.store(total + at, f32x4.add(v128.load(total + at), v128.load(part + at)));
    v128.store(part + at, f32x4.splat(0));
  }
}

/**
 * After a sweep that kept the least and the largest bits, less one, of what it wrote: mostly there is nothing to flush, and a look at
 * each number is spared. The largest are of what is not finite from 0x7f7fffff on; of zero they are the largest without a sign and the
 * least with one.
 */
export function settle(to: usize, stride: usize, rows: i32, bytes: usize, least: v128, most: v128, bound: v128): void {
  const magnitude = constant(MAGNITUDE);
  const unit = constant(UNIT);
  noticeTops(i32x4.add(most, unit));
  if (!v128.any_true(i32x4.le_u(least, bound))) return;
  let flushed = i32x4.splat(0);
  for (let row = 0; row < rows; row++) {
    for (let at: usize = 0; at < bytes; at += 16) {
      const left = <i32>((bytes - at) >> 2);
      const value = v128.load(to + at);
      const small = v128.and(tooSmall(value, magnitude, unit, bound), firstLanes(left));
      flushed = i32x4.add(flushed, small);
      storeFirst(to + at, v128.andnot(value, small), left);
    }
    to += stride;
  }
  countFlushed(flushed);
}
