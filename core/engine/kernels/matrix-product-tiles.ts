/**
 * @file Tiles of the matrix product: 6 rows by 8 columns of c stay in registers for the whole sum over k, which runs from 0 upwards
 * one term after the other; with two vectors of b and one of a they fill the 15 registers that V8 has to give. Ends have tiles of
 * 4 by 8 and 6 by 4; one that still is too large repeats its first row and computes columns that it does not store.
 */
import { firstLanes, storeFirst } from './lanes.ts';
import { madd } from './madd.ts';
import { key, keyMinus1, needsSettling, rectified, settled } from './settle.ts';
import { noticeTops } from './tally.ts';

/** No distance between two matrices. */
export const NO_GATE: i32 = 1;

/**
 * The first `rows` rows, at most 6, and `columns` columns, at most 8, of c = from + a · b. Element (i, j) of a lies at a + i · aRow +
 * j · aColumn; row i of b at b + i · bRow; row i of what the sums begin with at from + i · fromRow, or they begin with 0 if
 * `from` is 0. What has a key below `least` (settle.ts) becomes 0, and so does what stands where numbers that lie as c does, `gate` bytes
 * from it, are not above 0; at a distance of 0 they are the sums. What is not finite is noticed in either case.
 */
export function tile6x8(
  rows: i32,
  columns: i32,
  k: i32,
  a: usize,
  aRow: usize,
  aColumn: usize,
  b: usize,
  bRow: usize,
  from: usize,
  fromRow: usize,
  c: usize,
  cRow: usize,
  least: i32,
  gate: i32,
): void {
  let a1 = rows > 1 ? a + aRow : a;
  let a2 = rows > 2 ? a + 2 * aRow : a;
  let a3 = rows > 3 ? a + 3 * aRow : a;
  let a4 = rows > 4 ? a + 4 * aRow : a;
  let a5 = rows > 5 ? a + 5 * aRow : a;
  let s00 = f32x4.splat(0);
  let s01 = s00;
  let s10 = s00;
  let s11 = s00;
  let s20 = s00;
  let s21 = s00;
  let s30 = s00;
  let s31 = s00;
  let s40 = s00;
  let s41 = s00;
  let s50 = s00;
  let s51 = s00;
  if (from != 0) {
    s00 = v128.load(from);
    s01 = v128.load(from, 16);
    if (rows > 1) from += fromRow;
    s10 = v128.load(from);
    s11 = v128.load(from, 16);
    if (rows > 2) from += fromRow;
    s20 = v128.load(from);
    s21 = v128.load(from, 16);
    if (rows > 3) from += fromRow;
    s30 = v128.load(from);
    s31 = v128.load(from, 16);
    if (rows > 4) from += fromRow;
    s40 = v128.load(from);
    s41 = v128.load(from, 16);
    if (rows > 5) from += fromRow;
    s50 = v128.load(from);
    s51 = v128.load(from, 16);
  }
  for (; k > 0; k--) {
    const b0 = v128.load(b);
    const b1 = v128.load(b, 16);
    let x = v128.load32_splat(a);
    s00 = madd(x, b0, s00);
    s01 = madd(x, b1, s01);
    x = v128.load32_splat(a1);
    s10 = madd(x, b0, s10);
    s11 = madd(x, b1, s11);
    x = v128.load32_splat(a2);
    s20 = madd(x, b0, s20);
    s21 = madd(x, b1, s21);
    x = v128.load32_splat(a3);
    s30 = madd(x, b0, s30);
    s31 = madd(x, b1, s31);
    x = v128.load32_splat(a4);
    s40 = madd(x, b0, s40);
    s41 = madd(x, b1, s41);
    x = v128.load32_splat(a5);
    s50 = madd(x, b0, s50);
    s51 = madd(x, b1, s51);
    a += aColumn;
    a1 += aColumn;
    a2 += aColumn;
    a3 += aColumn;
    a4 += aColumn;
    a5 += aColumn;
    b += bRow;
  }
  if (columns < 8) {
    // both masks from one vector: pairs must be alike for V8 to take them as 256 bits
    const last = i32x4.splat(columns);
    const left = i32x4.lt_s(i32x4(0, 1, 2, 3), last);
    const right = i32x4.lt_s(i32x4(4, 5, 6, 7), last);
    s00 = v128.and(s00, left);
    s01 = v128.and(s01, right);
    s10 = v128.and(s10, left);
    s11 = v128.and(s11, right);
    s20 = v128.and(s20, left);
    s21 = v128.and(s21, right);
    s30 = v128.and(s30, left);
    s31 = v128.and(s31, right);
    s40 = v128.and(s40, left);
    s41 = v128.and(s41, right);
    s50 = v128.and(s50, left);
    s51 = v128.and(s51, right);
  }
  let high = key(s00);
  let low = keyMinus1(s00);
  high = i32x4.max_u(high, key(s01));
  low = i32x4.min_u(low, keyMinus1(s01));
  high = i32x4.max_u(high, key(s10));
  low = i32x4.min_u(low, keyMinus1(s10));
  high = i32x4.max_u(high, key(s11));
  low = i32x4.min_u(low, keyMinus1(s11));
  high = i32x4.max_u(high, key(s20));
  low = i32x4.min_u(low, keyMinus1(s20));
  high = i32x4.max_u(high, key(s21));
  low = i32x4.min_u(low, keyMinus1(s21));
  high = i32x4.max_u(high, key(s30));
  low = i32x4.min_u(low, keyMinus1(s30));
  high = i32x4.max_u(high, key(s31));
  low = i32x4.min_u(low, keyMinus1(s31));
  high = i32x4.max_u(high, key(s40));
  low = i32x4.min_u(low, keyMinus1(s40));
  high = i32x4.max_u(high, key(s41));
  low = i32x4.min_u(low, keyMinus1(s41));
  high = i32x4.max_u(high, key(s50));
  low = i32x4.min_u(low, keyMinus1(s50));
  high = i32x4.max_u(high, key(s51));
  low = i32x4.min_u(low, keyMinus1(s51));
  if (gate != NO_GATE) {
    if (gate == 0) {
      s00 = rectified(s00, s00);
      s01 = rectified(s01, s01);
      s10 = rectified(s10, s10);
      s11 = rectified(s11, s11);
      s20 = rectified(s20, s20);
      s21 = rectified(s21, s21);
      s30 = rectified(s30, s30);
      s31 = rectified(s31, s31);
      s40 = rectified(s40, s40);
      s41 = rectified(s41, s41);
      s50 = rectified(s50, s50);
      s51 = rectified(s51, s51);
    } else {
      let at = c + gate;
      s00 = rectified(s00, v128.load(at));
      s01 = rectified(s01, v128.load(at, 16));
      if (rows > 1) at += cRow;
      s10 = rectified(s10, v128.load(at));
      s11 = rectified(s11, v128.load(at, 16));
      if (rows > 2) at += cRow;
      s20 = rectified(s20, v128.load(at));
      s21 = rectified(s21, v128.load(at, 16));
      if (rows > 3) at += cRow;
      s30 = rectified(s30, v128.load(at));
      s31 = rectified(s31, v128.load(at, 16));
      if (rows > 4) at += cRow;
      s40 = rectified(s40, v128.load(at));
      s41 = rectified(s41, v128.load(at, 16));
      if (rows > 5) at += cRow;
      s50 = rectified(s50, v128.load(at));
      s51 = rectified(s51, v128.load(at, 16));
    }
  }
  if (rows == 6 && columns == 8) {
    let to = c;
    v128.store(to, s00);
    v128.store(to, s01, 16);
    to += cRow;
    v128.store(to, s10);
    v128.store(to, s11, 16);
    to += cRow;
    v128.store(to, s20);
    v128.store(to, s21, 16);
    to += cRow;
    v128.store(to, s30);
    v128.store(to, s31, 16);
    to += cRow;
    v128.store(to, s40);
    v128.store(to, s41, 16);
    to += cRow;
    v128.store(to, s50);
    v128.store(to, s51, 16);
  } else {
    store8(c, s00, s01, columns);
    if (rows > 1) store8(c + cRow, s10, s11, columns);
    if (rows > 2) store8(c + 2 * cRow, s20, s21, columns);
    if (rows > 3) store8(c + 3 * cRow, s30, s31, columns);
    if (rows > 4) store8(c + 4 * cRow, s40, s41, columns);
    if (rows > 5) store8(c + 5 * cRow, s50, s51, columns);
  }
  if (needsSettling(high, low, least)) settle(rows, columns, c, cRow, least, high);
}

