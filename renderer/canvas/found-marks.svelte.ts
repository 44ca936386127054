/** @file What the search has found is marked on the canvas, and the rest steps back (flow.css). */
import { tick } from 'svelte';
import { shownGroup, shownNote } from '../editing/shown.ts';
import type { Workbench } from '../state/workbench.svelte.ts';

const THINGS = '.svelte-flow__node';

/** By their ids on the canvas; a collapsed group is found if something in it is. Null while nobody searches. */
function foundThings({ overlays, search, project: { document } }: Workbench): ReadonlySet<string> | null {
  if (overlays.open !== 'find' || search.query.trim() === '') return null;
  const found = new Set(search.matches.map(({ kind, id }) => (kind === 'node' ? id : kind === 'group' ? shownGroup(id) : shownNote(id))));
  for (const { id, nodes, collapsed } of document.groups ?? [])
    if (collapsed && nodes.some((node) => found.has(node))) found.add(shownGroup(id));
  return found;
}

/** An attachment of the element that holds the canvas. `data-found` is no concern of Svelte Flow, which writes classes as it likes. */
export function foundMarks(bench: Workbench): (surface: HTMLElement) => void {
  return (surface) => {
    $effect(() => {
      const found = foundThings(bench);
      const mark = () => {
        for (const thing of surface.querySelectorAll<HTMLElement>(THINGS))
          if (found) thing.dataset.found = found.has(thing.dataset.id ?? '') ? 'yes' : 'no';
          else delete thing.dataset.found;
      };
      void tick().then(mark);
    });
  };
}
