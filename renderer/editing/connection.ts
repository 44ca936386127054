/** @file Whether a wire may be drawn, and if not, why: said where the hand is, before it lets go. */
import type { Document, Edge } from '../../core/document/document.ts';
import { reaches } from '../../core/document/reaches.ts';
import { m } from '../language/generated/messages.js';

export interface Ends {
  readonly source: string;
  readonly sourceHandle?: string | null;
  readonly target: string;
  readonly targetHandle?: string | null;
}

/** One sentence, or null if the wire may be drawn. A wire that the hand has taken off its input, `pulled`, is not in the way. */
export function refusalOf(document: Document, { source, target, targetHandle }: Ends, pulled: Edge | null = null): string | null {
  const edges = document.edges.filter((edge) => edge !== pulled);
  const name = (id: string) => document.nodes.find((node) => node.id === id)?.name ?? id;
  if (source === target) return m.wire_self({ name: name(source) });
  if (reaches({ ...document, edges }, target, source)) return m.wire_cycle({ from: name(source), to: name(target) });
  if (edges.some((edge) => edge.to[0] === target && edge.to[1] === targetHandle))
    return m.wire_taken({ name: name(target), port: targetHandle ?? '' });
  return null;
}
