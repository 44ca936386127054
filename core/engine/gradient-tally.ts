/** @file What has been found of the gradients of one layer, as it is counted. */
import type { LayerCheck, WorstGradient } from '../telemetry/gradient-check.ts';
import type { Slope } from './slope.ts';

type Computed = Omit<WorstGradient, 'expected'>;

export class GradientTally {
  readonly #bound: number;
  #numbers = 0;
  #directions = 0;
  #kinks = 0;
  #faint = 0;
  #error: number | null = null;
  #worst: WorstGradient | null = null;

  constructor(bound: number) {
    this.#bound = bound;
  }

  /** One slope: a number's, or without an index a direction's. `scale` is a difference whose error is 1. */
  add(computed: Computed, slope: Slope, scale: number): void {
    if (slope === 'kink') this.#kinks += 1;
    else if (slope === 'faint') this.#faint += 1;
    else {
      if (computed.index === null) this.#directions += 1;
      else this.#numbers += 1;
      this.#worsen(Math.abs(computed.computed - slope) / scale, { ...computed, expected: slope });
    }
  }

  /** A gradient that is not finite. */
  addLost(computed: Computed): void {
    this.#worsen(Infinity, { ...computed, expected: NaN });
  }

  layer(node: string, name: string): LayerCheck {
    return {
      node,
      name,
      passed: this.#error === null || this.#error <= this.#bound,
      error: this.#error,
      numbers: this.#numbers,
      directions: this.#directions,
      kinks: this.#kinks,
      faint: this.#faint,
      worst: this.#worst,
    };
  }

  #worsen(error: number, worst: WorstGradient): void {
    if (this.#error !== null && error <= this.#error) return;
    this.#error = error;
    this.#worst = worst;
  }
}
