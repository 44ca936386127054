/**
 * @file What a screen reader says of a block or a wire after its name. Svelte Flow draws the element that has the focus, and describes it
 * by its keys; this puts words in front of that.
 */

/** An id that a list of ids can hold: names of wires, and what a file calls its nodes, may have spaces. */
export function aboutId(kind: 'block' | 'wire', id: string): string {
  return `about-${kind}-${encodeURIComponent(id)}`;
}

/** Attached to the element with the words: the block or wire that it is in is described by it. */
export function describes(words: Element): () => void {
  const thing = words.closest('.svelte-flow__node, .svelte-flow__edge');
  const keys = thing?.getAttribute('aria-describedby') ?? '';
  thing?.setAttribute('aria-describedby', `${words.id} ${keys}`.trim());
  return () => thing?.setAttribute('aria-describedby', keys);
}
