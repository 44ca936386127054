/** @file How many numbers have which magnitude, in bins of a quarter of a decade. */
import { HISTOGRAM, HISTOGRAM_BINS, type LogHistogram } from '../../telemetry/picture.ts';
import type { RealArray } from '../machine.ts';

/** Lower edges of the bins, as numbers of single precision; the first bin goes down to zero, the last has no end. */
const EDGES = Float32Array.from({ length: HISTOGRAM_BINS }, (_, bin) => 10 ** (HISTOGRAM.low + bin / HISTOGRAM.perDecade));

/** A number's exponent and the first four bits of its fraction: 16 stretches to the octave, so that none has more than one edge in it. */
const SHIFT = 19;
const STRETCHES = 2 ** (31 - SHIFT);

const real = new Float32Array(1);
const bits = new Uint32Array(real.buffer);

/** The bin of the smallest number of each stretch. */
const BINS = Uint8Array.from({ length: STRETCHES }, (_, stretch) => {
  bits[0] = stretch << SHIFT;
  return Math.max(
    0,
    EDGES.findLastIndex((edge) => edge <= real[0]!),
  );
});

/** Of numbers of single precision: NaN is not defined and not counted, Infinity is not finite. */
export function logHistogram(numbers: RealArray): LogHistogram {
  const counts = new Uint32Array(HISTOGRAM_BINS);
  let [zeros, nonFinite] = [0, 0];
  for (let index = 0; index < numbers.length; index++) {
    const magnitude = Math.abs(numbers[index]!);
    if (magnitude === 0) zeros += 1;
    else if (magnitude === Infinity) nonFinite += 1;
    else if (magnitude === magnitude) {
      real[0] = magnitude;
      const bin = BINS[bits[0]! >>> SHIFT]!;
      counts[bin < HISTOGRAM_BINS - 1 && magnitude >= EDGES[bin + 1]! ? bin + 1 : bin]! += 1;
    }
  }
  return { counts, zeros, nonFinite };
}
