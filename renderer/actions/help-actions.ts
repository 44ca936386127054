/** @file What leads to everything else. */
import { m } from '../language/generated/messages.js';
import { titled, type Action } from './action.ts';

export const HELP_ACTIONS = [
  {
    id: 'commands',
    group: 'help',
    title: titled(m.commands),
    keys: ['Ctrl+K', 'Ctrl+Shift+P'],
    heard: 'always',
    run: ({ overlays }) => overlays.toggle('commands'),
  },
  { id: 'keys', group: 'help', title: titled(m.keys), keys: ['?', 'F1'], heard: 'always', run: ({ overlays }) => overlays.toggle('keys') },
  {
    id: 'find',
    group: 'help',
    title: titled(m.action_find),
    keys: ['Ctrl+F'],
    heard: 'always',
    run: ({ overlays }) => overlays.toggle('find'),
  },
] as const satisfies readonly Action[];
