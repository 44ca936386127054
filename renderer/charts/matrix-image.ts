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
    if (this.hasZero) this.zero.fill(0);
    if (this.hasNonFinite) this.nonFinite.fill(0);
    this.hasZero = this.hasNonFinite = false;
    const first = scale.low + scale.origin;
    if (scale.of === 'logarithm') this.#paintMagnitudes(values, this.#stepsOf(first, scale.high + scale.origin), table);
    else this.#paintNumbers(values, first, (HEAT_STEPS - 1) / (scale.high - scale.low), table);
  }

  #paintMagnitudes(values: Float32Array, steps: MagnitudeSteps, table: Uint32Array): void {
    const { pixels } = this;
    const bits = new Uint32Array(values.buffer, values.byteOffset, values.length);
    for (let at = 0; at < pixels.length; at++) {
      const step = steps.stepOf(bits[at]!);
      pixels[at] = table[step]!;
      if (step === NO_COLOUR) this.#mark(at, values[at]!);
    }
  }

  #paintNumbers(values: Float32Array, first: number, perUnit: number, table: Uint32Array): void {
    const { pixels } = this;
    for (let at = 0; at < pixels.length; at++) {
      const value = values[at]!;
      if (value !== 0 && value - value === 0) {
        // what Math.round gives, in half of its time
        const step = (value - first) * perUnit + 0.5;
        pixels[at] = table[step < 0 ? 0 : step < HEAT_STEPS ? step | 0 : HEAT_STEPS - 1]!;
      } else {
        pixels[at] = table[NO_COLOUR]!;
        this.#mark(at, value);
      }
    }
  }

  /** A number without a colour; NaN has no mark either. */
  #mark(at: number, value: number): void {
    if (value === 0) {
      this.zero[at] = OPAQUE;
      this.hasZero = true;
    } else if (Math.abs(value) === Infinity) {
      this.nonFinite[at] = OPAQUE;
      this.hasNonFinite = true;
    }
  }

  #stepsOf(low: number, high: number): MagnitudeSteps {
    if (this.#magnitudes?.low !== low || this.#magnitudes.high !== high)
      this.#magnitudes = { low, high, steps: new MagnitudeSteps(low, high) };
    return this.#magnitudes.steps;
  }
}
