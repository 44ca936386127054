/** @file Unpacking gzip without trusting it: what comes out is bounded before it is kept. */
import { InputError } from '../findings/input-error.ts';

export function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

/**
 * Unpacks `file`. As soon as the first `headBytes` bytes are there, `sizeOf` tells from them how many there must be in all (it may
 * throw); one byte more ends the reading.
 * @throws InputError if the gzip is broken or holds more than that. Holding less is for the caller to judge.
 */
export async function inflate(
  data: string,
  file: Uint8Array,
  headBytes: number,
  sizeOf: (head: Uint8Array) => number,
): Promise<Uint8Array> {
  const reader = new Blob([new Uint8Array(file)]).stream().pipeThrough(new DecompressionStream('gzip')).getReader();
  let out = new Uint8Array(headBytes);
  let used = 0;
  let sized = false;
  for (;;) {
    const chunk = await reader.read().catch(() => {
      throw new InputError('data_gzip_broken', { data });
    });
    if (chunk.done) return out.subarray(0, used);
    let taken = 0;
    while (taken < chunk.value.length) {
      if (used === out.length) {
        if (sized) {
          await reader.cancel();
          throw new InputError('data_idx_size', { data, expected: out.length, got: 'clause:more_than_expected' });
        }
        const whole = new Uint8Array(sizeOf(out));
        whole.set(out);
        out = whole;
        sized = true;
        continue;
      }
      const part = chunk.value.subarray(taken, taken + out.length - used);
      out.set(part, used);
      used += part.length;
      taken += part.length;
    }
  }
}
