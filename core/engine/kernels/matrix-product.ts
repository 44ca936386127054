/**
 * @file c [m, n] = a · b + bias, the one matrix product behind linear and its gradients. Every number of c is one chain of sums over k,
 * from 0 upwards, so it is the same however the work is cut into blocks of k, tiles, chunks and threads. For each block of k and
 * group of columns, panels of 8 columns of b are packed once and stay in the second cache; strips of up to 6 rows of a run along them.
 */
import { PANEL_BYTES, PANEL_TERMS, STRIP_BYTES } from './layout.ts';
import { packColumns, packRows, packStrip } from './matrix-product-panels.ts';
import { NO_GATE, tile4x8, tile6x4, tile6x8 } from './matrix-product-tiles.ts';
import { workingSpace } from './working-space.ts';

/** Of what is not larger than this the first cache keeps the lines from one tile to the next: packing would gain nothing. */
const NEAR: u32 = 16384;

/**
 * Columns `begin`, a multiple of 8, to `end` of c. a [m, k], element (i, j) at a + i · aRow + j · aColumn bytes; b [k, n] row-major, or
 * [n, k] if it is `turned`; bias [n] or 0; c [m, n] row-major. What has a key below `least` (settle.ts) becomes 0, and
 * so does what stands where a `gate` [m, n], or 0, is not above 0: c itself, or another.
 */
export function multiply(
  m: i32,
  n: i32,
  k: i32,
  a: usize,
  aRow: usize,
  aColumn: usize,
  b: usize,
  turned: bool,
  bias: usize,
  c: usize,
  begin: i32,
  end: i32,
  least: i32,
  gate: usize,
): void {
  const row: usize = n << 2;
  const packed = turned || (m > 12 && n > 8 && <u32>k * <u32>row > NEAR);
  const strip = workingSpace();
  const panels = strip + STRIP_BYTES;
  const blocks = (k + PANEL_TERMS - 1) / PANEL_TERMS;
  for (let block = 0; block < blocks; block++) {
    const first = border(k, block, blocks);
    const terms = border(k, block + 1, blocks) - first;
    // a sum that is not finished may be as small as it likes
    const limit = block == blocks - 1 ? least : 1;
    const distance = gate == 0 || block < blocks - 1 ? NO_GATE : <i32>(gate - c);
    // turning writes four rows of a panel at once
    const panelBytes = packed ? ((terms + 3) & ~3) << 5 : 32;
    const group = packed ? (PANEL_BYTES / panelBytes) << 3 : n;
    for (let left = begin; left < end; left += group) {
      const right = min(end, left + group);
      const at: usize = left << 2;
      let from: usize = bias == 0 ? 0 : bias + at;
      let fromRow: usize = 0;
      if (block > 0) {
        from = c + at;
        fromRow = row;
      }
      let b0 = turned ? b + ((<usize>left * k + first) << 2) : b + <usize>first * row + at;
      if (packed) {
        pack(b0, turned ? (<usize>k) << 2 : row, turned, right - left, terms, panels, panelBytes);
        b0 = panels;
      }
      const a0 = a + <usize>first * aColumn;
      strips(
        m,
        right - left,
        terms,
        a0,
        aRow,
        aColumn,
        strip,
        b0,
        packed ? 32 : row,
        panelBytes,
        from,
        fromRow,
        c + at,
        row,
        limit,
        distance,
      );
    }
  }
}

/** Where a block begins: on a multiple of four. */
function border(k: i32, block: i32, blocks: i32): i32 {
  return block == blocks ? k : ((k * block) / blocks) & ~3;
}

function pack(b: usize, bRow: usize, turned: bool, columns: i32, k: i32, to: usize, panelBytes: usize): void {
  for (; columns > 0; columns -= 8) {
    if (turned) {
      packRows(b, bRow, columns, k, to);
      b += bRow << 3;
    } else {
      packColumns(b, bRow, k, to);
      b += 32;
    }
    to += panelBytes;
  }
}

/** All rows of some columns of c, over one block of k. */
function strips(
  m: i32,
  columns: i32,
  k: i32,
  a: usize,
  aRow: usize,
  aColumn: usize,
  strip: usize,
  b: usize,
  bRow: usize,
  panelBytes: usize,
  from: usize,
  fromRow: usize,
  c: usize,
  cRow: usize,
  least: i32,
  gate: i32,
): void {
  // neighbours in rows that lie far apart
  const packed = aRow == 4 && columns >= 32 && <u32>k * <u32>aColumn > NEAR;
  while (m > 0) {
    // two tiles of 4 rows end faster than one of 6 and one of 2
    const rows = m == 7 || m == 8 || m < 5 ? 4 : 6;
    if (packed) {
      packStrip(a, aColumn, k, strip);
      panelsOf(min(rows, m), rows, columns, k, strip, 4, 24, b, bRow, panelBytes, from, fromRow, c, cRow, least, gate);
    } else panelsOf(min(rows, m), rows, columns, k, a, aRow, aColumn, b, bRow, panelBytes, from, fromRow, c, cRow, least, gate);
    m -= rows;
    a += <usize>rows * aRow;
    c += <usize>rows * cRow;
    if (from != 0) from += <usize>rows * fromRow;
  }
}

/** One strip of c: tile after tile. */
function panelsOf(
  rows: i32,
  height: i32,
  columns: i32,
  k: i32,
  a: usize,
  aRow: usize,
  aColumn: usize,
  b: usize,
  bRow: usize,
  panelBytes: usize,
  from: usize,
  fromRow: usize,
  c: usize,
  cRow: usize,
  least: i32,
  gate: i32,
): void {
  for (; columns > 0; columns -= 8) {
    const width = min(columns, 8);
    if (height == 4) tile4x8(rows, width, k, a, aRow, aColumn, b, bRow, from, fromRow, c, cRow, least, gate);
    else if (width > 4) tile6x8(rows, width, k, a, aRow, aColumn, b, bRow, from, fromRow, c, cRow, least, gate);
    else tile6x4(rows, width, k, a, aRow, aColumn, b, bRow, from, fromRow, c, cRow, least, gate);
    b += panelBytes;
    c += 32;
    if (from != 0) from += 32;
  }
}
