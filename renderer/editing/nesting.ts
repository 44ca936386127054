/** @file How the groups of a document lie in each other: what `groups` does not say but follows from it. */
import type { Document, Group } from '../../core/document/document.ts';

export interface Nesting {
  /** Those around a block, the outermost first. */
  around(node: string): readonly Group[];
  /** Every group, one that holds another before it. */
  readonly outerFirst: readonly Group[];
  /** The innermost group around a group. */
  parent(group: Group): Group | undefined;
}

const NONE: readonly Group[] = [];
const EMPTY: Nesting = { around: () => NONE, outerFirst: NONE, parent: () => undefined };

const known = new WeakMap<readonly Group[], Nesting>();

/** Of two groups of the same blocks the later one is the outer one. */
export function nestingOf({ groups }: Document): Nesting {
  if (!groups) return EMPTY;
  const before = known.get(groups);
  if (before) return before;
  const outerFirst = groups.toReversed().sort((a, b) => b.nodes.length - a.nodes.length);
  const around = new Map<string, Group[]>();
  for (const group of outerFirst)
    for (const node of group.nodes) {
      const groups = around.get(node);
      if (groups) groups.push(group);
      else around.set(node, [group]);
    }
  const nesting: Nesting = {
    around: (node) => around.get(node) ?? NONE,
    outerFirst,
    parent(group) {
      const chain = around.get(group.nodes[0] ?? '') ?? NONE;
      return chain[chain.indexOf(group) - 1];
    },
  };
  known.set(groups, nesting);
  return nesting;
}
