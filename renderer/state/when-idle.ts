/**
 * Calls back when the page has nothing else to do; Safari, which does not tell, a moment later.
 * @returns takes it back
 */
export function whenIdle(callback: () => void): () => void {
  if ('requestIdleCallback' in globalThis) {
    const idle = requestIdleCallback(callback);
    return () => cancelIdleCallback(idle);
  }
  const later = setTimeout(callback, 200);
  return () => clearTimeout(later);
}
