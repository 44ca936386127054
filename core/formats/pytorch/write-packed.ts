/** @file Numbers as text that Python unpacks: zlib, then base64. */

const LINE = 120;
/** Arguments of one call. */
const CHUNK = 0x8000;

/** Little-endian numbers of 32 bits, in lines. */
export async function packed(values: Float32Array<ArrayBuffer>): Promise<string> {
  const stream = new Blob([values]).stream().pipeThrough(new CompressionStream('deflate'));
  const bytes = new Uint8Array(await new Response(stream).arrayBuffer());
  let text = '';
  for (let start = 0; start < bytes.length; start += CHUNK) text += String.fromCharCode(...bytes.subarray(start, start + CHUNK));
  return btoa(text).replace(new RegExp(`.{${LINE}}(?=.)`, 'g'), '$&\n');
}
