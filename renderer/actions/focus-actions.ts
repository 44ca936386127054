/** @file Where the focus goes. */
import { m } from '../language/generated/messages.js';
import { titled, type Action } from './action.ts';

export const FOCUS_ACTIONS = [
  {
    id: 'settings',
    group: 'edit',
    title: titled(m.action_settings),
    keys: ['Alt+Enter'],
    heard: 'canvas',
    run: ({ focus, panes }) => {
      panes.fold('right', false);
      return focus.toSettings();
    },
  },
  {
    id: 'next_region',
    group: 'view',
    title: titled(m.action_next_region),
    keys: ['F6'],
    heard: 'always',
    repeats: true,
    run: ({ regions }) => regions.next(1),
  },
  {
    id: 'previous_region',
    group: 'view',
    title: titled(m.action_previous_region),
    keys: ['Shift+F6'],
    heard: 'always',
    repeats: true,
    run: ({ regions }) => regions.next(-1),
  },
] as const satisfies readonly Action[];
