/** @file The menu bar of a Mac while no window says its own: there the app goes on without windows. */
import type { ShellAppearance, ShellMenu, MenuRole } from './bridge.ts';
import { say, type Word } from './words.ts';

/** What can be chosen in it, besides what the system does by itself. */
export type UsualChoice = 'new-window' | 'open';

const LINE = { kind: 'separator' } as const;

export function usualMenu(language: ShellAppearance['language']): readonly ShellMenu[] {
  const role = (name: MenuRole, word: Word) => ({ kind: 'role', role: name, label: say(language, word) }) as const;
  const action = (id: UsualChoice, word: Word, keys: string) =>
    ({ kind: 'action', id, label: say(language, word), keys, enabled: true, checked: null }) as const;
  return [
    {
      label: 'Gradscape',
      items: [
        role('about', 'about'),
        LINE,
        role('services', 'services'),
        LINE,
        role('hide', 'hide'),
        role('hideOthers', 'hide_others'),
        role('unhide', 'show_all'),
        LINE,
        role('quit', 'quit'),
      ],
    },
    {
      label: say(language, 'file'),
      items: [action('new-window', 'new_window', 'Alt+N'), action('open', 'open', 'Ctrl+O'), LINE, role('close', 'close')],
    },
    { label: say(language, 'window'), role: 'window', items: [role('minimize', 'minimise'), LINE, role('front', 'to_front')] },
  ];
}
