/** @file What a person has chosen: the selection has this form, and any part of it. */
import type { Document } from '../../core/document/document.ts';
import { nestingOf } from './nesting.ts';
import { shownNote, shownOf, type Shown, type ShownFrame, type Thing } from './shown.ts';

export interface Chosen {
  /** By id; those of a group all. */
  readonly nodes: readonly string[];
  /** By id. */
  readonly notes?: readonly string[];
}

/**
 * What is chosen as it stands on the canvas: a group as one, open or collapsed, if all of it is chosen and more than it; alone, an open
 * group is what is in it.
 */
export function chosenThings(document: Document, chosen: Chosen, shown: Shown = shownOf(document)): readonly (Thing | ShownFrame)[] {
  const nodes = new Set(chosen.nodes.filter((id) => shown.ofNode.has(id)));
  const notes = (chosen.notes ?? []).flatMap((id) => shown.byId.get(shownNote(id)) ?? []);
  const nesting = nestingOf(document);
  const whole = shown.frames.filter(({ group }) => group.nodes.every((id) => nodes.has(id)));
  const alone = notes.length === 0 ? whole.filter(({ nodes: members }) => members.length === nodes.size) : [];
  const frames = new Map(whole.filter((frame) => !alone.includes(frame)).map((frame) => [frame.group, frame]));
  const things = new Set<Thing | ShownFrame>();
  for (const id of nodes) {
    const around = nesting.around(id).find((group) => frames.has(group));
    things.add(around ? frames.get(around)! : shown.ofNode.get(id)!);
  }
  return [...things, ...notes];
}
