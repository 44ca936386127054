/** @file How many numbers have which magnitude, in bins of a quarter of a decade. */
import { HISTOGRAM, HISTOGRAM_BINS, type LogHistogram } from '../../telemetry/picture.ts';

/** The bits of numbers of single precision without their sign: read as integers they have the order of the magnitudes. */
const MAGNITUDE = 0x7fffffff;
const INFINITE = 0x7f800000;

/** Lower edges of the bins; the first bin goes down to zero, the last has no end. */
const EDGES = bitsOf(Float32Array.from({ length: HISTOGRAM_BINS }, (_, bin) => 10 ** (HISTOGRAM.low + bin / HISTOGRAM.perDecade)));

/** A number's exponent and the first four bits of its fraction: 16 stretches to the octave, so that none has more than one edge in it. */
const SHIFT = 19;

/** The bin of the smallest number of each stretch. */
const BINS = Uint8Array.from({ length: 2 ** (31 - SHIFT) }, (_, stretch) =>
  Math.max(
    0,
    EDGES.findLastIndex((edge) => edge <= stretch << SHIFT),
  ),
);

function bitsOf(numbers: Float32Array): Uint32Array {
  return new Uint32Array(numbers.buffer, numbers.byteOffset, numbers.length);
}

/** NaN is not defined and not counted, Infinity is not finite. */
export function logHistogram(numbers: Float32Array): LogHistogram {
  const counts = new Uint32Array(HISTOGRAM_BINS);
  const bits = bitsOf(numbers);
  let [zeros, nonFinite] = [0, 0];
  for (let index = 0; index < bits.length; index++) {
    const magnitude = bits[index]! & MAGNITUDE;
    if (magnitude === 0) zeros += 1;
    else if (magnitude === INFINITE) nonFinite += 1;
    else if (magnitude < INFINITE) {
      const bin = BINS[magnitude >>> SHIFT]!;
      counts[bin < HISTOGRAM_BINS - 1 && magnitude >= EDGES[bin + 1]! ? bin + 1 : bin]! += 1;
    }
  }
  return { counts, zeros, nonFinite };
}
