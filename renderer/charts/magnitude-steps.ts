/**
 * @file The step of a logarithmic colour scale that a 32-bit number has, looked up by the first of its bits: a logarithm for each cell of a
 * large picture takes longer than a frame. It is the same step to the last one that the logarithm gives.
 */
import { HEAT_STEPS } from '../theme/heat.ts';

/** Exponent and seven bits of the fraction: the numbers of one stretch are within a 128th of each other. */
const SHIFT = 16;
const STRETCHES = 2 ** (31 - SHIFT);
/** Of a stretch whose numbers have more than one step. */
const SEVERAL = 255;

export class MagnitudeSteps {
  readonly #first: number;
  readonly #perDecade: number;
  readonly #steps = new Uint8Array(STRETCHES);

  /** `low` and `high` are decades. */
  constructor(low: number, high: number) {
    this.#first = low;
    this.#perDecade = (HEAT_STEPS - 1) / (high - low);
    const bits = new Uint32Array(1);
    const real = new Float32Array(bits.buffer);
    const at = (pattern: number) => {
      bits[0] = pattern;
      return this.#computed(real[0]!);
    };
    for (let stretch = 0; stretch < STRETCHES; stretch++) {
      const least = at(stretch << SHIFT);
      this.#steps[stretch] = least === at((stretch << SHIFT) | ((1 << SHIFT) - 1)) ? least : SEVERAL;
    }
  }

  /** Of a number that is finite and not zero, given with its bits. */
  stepOf(value: number, bits: number): number {
    const step = this.#steps[(bits & 0x7fffffff) >>> SHIFT]!;
    return step === SEVERAL ? this.#computed(value) : step;
  }

  #computed(value: number): number {
    const step = Math.round((Math.log10(Math.abs(value)) - this.#first) * this.#perDecade);
    return step < 0 ? 0 : step < HEAT_STEPS ? step : HEAT_STEPS - 1;
  }
}
