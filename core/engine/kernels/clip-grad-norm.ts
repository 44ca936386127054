import { CLIP } from './layout.ts';
import { addSquares, sumOfLanes } from './lanes.ts';
import { tell } from './report.ts';

/** As in reference/clip-grad-norm.ts; `size` is a multiple of four, for the gaps of the region hold zeros. */
export function clipGradNorm(gradients: usize, size: i32, norm: usize, clipped: usize, recorded: bool): void {
  const limit = load<f64>(CLIP);
  if (limit == 0 && !recorded) return;
  let squares = f64x2.splat(0);
  for (let i = 0; i < size; i += 4) squares = addSquares(squares, v128.load(gradients + (i << 2)));
  const length = Math.sqrt(sumOfLanes(squares));
  const coefficient = limit > 0 ? limit / (length + 1e-6) : 1;
  const clips = coefficient < 1;
  if (clips) {
    const scale = f32x4.splat(<f32>coefficient);
    for (let i = 0; i < size; i += 4) {
      const at = gradients + (i << 2);
      v128.store(at, f32x4.mul(v128.load(at), scale));
    }
  }
  tell(norm, length);
  store<f32>(clipped, clips ? 1 : 0);
}
