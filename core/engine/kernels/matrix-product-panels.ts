/** @file Packs parts of matrices for the tiles of the matrix product, which then read one number after the other. */

/** Panels begin on a multiple of four rows, for `packRows` writes four at once. */
export function panelBytes(k: i32): i32 {
  return ((k + 3) & ~3) << 5;
}

/** 8 columns of b [k, …], row after row. Columns beyond the last are whatever follows. */
export function packColumns(b: usize, bRow: usize, k: i32, to: usize): void {
  for (; k > 0; k--) {
    v128.store(to, v128.load(b));
    v128.store(to, v128.load(b, 16), 16);
    b += bRow;
    to += 32;
  }
}

/** 8 rows of b [… , k] as columns; rows beyond the last `rows` repeat the first. */
export function packRows(b: usize, bRow: usize, rows: i32, k: i32, to: usize): void {
  turn(b, bRow, rows, k, to);
  turn(rows > 4 ? b + 4 * bRow : b, bRow, rows - 4, k, to + 16);
}

/** 4 rows as columns, one of every 32 bytes at `to`. */
function turn(b: usize, bRow: usize, rows: i32, k: i32, to: usize): void {
  const b1 = rows > 1 ? b + bRow : b;
  const b2 = rows > 2 ? b + 2 * bRow : b;
  const b3 = rows > 3 ? b + 3 * bRow : b;
  for (let at: usize = 0; at < (<usize>k) << 2; at += 16) {
    const r0 = v128.load(b + at);
    const r1 = v128.load(b1 + at);
    const r2 = v128.load(b2 + at);
    const r3 = v128.load(b3 + at);
    const low01 = v128.shuffle<i32>(r0, r1, 0, 4, 1, 5);
    const low23 = v128.shuffle<i32>(r2, r3, 0, 4, 1, 5);
    const high01 = v128.shuffle<i32>(r0, r1, 2, 6, 3, 7);
    const high23 = v128.shuffle<i32>(r2, r3, 2, 6, 3, 7);
    v128.store(to, v128.shuffle<i64>(low01, low23, 0, 2));
    v128.store(to, v128.shuffle<i64>(low01, low23, 1, 3), 32);
    v128.store(to, v128.shuffle<i64>(high01, high23, 0, 2), 64);
    v128.store(to, v128.shuffle<i64>(high01, high23, 1, 3), 96);
    to += 128;
  }
}

/** 6 columns of k rows, row after row; columns beyond the last are whatever follows. */
export function packStrip(a: usize, aColumn: usize, k: i32, to: usize): void {
  for (; k > 0; k--) {
    v128.store(to, v128.load(a));
    store<u64>(to, load<u64>(a, 16), 16);
    a += aColumn;
    to += 24;
  }
}
