import { ORDER } from './layout.ts';
import { storeFirst } from './lanes.ts';

/** y [R, size] from columns [column, column + size) of the data at the address that `source` of the header holds. */
export function gather(source: usize, width: u32, column: u32, y: usize, size: i32, first: i32, rows: i32): void {
  const data = <usize>load<u32>(source) + (column << 2);
  const order = <usize>load<u32>(ORDER) + (first << 2);
  for (let row = 0; row < rows; row++) {
    let from = data + load<u32>(order + (row << 2)) * (width << 2);
    for (let left = size; left > 0; left -= 4) {
      storeFirst(y, v128.load(from), left);
      from += 16;
      y += min(left, 4) << 2;
    }
  }
}
