/**
 * @file The step of a logarithmic colour scale that a 32-bit number has, looked up by the first of its bits: a logarithm for each cell of a
 * large picture takes longer than a frame. It is the same step to the last one that the logarithm gives.
 */
import { HEAT_STEPS, NO_COLOUR } from '../theme/heat.ts';

const MAGNITUDE = 0x7fffffff;
/** Exponent and seven bits of the fraction: the numbers of one stretch are within a 128th of each other. */
const SHIFT = 16;
const STRETCHES = 2 ** (31 - SHIFT);
/** Of a stretch whose numbers have more than one step. */
const SEVERAL = 255;

export class MagnitudeSteps {
  readonly #first: number;
  readonly #perDecade: number;
  readonly #steps = new Uint8Array(STRETCHES);
  readonly #bits = new Uint32Array(1);
  readonly #number = new Float32Array(this.#bits.buffer);

  /** `low` and `high` are decades. */
  constructor(low: number, high: number) {
    this.#first = low;
    this.#perDecade = (HEAT_STEPS - 1) / (high - low);
    for (let stretch = 0; stretch < STRETCHES; stretch++) {
      const least = this.#computed(stretch << SHIFT);
      this.#steps[stretch] = least === this.#computed((stretch << SHIFT) | ((1 << SHIFT) - 1)) ? least : SEVERAL;
    }
  }

  /** Of a number that is given by its bits; `NO_COLOUR` of zero and of what is not finite. */
  stepOf(bits: number): number {
    const step = this.#steps[(bits & MAGNITUDE) >>> SHIFT]!;
    return step === SEVERAL ? this.#computed(bits & MAGNITUDE) : step;
  }

  #computed(magnitude: number): number {
    this.#bits[0] = magnitude;
    const number = this.#number[0]!;
    if (!(number > 0 && number < Infinity)) return NO_COLOUR;
    const step = Math.round((Math.log10(number) - this.#first) * this.#perDecade);
    return step < 0 ? 0 : step < HEAT_STEPS ? step : HEAT_STEPS - 1;
  }
}
