/** @file What a key on the canvas or in the outline is meant for: what has the focus, also if it is not selected. */
import { edgeName } from '../../core/document/document.ts';
import { nodesOf, shownOf } from '../editing/shown.ts';
import type { Workbench } from '../state/workbench.svelte.ts';

const THINGS = '.svelte-flow__node, .svelte-flow__edge, [role=treeitem]';

/** Selects what has the focus, unless it is a part of what is selected: otherwise a key would delete or move what the eye is not on. */
export function selectMeant({ project: { document }, selection }: Workbench, target: EventTarget | null): void {
  const thing = target instanceof Element ? target.closest<HTMLElement | SVGElement>(THINGS)?.dataset : undefined;
  // a wire has a line at either of its ends
  const id = thing?.['id'] ?? thing?.['key']?.replace(/^(in|out) (?=.* -> )/, '');
  if (id === undefined) return;
  if (document.edges.some((edge) => edgeName(edge) === id)) {
    if (!selection.edges.includes(id)) selection.select([], [id]);
    return;
  }
  const shown = shownOf(document);
  const there = shown.byId.get(id);
  if (there?.kind === 'note') {
    if (!selection.notes.includes(there.note.id)) selection.select([], [], [there.note.id]);
    return;
  }
  const nodes = nodesOf(shown, id);
  if (nodes.some((node) => !selection.nodes.includes(node))) selection.select(nodes);
}
