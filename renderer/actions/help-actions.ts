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
  {
    id: 'pytorch',
    group: 'help',
    title: titled(m.action_pytorch),
    keys: [],
    heard: 'window',
    run: ({ outside }) => outside.openLink('pytorch'),
  },
  {
    id: 'show_log',
    group: 'help',
    title: titled(m.action_show_log),
    keys: [],
    heard: 'window',
    offered: ({ host }) => host.can.logFile,
    run: ({ outside }) => outside.showLog(),
  },
  {
    id: 'about',
    group: 'help',
    title: titled(m.action_about),
    keys: [],
    heard: 'window',
    run: ({ overlays }) => overlays.toggle('about'),
  },
] as const satisfies readonly Action[];
