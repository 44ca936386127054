/** @file The norm of the whole gradient and by what clipping scales it, as in reference/clip-grad-norm.ts. */
import { CLIP, CLIP_SCALE, GRADIENT_SQUARES, SUMS, SUMS_BYTES } from './layout.ts';
import { tell } from './report.ts';
import { squaresOf } from './squares.ts';

/** Squares of a chunk of the gradient region, numbers from `begin` to before `end`; whole vectors, for its gaps hold zeros. */
export function clipGradNorm(gradients: usize, chunk: i32, begin: i32, end: i32): void {
  if (load<f64>(CLIP) > 0)
    store<f64>(SUMS + chunk * SUMS_BYTES, squaresOf(gradients + ((<usize>begin) << 2), gradients + ((<usize>end) << 2)));
}

/** When all chunks are done. Without a limit the optimizers add up the norm, where it is wanted. */
export function tellGradNorm(norm: usize, clipped: usize, chunks: i32, recorded: bool): void {
  const limit = load<f64>(CLIP);
  store<f64>(CLIP_SCALE, 1);
  store<f64>(GRADIENT_SQUARES, 0);
  if (limit > 0) {
    let squares: f64 = 0;
    for (let chunk = 0; chunk < chunks; chunk++) squares += load<f64>(SUMS + chunk * SUMS_BYTES);
    const length = Math.sqrt(squares);
    const coefficient = limit / (length + 1e-6);
    if (coefficient < 1) store<f64>(CLIP_SCALE, coefficient);
    tell(norm, length);
    store<f32>(clipped, coefficient < 1 ? 1 : 0);
  } else if (recorded) {
    tell(norm, 0);
    store<f32>(clipped, 0);
  }
}
