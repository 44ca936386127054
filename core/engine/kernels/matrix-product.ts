/**
 * @file c [m, n] = a · b + bias, the one matrix product behind linear and its gradients. A tile of 4 rows by 8 columns of c
 * stays in registers for the whole sum over k, which runs from 0 upwards whatever the tiling: every number of c is the same
 * however the work is cut. b comes as panels of 8 columns, packed [k][8] where its own rows are not so already; packing also
 * turns a transposed b. Ends are tiles, too: rows beyond m repeat the first, columns beyond n are computed and not stored.
 */
import { storeFirst } from './lanes.ts';
import { PANEL, PANEL_BYTES } from './layout.ts';
import { thread } from './crew.ts';

/** c = a · b; a [m, k], element (i, j) at a + i · aRow + j · aColumn bytes; b [k, n], c [m, n] row-major; bias [n] or 0; columns from `begin` to `end`. */
export function multiply(
  m: i32,
  n: i32,
  k: i32,
  a: usize,
  aRow: usize,
  aColumn: usize,
  b: usize,
  bias: usize,
  c: usize,
  begin: i32,
  end: i32,
): void {
  const stride: usize = n << 2;
  for (let column = begin; column < end; column += 8) {
    let panel = b + (column << 2);
    let panelRow = stride;
    if (n > 8 && m > 4) {
      panel = pack(panel, stride, k);
      panelRow = 32;
    }
    tiles(m, end - column, k, a, aRow, aColumn, panel, panelRow, bias == 0 ? 0 : bias + (column << 2), c + (column << 2), stride);
  }
}

/** c = a · bᵀ + bias; as `multiply`, with b [n, k] row-major. */
export function multiplyTransposed(
  m: i32,
  n: i32,
  k: i32,
  a: usize,
  aRow: usize,
  b: usize,
  bias: usize,
  c: usize,
  begin: i32,
  end: i32,
): void {
  const stride: usize = n << 2;
  for (let column = begin; column < end; column += 8) {
    const panel = packTransposed(b + column * (k << 2), k, end - column);
    tiles(m, end - column, k, a, aRow, 4, panel, 32, bias == 0 ? 0 : bias + (column << 2), c + (column << 2), stride);
  }
}

/** Where this thread packs. */
function panelSpace(): usize {
  return <usize>load<u32>(PANEL) + thread() * load<u32>(PANEL_BYTES);
}

/** 8 columns of b, row after row. Columns beyond the last are whatever follows. */
function pack(b: usize, stride: usize, k: i32): usize {
  const panel = panelSpace();
  let to = panel;
  for (let i = 0; i < k; i++) {
    v128.store(to, v128.load(b));
    v128.store(to, v128.load(b, 16), 16);
    b += stride;
    to += 32;
  }
  return panel;
}

/** 8 rows of b as columns; rows beyond the last `rows` repeat the first. */
function packTransposed(b: usize, k: i32, rows: i32): usize {
  const panel = panelSpace();
  const stride: usize = k << 2;
  turn(b, stride, rows, k, panel);
  turn(rows > 4 ? b + 4 * stride : b, stride, rows - 4, k, panel + 16);
  return panel;
}

/** 4 rows of b as columns, one of every 32 bytes at `to`. */
function turn(b: usize, stride: usize, rows: i32, k: i32, to: usize): void {
  const b1 = rows > 1 ? b + stride : b;
  const b2 = rows > 2 ? b + 2 * stride : b;
  const b3 = rows > 3 ? b + 3 * stride : b;
  for (let at: usize = 0; at < (<usize>k) << 2; at += 16) {
    const r0 = v128.load(b + at);
    const r1 = v128.load(b1 + at);
    const r2 = v128.load(b2 + at);
    const r3 = v128.load(b3 + at);
    const low01 = v128.shuffle<i32>(r0, r1, 0, 4, 1, 5);
    const low23 = v128.shuffle<i32>(r2, r3, 0, 4, 1, 5);
    const high01 = v128.shuffle<i32>(r0, r1, 2, 6, 3, 7);
    const high23 = v128.shuffle<i32>(r2, r3, 2, 6, 3, 7);
    // beyond k this writes up to three rows more, for which the panel has room
    v128.store(to, v128.shuffle<i64>(low01, low23, 0, 2));
    v128.store(to, v128.shuffle<i64>(low01, low23, 1, 3), 32);
    v128.store(to, v128.shuffle<i64>(high01, high23, 0, 2), 64);
    v128.store(to, v128.shuffle<i64>(high01, high23, 1, 3), 96);
    to += 128;
  }
}

/** All rows of one panel's columns. */
function tiles(
  m: i32,
  columns: i32,
  k: i32,
  a: usize,
  aRow: usize,
  aColumn: usize,
  panel: usize,
  panelRow: usize,
  bias: usize,
  c: usize,
  stride: usize,
): void {
  for (let row = 0; row < m; row += 4) {
    tile(min(m - row, 4), columns, k, a, aRow, aColumn, panel, panelRow, bias, c, stride);
    a += 4 * aRow;
    c += 4 * stride;
  }
}

function tile(
  rows: i32,
  columns: i32,
  k: i32,
  a0: usize,
  aRow: usize,
  aColumn: usize,
  b: usize,
  panelRow: usize,
  bias: usize,
  c: usize,
  stride: usize,
): void {
  let a1 = rows > 1 ? a0 + aRow : a0;
  let a2 = rows > 2 ? a0 + 2 * aRow : a0;
  let a3 = rows > 3 ? a0 + 3 * aRow : a0;
  let s00 = f32x4.splat(0);
  let s01 = s00;
  if (bias != 0) {
    s00 = v128.load(bias);
    s01 = v128.load(bias, 16);
  }
  let s10 = s00;
  let s11 = s01;
  let s20 = s00;
  let s21 = s01;
  let s30 = s00;
  let s31 = s01;
  for (; k > 0; k--) {
    const b0 = v128.load(b);
    const b1 = v128.load(b, 16);
    let x = v128.load32_splat(a0);
    s00 = f32x4.add(s00, f32x4.mul(x, b0));
    s01 = f32x4.add(s01, f32x4.mul(x, b1));
    x = v128.load32_splat(a1);
    s10 = f32x4.add(s10, f32x4.mul(x, b0));
    s11 = f32x4.add(s11, f32x4.mul(x, b1));
    x = v128.load32_splat(a2);
    s20 = f32x4.add(s20, f32x4.mul(x, b0));
    s21 = f32x4.add(s21, f32x4.mul(x, b1));
    x = v128.load32_splat(a3);
    s30 = f32x4.add(s30, f32x4.mul(x, b0));
    s31 = f32x4.add(s31, f32x4.mul(x, b1));
    a0 += aColumn;
    a1 += aColumn;
    a2 += aColumn;
    a3 += aColumn;
    b += panelRow;
  }
  storeRow(c, s00, s01, columns);
  if (rows > 1) storeRow(c + stride, s10, s11, columns);
  if (rows > 2) storeRow(c + 2 * stride, s20, s21, columns);
  if (rows > 3) storeRow(c + 3 * stride, s30, s31, columns);
}

function storeRow(c: usize, left: v128, right: v128, columns: i32): void {
  if (columns >= 8) {
    v128.store(c, left);
    v128.store(c, right, 16);
    return;
  }
  storeFirst(c, left, columns);
  if (columns > 4) storeFirst(c + 16, right, columns - 4);
}
