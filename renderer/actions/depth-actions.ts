/** @file A layer in depth: in the inspector, and in the room of the canvas. */
import { m } from '../language/generated/messages.js';
import type { Workbench } from '../state/workbench.svelte.ts';
import { titled, type Action } from './action.ts';

const oneBlock = ({ selection }: Workbench) => selection.node !== null;

export const DEPTH_ACTIONS = [
  {
    id: 'depth',
    group: 'view',
    title: titled(m.action_depth),
    keys: ['I'],
    heard: 'window',
    enabled: oneBlock,
    checked: ({ panes }) => panes.inspector === 'depth' && !panes.isFolded('right'),
    run: ({ panes }) => {
      const shown = panes.inspector === 'depth' && !panes.isFolded('right');
      panes.inspector = shown ? 'settings' : 'depth';
      panes.fold('right', false);
    },
  },
  {
    id: 'depth_large',
    group: 'view',
    title: titled(m.action_depth_large),
    keys: ['Shift+I'],
    heard: 'window',
    enabled: oneBlock,
    checked: ({ depth }) => depth.large,
    run: ({ depth }) => {
      depth.large = !depth.large;
    },
  },
] as const satisfies readonly Action[];
