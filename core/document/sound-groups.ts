import type { Group, Node } from './document.ts';

/**
 * The groups of a file as a document may have them: of two one lies in the other or they have no block in common, and each has an id of
 * its own and blocks that are there. Larger ones count first; a group that cuts one of those is left out, for it changes nothing of what
 * the network computes.
 */
export function soundGroups(groups: readonly Group[], nodes: readonly Pick<Node, 'id'>[]): Group[] {
  const known = new Set(nodes.map(({ id }) => id));
  const whole = groups.map((group) => ({ ...group, nodes: [...new Set(group.nodes)].filter((id) => known.has(id)) }));
  const innermost = new Map<string, Group>();
  const ids = new Set<string>();
  const sound = new Set<Group>();
  for (const group of whole.toSorted((a, b) => b.nodes.length - a.nodes.length)) {
    const around = new Set(group.nodes.map((id) => innermost.get(id)));
    if (around.size !== 1 || ids.has(group.id)) continue;
    ids.add(group.id);
    sound.add(group);
    for (const id of group.nodes) innermost.set(id, group);
  }
  return whole.filter((group) => sound.has(group));
}
