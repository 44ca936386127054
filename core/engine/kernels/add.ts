/** y = a + b over `count` numbers; y may be a or b. */
export function add(a: usize, b: usize, y: usize, count: i32): void {
  for (; count > 0; count -= 4) {
    v128.store(y, f32x4.add(v128.load(a), v128.load(b)));
    a += 16;
    b += 16;
    y += 16;
  }
}
