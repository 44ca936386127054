/** @file The menu bar: as the page says it, in the terms of the system. */
import type { MenuItemConstructorOptions } from 'electron';
import type { ShellMenu, ShellMenuEntry, ShellMenuItem } from './bridge.ts';

/**
 * Keys are shown in the menu and heard by the page, which knows whether a text field or the canvas has the focus; a Mac hears them in the menu
 * when the page has left them alone.
 * @param chosen is called with the id of what was chosen
 */
export function nativeMenu(
  menus: readonly ShellMenu[],
  platform: NodeJS.Platform,
  chosen: (id: string) => void,
): MenuItemConstructorOptions[] {
  return menus.map(({ label, items }) => ({ label, submenu: items.map((item) => native(item, platform, chosen)) }));
}

function native(item: ShellMenuItem, platform: NodeJS.Platform, chosen: (id: string) => void): MenuItemConstructorOptions {
  if (item.kind === 'menu') return { label: item.label, submenu: item.entries.map((entry) => nativeEntry(entry, platform, chosen)) };
  return nativeEntry(item, platform, chosen);
}

function nativeEntry(entry: ShellMenuEntry, platform: NodeJS.Platform, chosen: (id: string) => void): MenuItemConstructorOptions {
  switch (entry.kind) {
    case 'separator':
      return { type: 'separator' };
    case 'role':
      return { role: entry.role, label: entry.label, ...(entry.role === 'selectAll' ? { registerAccelerator: false } : {}) };
    case 'action': {
      const { id, label, keys, enabled, checked } = entry;
      return {
        id,
        label,
        enabled,
        ...(checked === null ? {} : { type: 'checkbox', checked }),
        ...(keys === null ? {} : { accelerator: accelerator(keys), registerAccelerator: platform === 'darwin' }),
        click: () => chosen(id),
      };
    }
    default:
      return entry satisfies never;
  }
}

const KEYS: Readonly<Record<string, string>> = { ArrowLeft: 'Left', ArrowRight: 'Right', ArrowUp: 'Up', ArrowDown: 'Down', '+': 'Plus' };

/** "Ctrl+Shift+G" of the page's catalogue as Electron writes it. */
export function accelerator(keys: string): string {
  const parts = keys.split(/\+(?=.)/);
  const key = parts.pop()!;
  return [...parts.map((part) => (part === 'Ctrl' ? 'CommandOrControl' : part)), KEYS[key] ?? key].join('+');
}
