/** @file The choice of a wire by its other end, without a hand that draws it. */
import type { WireEnd } from '../editing/wire-choices.ts';

export class WireChoice {
  /** The end that is given; null while nothing is chosen. */
  wanted = $state.raw<WireEnd | null>(null);

  open(wanted: WireEnd): void {
    this.wanted = wanted;
  }

  close(): void {
    this.wanted = null;
  }
}
