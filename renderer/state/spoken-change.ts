/** @file What an edit has changed, in one short sentence for who does not see it: "fc2 added after relu1, wired". */
import { edgeName, type Document, type Edge, type Group, type Node } from '../../core/document/document.ts';
import { notesOf } from '../../core/document/notes.ts';
import { m } from '../language/generated/messages.js';

export type How = 'edit' | 'undo' | 'redo';

/**
 * Null where nothing was changed that a person could name. Of what is undone it says what had been done: `before` and `after` are the
 * documents as they followed each other on the screen.
 */
export function spokenChange(before: Document, after: Document, how: How): string | null {
  const sentence = how === 'undo' ? changeOf(after, before) : changeOf(before, after);
  if (sentence === null || how === 'edit') return sentence;
  return how === 'undo' ? m.spoken_undone({ change: sentence }) : m.spoken_redone({ change: sentence });
}

/** The first that is of any weight: what comes with it (the wires of a new block, blocks that make room) is not told. */
function changeOf(before: Document, after: Document): string | null {
  const pair: Pair = { before, after, nodes: partsOf(before.nodes, after.nodes), edges: wiresOf(before.edges, after.edges) };
  for (const tell of [blocks, wires, layers, names, settings, bypasses, groups, notes, places, rest]) {
    const sentence = tell(pair);
    if (sentence !== null) return sentence;
  }
  return null;
}

interface Parts<T> {
  readonly added: readonly T[];
  readonly removed: readonly T[];
  readonly changed: readonly { readonly from: T; readonly to: T }[];
}

interface Pair {
  readonly before: Document;
  readonly after: Document;
  readonly nodes: Parts<Node>;
  readonly edges: Parts<Edge>;
}

function partsOf<T extends { readonly id: string }>(before: readonly T[], after: readonly T[]): Parts<T> {
  const old = new Map(before.map((item) => [item.id, item]));
  const kept = new Set(after.map(({ id }) => id));
  return {
    added: after.filter(({ id }) => !old.has(id)),
    removed: before.filter(({ id }) => !kept.has(id)),
    changed: after.flatMap((to) => {
      const from = old.get(to.id);
      return from && from !== to ? [{ from, to }] : [];
    }),
  };
}

function wiresOf(before: readonly Edge[], after: readonly Edge[]): Parts<Edge> {
  const old = new Set(before.map(edgeName));
  const kept = new Set(after.map(edgeName));
  return {
    added: after.filter((edge) => !old.has(edgeName(edge))),
    removed: before.filter((edge) => !kept.has(edgeName(edge))),
    changed: [],
  };
}

function blocks({ before, after, nodes: { added, removed }, edges }: Pair): string | null {
  if (added.length > 0 && removed.length > 0) return m.spoken_replaced({ removed: countOf(removed), added: countOf(added) });
  if (added.length > 1) return m.spoken_added({ what: countOf(added) });
  if (added.length === 1) {
    const [{ id, name }] = added as [Node];
    const feeding = edges.added.find(({ to }) => to[0] === id);
    return feeding ? m.spoken_added_after({ name, after: nameIn(after, feeding.from[0]) }) : m.spoken_added({ what: name });
  }
  if (removed.length === 0) return null;
  const gone = new Set(removed.map(({ id }) => id));
  const joined = edges.added.find(({ from, to }) =>
    before.edges.some((edge) => edge.from[0] === from[0] && gone.has(edge.to[0]) && !gone.has(to[0])),
  );
  const what = countOf(removed);
  return joined
    ? m.spoken_removed_joined({ what, from: nameIn(after, joined.from[0]), to: nameIn(after, joined.to[0]) })
    : m.spoken_gone({ what });
}

function wires({ before, after, edges: { added, removed } }: Pair): string | null {
  if (added.length + removed.length === 0) return null;
  const ends = (document: Document, edge: Edge) => ({ from: nameIn(document, edge.from[0]), to: nameIn(document, edge.to[0]) });
  const [more] = added;
  const [less] = removed;
  if (more && less && added.length === 1 && removed.length === 1 && more.to.join() === less.to.join())
    return m.spoken_wire_replaced({ ...ends(after, more), old: nameIn(before, less.from[0]) });
  if (added.length > 1 || (more && less)) return m.spoken_wires({ added: added.length, removed: removed.length });
  if (more) return m.spoken_wire_added(ends(after, more));
  return removed.length > 1 ? m.spoken_wires({ added: 0, removed: removed.length }) : m.spoken_wire_removed(ends(before, less!));
}

