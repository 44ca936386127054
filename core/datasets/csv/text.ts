/** @file From bytes to text, refusing what is no text before it turns into strange cells. */
import { InputError } from '../../findings/input-error.ts';

/** Larger text would not fit into one string with room to work. */
const MOST_BYTES = 256 * 1024 * 1024;

/**
 * Decodes UTF-8, with or without a byte order mark.
 * @throws InputError for UTF-16, for binary files and for other encodings, naming the first line that is not UTF-8.
 */
export function decodeText(data: string, bytes: Uint8Array): string {
  if (bytes.length > MOST_BYTES) throw new InputError('data_too_large', { data, got: bytes.length, most: MOST_BYTES });
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) throw new InputError('data_text_utf16', { data });
  if (bytes.includes(0)) throw new InputError('data_text_binary', { data });
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new InputError('data_text_encoding', { data, line: firstUndecodableLine(bytes) });
  }
}

/** UTF-8 never has a newline byte inside a character, so lines can be tried one by one. */
function firstUndecodableLine(bytes: Uint8Array): number {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  for (let line = 1, start = 0; ; line++) {
    const newline = bytes.indexOf(10, start);
    try {
      decoder.decode(bytes.subarray(start, newline < 0 ? bytes.length : newline));
    } catch {
      return line;
    }
    start = newline + 1;
  }
}