/** As `tile6x8`, with at most 4 rows and 8 columns. */
export function tile4x8(
  rows: i32,
  columns: i32,
  k: i32,
  a: usize,
  aRow: usize,
  aColumn: usize,
  b: usize,
  bRow: usize,
  from: usize,
  fromRow: usize,
  c: usize,
  cRow: usize,
  least: i32,
  gate: i32,
): void {
  let a1 = rows > 1 ? a + aRow : a;
  let a2 = rows > 2 ? a + 2 * aRow : a;
  let a3 = rows > 3 ? a + 3 * aRow : a;
  let s00 = f32x4.splat(0);
  let s01 = s00;
  let s10 = s00;
  let s11 = s00;
  let s20 = s00;
  let s21 = s00;
  let s30 = s00;
  let s31 = s00;
  if (from != 0) {
    s00 = v128.load(from);
    s01 = v128.load(from, 16);
    if (rows > 1) from += fromRow;
    s10 = v128.load(from);
    s11 = v128.load(from, 16);
    if (rows > 2) from += fromRow;
    s20 = v128.load(from);
    s21 = v128.load(from, 16);
    if (rows > 3) from += fromRow;
    s30 = v128.load(from);
    s31 = v128.load(from, 16);
  }
  for (; k > 0; k--) {
    const b0 = v128.load(b);
    const b1 = v128.load(b, 16);
    let x = v128.load32_splat(a);
    s00 = madd(x, b0, s00);
    s01 = madd(x, b1, s01);
    x = v128.load32_splat(a1);
    s10 = madd(x, b0, s10);
    s11 = madd(x, b1, s11);
    x = v128.load32_splat(a2);
    s20 = madd(x, b0, s20);
    s21 = madd(x, b1, s21);
    x = v128.load32_splat(a3);
    s30 = madd(x, b0, s30);
    s31 = madd(x, b1, s31);
    a += aColumn;
    a1 += aColumn;
    a2 += aColumn;
    a3 += aColumn;
    b += bRow;
  }
  if (columns < 8) {
    // both masks from one vector: pairs must be alike for V8 to take them as 256 bits
    const last = i32x4.splat(columns);
    const left = i32x4.lt_s(i32x4(0, 1, 2, 3), last);
    const right = i32x4.lt_s(i32x4(4, 5, 6, 7), last);
    s00 = v128.and(s00, left);
    s01 = v128.and(s01, right);
    s10 = v128.and(s10, left);
    s11 = v128.and(s11, right);
    s20 = v128.and(s20, left);
    s21 = v128.and(s21, right);
    s30 = v128.and(s30, left);
    s31 = v128.and(s31, right);
  }
  let high = key(s00);
  let low = keyMinus1(s00);
  high = i32x4.max_u(high, key(s01));
  low = i32x4.min_u(low, keyMinus1(s01));
  high = i32x4.max_u(high, key(s10));
  low = i32x4.min_u(low, keyMinus1(s10));
  high = i32x4.max_u(high, key(s11));
  low = i32x4.min_u(low, keyMinus1(s11));
  high = i32x4.max_u(high, key(s20));
  low = i32x4.min_u(low, keyMinus1(s20));
  high = i32x4.max_u(high, key(s21));
  low = i32x4.min_u(low, keyMinus1(s21));
  high = i32x4.max_u(high, key(s30));
  low = i32x4.min_u(low, keyMinus1(s30));
  high = i32x4.max_u(high, key(s31));
  low = i32x4.min_u(low, keyMinus1(s31));
  if (gate != NO_GATE) {
    if (gate == 0) {
      s00 = rectified(s00, s00);
      s01 = rectified(s01, s01);
      s10 = rectified(s10, s10);
      s11 = rectified(s11, s11);
      s20 = rectified(s20, s20);
      s21 = rectified(s21, s21);
      s30 = rectified(s30, s30);
      s31 = rectified(s31, s31);
    } else {
      let at = c + gate;
      s00 = rectified(s00, v128.load(at));
      s01 = rectified(s01, v128.load(at, 16));
      if (rows > 1) at += cRow;
      s10 = rectified(s10, v128.load(at));
      s11 = rectified(s11, v128.load(at, 16));
      if (rows > 2) at += cRow;
      s20 = rectified(s20, v128.load(at));
      s21 = rectified(s21, v128.load(at, 16));
      if (rows > 3) at += cRow;
      s30 = rectified(s30, v128.load(at));
      s31 = rectified(s31, v128.load(at, 16));
    }
  }
  if (rows == 4 && columns == 8) {
    let to = c;
    v128.store(to, s00);
    v128.store(to, s01, 16);
    to += cRow;
    v128.store(to, s10);
    v128.store(to, s11, 16);
    to += cRow;
    v128.store(to, s20);
    v128.store(to, s21, 16);
    to += cRow;
    v128.store(to, s30);
    v128.store(to, s31, 16);
  } else {
    store8(c, s00, s01, columns);
    if (rows > 1) store8(c + cRow, s10, s11, columns);
    if (rows > 2) store8(c + 2 * cRow, s20, s21, columns);
    if (rows > 3) store8(c + 3 * cRow, s30, s31, columns);
  }
  if (needsSettling(high, low, least)) settle(rows, columns, c, cRow, least, high);
}

