/** @file Adding: one action for each layer, and the two searches that lead to all of them. */
import { tick } from 'svelte';
import { edgeName } from '../../core/document/document.ts';
import { LAYERS } from '../../core/layers/index.ts';
import { m } from '../language/generated/messages.js';
import { titled, type Action } from './action.ts';

export const ADD_ACTIONS = [
  {
    id: 'quick_add',
    group: 'add',
    title: titled(m.action_quick_add),
    keys: ['/'],
    heard: 'surface',
    enabled: ({ view }) => view !== null,
    run: ({ quickAdd, view, selection, project }) => {
      const [wire, ...others] = [...selection.edges, ...selection.nodes];
      const into = others.length === 0 ? project.document.edges.find((edge) => edgeName(edge) === wire) : undefined;
      if (view) quickAdd.open({ at: view.hand() ?? view.centre(), ...(into ? { into } : {}) });
    },
  },
  {
    id: 'search_palette',
    group: 'add',
    title: titled(m.action_search_palette),
    keys: ['/'],
    heard: 'window',
    run: async ({ panes }) => {
      panes.left = 'palette';
      await tick();
      panes.search?.();
    },
  },
] as const satisfies readonly Action[];

/** One for each layer: what the palette's buttons do. */
export const LAYER_ACTIONS = LAYERS.map(({ name }): Action & { readonly id: `add:${string}` } => ({
  id: `add:${name}`,
  group: 'add',
  title: (language) => m.action_add({ layer: name }, language ? { locale: language } : {}),
  keys: [],
  heard: 'canvas',
  run: (bench) => bench.adding.add(name),
}));
