/** @file Whether a document was drawn by nobody: all its blocks lie at one point. */
import type { Document } from '../../core/document/document.ts';

export function isUndrawn({ nodes }: Document): boolean {
  const [first, ...others] = nodes;
  if (!first || others.length === 0) return false;
  return others.every(({ position: [x, y] }) => x === first.position[0] && y === first.position[1]);
}
