import type { Edge } from '../document/document.ts';
import type { Numbers } from '../findings/finding.ts';
import type { Network } from './network.ts';

/** The wire that a fix speaks of: the one into the input `port` of the block `node`, from a block that is there. */
export function wireInto({ into }: Network, { node, port }: Numbers): Edge | null {
  return into(String(node)).find(({ to }) => to[1] === port) ?? null;
}
