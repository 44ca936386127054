/** @file Long texts, made without holding up the page: a few milliseconds of work, then whatever else has to be done. */

/** So long may the page not answer. */
const MILLISECONDS = 5;
/** So many letters are handed on at a time: a Blob takes them out of the memory of the page. */
const LETTERS = 1 << 20;

/** The pieces one after the other; null if `stale` says that they have become of no use. */
export async function gathered(pieces: Iterable<string>, stale: () => boolean = () => false): Promise<Blob | null> {
  const blobs: Blob[] = [];
  let text: string[] = [];
  let letters = 0;
  let begun = performance.now();
  for (const piece of pieces) {
    text.push(piece);
    letters += piece.length;
    if (letters >= LETTERS) {
      blobs.push(new Blob(text));
      text = [];
      letters = 0;
    }
    if (performance.now() - begun < MILLISECONDS) continue;
    await nextTask();
    if (stale()) return null;
    begun = performance.now();
  }
  return new Blob([...blobs, ...text]);
}

/** Not by a timer: those of a hidden page come once in a second. */
function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}

/** Each as a line of its own. */
export function* ended(lines: Iterable<string>): Generator<string> {
  for (const line of lines) yield `${line}\n`;
}