function layers({ nodes: { changed } }: Pair): string | null {
  const replaced = changed.find(({ from, to }) => from.layer !== to.layer);
  return replaced ? m.spoken_layer({ name: replaced.to.name, layer: replaced.to.layer }) : null;
}

function names({ nodes: { changed } }: Pair): string | null {
  const renamed = changed.find(({ from, to }) => from.name !== to.name);
  return renamed ? m.spoken_renamed({ old: renamed.from.name, name: renamed.to.name }) : null;
}

function settings({ nodes: { changed } }: Pair): string | null {
  const set = changed.filter(({ from, to }) => from.settings !== to.settings);
  const [first] = set;
  if (!first) return null;
  const { from, to } = first;
  const setting = [...new Set([...Object.keys(to.settings), ...Object.keys(from.settings)])].find(
    (key) => JSON.stringify(from.settings[key]) !== JSON.stringify(to.settings[key]),
  );
  if (setting === undefined) return null;
  const name = set.length > 1 ? m.spoken_blocks({ count: set.length }) : to.name;
  const value = to.settings[setting];
  return value === undefined ? m.spoken_default({ name, setting }) : m.spoken_set({ name, setting, value: valueText(value) });
}

function bypasses({ nodes: { changed } }: Pair): string | null {
  const switched = changed.filter(({ from, to }) => !!from.bypassed !== !!to.bypassed);
  if (switched.length === 0) return null;
  const what = countOf(switched.map(({ to }) => to));
  return switched[0]!.to.bypassed ? m.spoken_bypassed({ what }) : m.spoken_used({ what });
}

function groups({ before, after }: Pair): string | null {
  const { added, removed, changed } = partsOf<Group>(before.groups ?? [], after.groups ?? []);
  const [made] = added;
  if (made) return m.spoken_grouped({ name: made.name, count: made.nodes.length });
  if (removed[0]) return m.spoken_ungrouped({ name: removed[0].name });
  if (!changed[0]) return null;
  const { from, to } = changed[0];
  if (from.name !== to.name) return m.spoken_renamed({ old: from.name, name: to.name });
  if (!!from.collapsed !== !!to.collapsed)
    return to.collapsed ? m.spoken_collapsed({ name: to.name }) : m.spoken_expanded({ name: to.name });
  return m.spoken_group_changed({ name: to.name, count: to.nodes.length });
}

function notes({ before, after }: Pair): string | null {
  const { added, removed, changed } = partsOf(notesOf(before), notesOf(after));
  if (added.length > 0) return m.spoken_note_added();
  if (removed.length > 0) return m.spoken_note_removed();
  return changed.length > 0 ? m.spoken_note_changed() : null;
}

function places({ nodes: { changed } }: Pair): string | null {
  const moved = changed.filter(({ from, to }) => from.position[0] !== to.position[0] || from.position[1] !== to.position[1]);
  return moved.length > 0 ? m.spoken_moved({ what: countOf(moved.map(({ to }) => to)) }) : null;
}

function rest({ before, after }: Pair): string | null {
  if (before.training !== after.training) {
    const setting = Object.keys({ ...after.training, ...before.training }).find((key) => before.training[key] !== after.training[key]);
    const value = setting === undefined ? undefined : after.training[setting];
    return setting !== undefined && value !== undefined && typeof value !== 'object'
      ? m.spoken_set({ name: m.training(), setting, value: valueText(value) })
      : m.spoken_training();
  }
  if (before.dataset !== after.dataset) return m.spoken_dataset();
  if (before.name !== after.name) return m.spoken_renamed({ old: before.name, name: after.name });
  return null;
}

function nameIn({ nodes }: Document, id: string): string {
  return nodes.find((node) => node.id === id)?.name ?? id;
}

function countOf(nodes: readonly Node[]): string {
  return nodes.length === 1 ? nodes[0]!.name : m.spoken_blocks({ count: nodes.length });
}

function valueText(value: unknown): string {
  if (typeof value === 'object' && value !== null && 'kind' in value) return String(value.kind);
  return typeof value === 'string' ? value : JSON.stringify(value);
}
