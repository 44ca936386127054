import { ORDER } from './layout.ts';
import { storeFirst } from './lanes.ts';

/**
 * Rows `begin` to before `end` of y [R, size], from columns [column, column + size) of the data at the address that `source` of the
 * header holds. One number or two are moved as they are: rows so narrow are many for their work.
 */
export function gather(source: usize, width: u32, column: u32, y: usize, size: i32, first: i32, begin: i32, end: i32): void {
  const data = <usize>load<u32>(source) + (column << 2);
  const stride = width << 2;
  let place = <usize>load<u32>(ORDER) + ((first + begin) << 2);
  y += (begin * size) << 2;
  if (size == 1) {
    for (let row = begin; row < end; row++) {
      store<u32>(y, load<u32>(data + load<u32>(place) * stride));
      place += 4;
      y += 4;
    }
  } else if (size == 2) {
    for (let row = begin; row < end; row++) {
      store<u64>(y, load<u64>(data + load<u32>(place) * stride));
      place += 4;
      y += 8;
    }
  } else {
    for (let row = begin; row < end; row++) {
      let from = data + load<u32>(place) * stride;
      for (let left = size; left > 0; left -= 4) {
        storeFirst(y, v128.load(from), left);
        from += 16;
        y += min(left, 4) << 2;
      }
      place += 4;
    }
  }
}
