/**
 * @file What a thread notices of the numbers that it writes: whether one is not finite, and how many were so small that they were
 * made zero (WebAssembly cannot flush denormals, which cost a hundred times what others do). Globals belong to an instance, and
 * each thread has its own; whoever has finished a chunk hands them in.
 */
import { FLUSHED, STRANGE } from './layout.ts';

let strange: i32 = 0;
let flushed: i32 = 0;

/** `tops`: the largest bits without the sign of each lane, as integers; those of what is not finite begin at 0x7f800000. */
export function noticeTops(tops: v128): void {
  if (v128.any_true(i32x4.ge_s(tops, i32x4.splat(0x7f800000)))) strange = 1;
}

/** One number, as it is kept: what double precision holds may be infinite in single. */
export function notice(value: f32): void {
  if (!(abs(value) < Infinity)) strange = 1;
}

/** `counts`: in each lane, minus the numbers flushed, as the sum of comparisons gives them. */
export function countFlushed(counts: v128): void {
  if (v128.any_true(counts))
    flushed -=
      i32x4.extract_lane(counts, 0) + i32x4.extract_lane(counts, 1) + i32x4.extract_lane(counts, 2) + i32x4.extract_lane(counts, 3);
}

/** Hands in what this thread noticed since it last did. */
export function handIn(): void {
  if (strange != 0) {
    atomic.store<i32>(STRANGE, 1);
    strange = 0;
  }
  if (flushed != 0) {
    atomic.add<i32>(FLUSHED, flushed);
    flushed = 0;
  }
}
