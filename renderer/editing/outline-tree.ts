/**
 * @file The network as a list that can be read from top to bottom: blocks in the order of the data, those of a group below it, and below
 * a block that is opened its wires. Notes come last.
 */
import type { Document, Edge, Group, Node, Note } from '../../core/document/document.ts';
import { edgeName } from '../../core/document/document.ts';
import { notesOf } from '../../core/document/notes.ts';
import { depthOrder } from './depth-order.ts';
import { nestingOf } from './nesting.ts';
import { repeatsOf } from './repeats.ts';
import { shownGroup, shownNote } from './shown.ts';
import { wiringOf } from './wiring.ts';

interface Line {
  /** Unlike that of any other line. Of a block its id, of a group or a note as the canvas shows it. */
  readonly key: string;
  /** From 1. */
  readonly level: number;
  /** Among those below the same line, from 1. */
  readonly position: number;
  readonly siblings: number;
  /** The key of the line that it is below; null at the first level. */
  readonly parent: string | null;
  /** Whether the lines below it are shown; null if there are none. */
  readonly open: boolean | null;
}

export interface BlockLine extends Line {
  readonly kind: 'block';
  readonly node: Node;
  /** Names of what it feeds besides the block that is told next. */
  readonly alsoFeeds: readonly string[];
  /** It feeds the block that is told next. */
  readonly feedsNext: boolean;
}

export interface GroupLine extends Line {
  readonly kind: 'group';
  readonly group: Group;
  readonly nodes: readonly Node[];
  /** 1 if its blocks are no copies of each other. */
  readonly repeats: number;
}

export interface WireLine extends Line {
  readonly kind: 'wire';
  readonly edge: Edge;
  /** `edgeName`. */
  readonly wire: string;
  /** Whether it arrives at the block that it is told below, or leaves it. */
  readonly side: 'in' | 'out';
  /** At its other end. */
  readonly other: Node;
}

export interface NoteLine extends Line {
  readonly kind: 'note';
  readonly note: Note;
}

export type OutlineLine = BlockLine | GroupLine | WireLine | NoteLine;

/** The lines that are seen. A collapsed group hides its blocks here as on the canvas; `opened` are the keys of blocks that show their wires. */
export function outlineTree(document: Document, opened: ReadonlySet<string> = new Set()): readonly OutlineLine[] {
  const byId = new Map<string, Node>();
  for (const node of document.nodes) if (!byId.has(node.id)) byId.set(node.id, node);
  const order = [...depthOrder(document).keys()].filter((id) => byId.has(id));
  const next = new Map(order.map((id, place) => [id, order[place + 1]]));
  const nesting = nestingOf(document);
  const wiring = wiringOf(document);
  const told = new Set<Group>();
  const lines: OutlineLine[] = [];

  function tell(ids: readonly string[], depth: number, parent: string | null, more: readonly Note[]): void {
    const entries = new Map<string | Group, string[]>();
    for (const id of ids) {
      const around = nesting.around(id)[depth];
      const entry = around && !told.has(around) ? around : id;
      const members = entries.get(entry);
      if (members) members.push(id);
      else entries.set(entry, [id]);
    }
    for (const entry of entries.keys()) if (typeof entry !== 'string') told.add(entry);
    const siblings = entries.size + more.length;
    let position = 0;
    for (const [entry, members] of entries) {
      position += 1;
      const place = { level: depth + 1, position, siblings, parent };
      if (typeof entry === 'string') tellBlock(byId.get(entry)!, place);
      else {
        const nodes = members.map((id) => byId.get(id)!);
        const open = !entry.collapsed;
        const key = shownGroup(entry.id);
        lines.push({ kind: 'group', key, ...place, open, group: entry, nodes, repeats: repeatsOf(document, entry).count });
        if (open) tell(members, depth + 1, key, []);
      }
    }
    for (const note of more) {
      position += 1;
      lines.push({ kind: 'note', key: shownNote(note.id), level: depth + 1, position, siblings, parent, open: null, note });
    }
  }

  function tellBlock(node: Node, place: Omit<Line, 'key' | 'open'>): void {
    const wires = [
      ...wiring.arriving(node.id).map((edge) => ({ edge, side: 'in' as const, other: byId.get(edge.from[0]) })),
      ...wiring.leaving(node.id).map((edge) => ({ edge, side: 'out' as const, other: byId.get(edge.to[0]) })),
    ].filter((wire): wire is Omit<WireLine, keyof Line | 'kind' | 'wire'> => wire.other !== undefined);
    const fed = new Set(wires.filter(({ side }) => side === 'out').map(({ other }) => other));
    const following = byId.get(next.get(node.id) ?? '');
    const alsoFeeds = [...fed].filter((other) => other !== following).map(({ name }) => name);
    const open = wires.length > 0 ? opened.has(node.id) : null;
    lines.push({ kind: 'block', key: node.id, ...place, open, node, alsoFeeds, feedsNext: following !== undefined && fed.has(following) });
    if (!open) return;
    wires.forEach((wire, index) => {
      const name = edgeName(wire.edge);
      lines.push({
        kind: 'wire',
        key: `${wire.side} ${name}`,
        level: place.level + 1,
        position: index + 1,
        siblings: wires.length,
        parent: node.id,
        open: null,
        wire: name,
        ...wire,
      });
    });
  }

  tell(order, 0, null, notesOf(document));
  const keys = new Set<string>();
  return lines.filter(({ key }) => !keys.has(key) && keys.add(key)); // what a file names twice is told once
}

/** The line that stands for a block: its own, or that of the collapsed group that hides it. */
export function lineOf(document: Document, lines: readonly OutlineLine[], node: string): OutlineLine | undefined {
  const own = lines.find((line) => line.kind === 'block' && line.key === node);
  if (own) return own;
  const hider = nestingOf(document)
    .around(node)
    .find(({ collapsed }) => collapsed);
  return hider && lines.find(({ key }) => key === shownGroup(hider.id));
}
