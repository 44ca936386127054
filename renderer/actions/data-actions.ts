/** @file What the network makes of its data: beside the curves, and in the room of the canvas. */
import { m } from '../language/generated/messages.js';
import type { Workbench } from '../state/workbench.svelte.ts';
import { titled, type Action } from './action.ts';

const hasData = ({ dataViewing }: Workbench) => dataViewing.kind !== null;

export const DATA_ACTIONS = [
  {
    id: 'show_data',
    group: 'view',
    title: titled(m.action_show_data),
    keys: ['Alt+4'],
    heard: 'always',
    enabled: hasData,
    checked: ({ dataViewing, panes }) => dataViewing.open && !panes.isFolded('below'),
    run: ({ dataViewing, panes }) => {
      dataViewing.open = panes.isFolded('below') || !dataViewing.open;
      panes.fold('below', false);
    },
  },
  {
    id: 'enlarge_data',
    group: 'view',
    title: titled(m.action_enlarge_data),
    keys: ['Alt+5'],
    heard: 'always',
    enabled: hasData,
    checked: ({ dataViewing }) => dataViewing.large,
    run: ({ dataViewing }) => {
      dataViewing.large = !dataViewing.large;
    },
  },
] as const satisfies readonly Action[];
