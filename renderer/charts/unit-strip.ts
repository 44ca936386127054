/** @file The bars of units beside a matrix: as many as there are pixels, or units. */
import { shareOf, type UnitNumbers } from './matrix-source.ts';

export interface UnitStrip {
  /** Of each bar the largest norm among its units; Infinity if one is not finite. */
  readonly norms: Float32Array;
  /** 1 where a unit of the bar is dead: none is lost between two pixels. */
  readonly dead: Uint8Array;
}

export function unitStrip({ norms, dead }: UnitNumbers, pixels: number): UnitStrip {
  const bars = Math.min(norms.length, Math.max(0, Math.floor(pixels)));
  const strip = { norms: new Float32Array(bars), dead: new Uint8Array(bars) };
  for (let bar = 0; bar < bars; bar++) {
    const [from, to] = shareOf(bar, bars, norms.length);
    for (let unit = from; unit < to; unit++) {
      const norm = Number.isFinite(norms[unit]!) ? norms[unit]! : Infinity;
      if (norm > strip.norms[bar]!) strip.norms[bar] = norm;
      if (dead[unit]) strip.dead[bar] = 1;
    }
  }
  return strip;
}