/** As `tile6x8`, with at most 6 rows and 4 columns. */
export function tile6x4(
  rows: i32,
  columns: i32,
  k: i32,
  a: usize,
  aRow: usize,
  aColumn: usize,
  b: usize,
  bRow: usize,
  from: usize,
  fromRow: usize,
  c: usize,
  cRow: usize,
  least: i32,
  gate: i32,
): void {
  let a1 = rows > 1 ? a + aRow : a;
  let a2 = rows > 2 ? a + 2 * aRow : a;
  let a3 = rows > 3 ? a + 3 * aRow : a;
  let a4 = rows > 4 ? a + 4 * aRow : a;
  let a5 = rows > 5 ? a + 5 * aRow : a;
  let s00 = f32x4.splat(0);
  let s10 = s00;
  let s20 = s00;
  let s30 = s00;
  let s40 = s00;
  let s50 = s00;
  if (from != 0) {
    s00 = v128.load(from);
    if (rows > 1) from += fromRow;
    s10 = v128.load(from);
    if (rows > 2) from += fromRow;
    s20 = v128.load(from);
    if (rows > 3) from += fromRow;
    s30 = v128.load(from);
    if (rows > 4) from += fromRow;
    s40 = v128.load(from);
    if (rows > 5) from += fromRow;
    s50 = v128.load(from);
  }
  for (; k > 0; k--) {
    const b0 = v128.load(b);
    let x = v128.load32_splat(a);
    s00 = madd(x, b0, s00);
    x = v128.load32_splat(a1);
    s10 = madd(x, b0, s10);
    x = v128.load32_splat(a2);
    s20 = madd(x, b0, s20);
    x = v128.load32_splat(a3);
    s30 = madd(x, b0, s30);
    x = v128.load32_splat(a4);
    s40 = madd(x, b0, s40);
    x = v128.load32_splat(a5);
    s50 = madd(x, b0, s50);
    a += aColumn;
    a1 += aColumn;
    a2 += aColumn;
    a3 += aColumn;
    a4 += aColumn;
    a5 += aColumn;
    b += bRow;
  }
  if (columns < 4) {
    const mine = firstLanes(columns);
    s00 = v128.and(s00, mine);
    s10 = v128.and(s10, mine);
    s20 = v128.and(s20, mine);
    s30 = v128.and(s30, mine);
    s40 = v128.and(s40, mine);
    s50 = v128.and(s50, mine);
  }
  let high = key(s00);
  let low = keyMinus1(s00);
  high = i32x4.max_u(high, key(s10));
  low = i32x4.min_u(low, keyMinus1(s10));
  high = i32x4.max_u(high, key(s20));
  low = i32x4.min_u(low, keyMinus1(s20));
  high = i32x4.max_u(high, key(s30));
  low = i32x4.min_u(low, keyMinus1(s30));
  high = i32x4.max_u(high, key(s40));
  low = i32x4.min_u(low, keyMinus1(s40));
  high = i32x4.max_u(high, key(s50));
  low = i32x4.min_u(low, keyMinus1(s50));
  if (gate != NO_GATE) {
    if (gate == 0) {
      s00 = rectified(s00, s00);
      s10 = rectified(s10, s10);
      s20 = rectified(s20, s20);
      s30 = rectified(s30, s30);
      s40 = rectified(s40, s40);
      s50 = rectified(s50, s50);
    } else {
      let at = c + gate;
      s00 = rectified(s00, v128.load(at));
      if (rows > 1) at += cRow;
      s10 = rectified(s10, v128.load(at));
      if (rows > 2) at += cRow;
      s20 = rectified(s20, v128.load(at));
      if (rows > 3) at += cRow;
      s30 = rectified(s30, v128.load(at));
      if (rows > 4) at += cRow;
      s40 = rectified(s40, v128.load(at));
      if (rows > 5) at += cRow;
      s50 = rectified(s50, v128.load(at));
    }
  }
  if (rows == 6 && columns == 4) {
    let to = c;
    v128.store(to, s00);
    to += cRow;
    v128.store(to, s10);
    to += cRow;
    v128.store(to, s20);
    to += cRow;
    v128.store(to, s30);
    to += cRow;
    v128.store(to, s40);
    to += cRow;
    v128.store(to, s50);
  } else {
    storeFirst(c, s00, columns);
    if (rows > 1) storeFirst(c + cRow, s10, columns);
    if (rows > 2) storeFirst(c + 2 * cRow, s20, columns);
    if (rows > 3) storeFirst(c + 3 * cRow, s30, columns);
    if (rows > 4) storeFirst(c + 4 * cRow, s40, columns);
    if (rows > 5) storeFirst(c + 5 * cRow, s50, columns);
  }
  if (needsSettling(high, low, least)) settle(rows, columns, c, cRow, least, high);
}

/** Settles a tile that is stored; `high` are the largest keys of its sums, some of which are behind a gate. */
function settle(rows: i32, columns: i32, c: usize, cRow: usize, least: i32, high: v128): void {
  noticeTops(i32x4.shr_u(high, 1));
  for (; rows > 0; rows--) {
    settleFirst(c, columns, least);
    if (columns > 4) settleFirst(c + 16, columns - 4, least);
    c += cRow;
  }
}

function settleFirst(at: usize, count: i32, least: i32): void {
  storeFirst(at, settled(v128.and(v128.load(at), firstLanes(count)), least), count);
}

function store8(c: usize, left: v128, right: v128, columns: i32): void {
  storeFirst(c, left, columns);
  if (columns > 4) storeFirst(c + 16, right, columns - 4);
}
