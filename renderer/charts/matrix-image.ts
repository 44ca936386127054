/** @file The numbers of a matrix to pixels, one for each cell. Nothing is allocated from one drawing to the next. */
import { HEAT_STEPS, NO_COLOUR } from '../theme/heat.ts';
import { MagnitudeSteps } from './magnitude-steps.ts';
import type { MatrixScale } from './matrix-source.ts';

const OPAQUE = 0xff000000;

export class MatrixImage {
  readonly width: number;
  readonly height: number;
  /** ABGR, row-major. */
  readonly pixels: Uint32Array<ArrayBuffer>;
  /** Opaque where a number is an exact zero, and where it is not finite. */
  readonly zero: Uint32Array<ArrayBuffer>;
  readonly nonFinite: Uint32Array<ArrayBuffer>;
  hasZero = false;
  hasNonFinite = false;
  #magnitudes: { readonly low: number; readonly high: number; readonly steps: MagnitudeSteps } | null = null;

  constructor(width: number, height: number) {
    this.width = width;
    this.height = height;
    this.pixels = new Uint32Array(width * height);
    this.zero = new Uint32Array(width * height);
    this.nonFinite = new Uint32Array(width * height);
  }

  /** `values` has width × height numbers; `table` is one of `heatTable`, of the scale's colours. */
  paint(values: Float32Array, scale: MatrixScale, table: Uint32Array): void {
    const { pixels, zero, nonFinite } = this;
    if (this.hasZero) zero.fill(0);
    if (this.hasNonFinite) nonFinite.fill(0);
    this.hasZero = this.hasNonFinite = false;
    const perUnit = (HEAT_STEPS - 1) / (scale.high - scale.low);
    const first = scale.low + scale.origin;
    const magnitudes = scale.of === 'logarithm' ? this.#stepsOf(first, scale.high + scale.origin) : null;
    const bits = new Uint32Array(values.buffer, values.byteOffset, values.length);
    for (let at = 0; at < pixels.length; at++) {
      const value = values[at]!;
      if (value !== 0 && value - value === 0) {
        const index = magnitudes ? magnitudes.stepOf(value, bits[at]!) : Math.round((value - first) * perUnit);
        pixels[at] = table[index < 0 ? 0 : index >= HEAT_STEPS ? HEAT_STEPS - 1 : index]!;
        continue;
      }
      pixels[at] = table[NO_COLOUR]!;
      if (value === 0) {
        zero[at] = OPAQUE;
        this.hasZero = true;
      } else if (Math.abs(value) === Infinity) {
        nonFinite[at] = OPAQUE;
        this.hasNonFinite = true;
      }
    }
  }

  #stepsOf(low: number, high: number): MagnitudeSteps {
    if (this.#magnitudes?.low !== low || this.#magnitudes.high !== high)
      this.#magnitudes = { low, high, steps: new MagnitudeSteps(low, high) };
    return this.#magnitudes.steps;
  }
}
