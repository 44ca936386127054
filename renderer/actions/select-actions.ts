/** @file What is selected. */
import { notesOf } from '../../core/document/notes.ts';
import { branchOf, fedBy, feeding } from '../editing/along-wires.ts';
import { m } from '../language/generated/messages.js';
import type { Workbench } from '../state/workbench.svelte.ts';
import { titled, type Action } from './action.ts';

const hasBlocks = ({ selection }: Workbench) => selection.nodes.length > 0;

export const SELECT_ACTIONS = [
  {
    id: 'select_all',
    group: 'select',
    title: titled(m.action_select_all),
    keys: ['Ctrl+A'],
    heard: 'window',
    run: ({ selection, project: { document } }) =>
      selection.select(
        document.nodes.map(({ id }) => id),
        [],
        notesOf(document).map(({ id }) => id),
      ),
  },
  {
    id: 'select_none',
    group: 'select',
    title: titled(m.action_select_none),
    keys: ['Escape'],
    heard: 'canvas',
    run: ({ selection, preview, hover, walking }) => {
      if (hover.shown) hover.dismiss();
      else if (preview.fix) preview.hide();
      else if (walking.walk) walking.leave();
      else selection.select([]);
    },
  },
  {
    id: 'select_feeding',
    group: 'select',
    title: titled(m.action_select_feeding),
    keys: [],
    heard: 'canvas',
    enabled: hasBlocks,
    run: ({ selection, project: { document } }) => selection.select(feeding(document, selection.nodes)),
  },
  {
    id: 'select_fed',
    group: 'select',
    title: titled(m.action_select_fed),
    keys: [],
    heard: 'canvas',
    enabled: hasBlocks,
    run: ({ selection, project: { document } }) => selection.select(fedBy(document, selection.nodes)),
  },
  {
    id: 'select_branch',
    group: 'select',
    title: titled(m.action_select_branch),
    keys: [],
    heard: 'canvas',
    enabled: hasBlocks,
    run: ({ selection, project: { document } }) => selection.select(branchOf(document, selection.nodes)),
  },
] as const satisfies readonly Action[];
