/** Milliseconds of a frame are not spent on more than this many bytes. */
const PIECE = 8 * 2 ** 20;

/** The bytes as a Blob, copied piece by piece, so that the page can draw between them; whoever has them may go on changing nothing of them. */
export async function inPieces(bytes: Uint8Array): Promise<Blob> {
  const pieces: Blob[] = [];
  for (let at = 0; at < bytes.length; at += PIECE) {
    if (at > 0) await new Promise((resolve) => setTimeout(resolve));
    pieces.push(new Blob([bytes.subarray(at, at + PIECE) as Uint8Array<ArrayBuffer>]));
  }
  return new Blob(pieces);
}
