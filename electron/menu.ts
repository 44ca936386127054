/** @file A menu bar as the page says it, in the terms of the system. */
import type { BaseWindow, BrowserWindow, MenuItemConstructorOptions } from 'electron';
import type { MenuRole, ShellMenu, ShellMenuItem } from './bridge.ts';

/**
 * Keys are shown in the menu and heard by the page, which knows whether a text field or the canvas has the focus. A Mac hears them in the menu
 * as well, whatever has the focus, so that those that write or move something are not shown there.
 * @param chosen is called with the id of what was chosen
 */
export function nativeMenu(
  menus: readonly ShellMenu[],
  platform: NodeJS.Platform,
  chosen: (id: string) => void,
): MenuItemConstructorOptions[] {
  return menus.map(({ label, items, role }) => ({
    ...(role && platform === 'darwin' ? { role } : {}),
    label: plain(label),
    submenu: items.map((item) => native(item, platform, chosen)),
  }));
}

function native(item: ShellMenuItem, platform: NodeJS.Platform, chosen: (id: string) => void): MenuItemConstructorOptions {
  switch (item.kind) {
    case 'menu':
      return { label: plain(item.label), submenu: item.entries.map((entry) => native(entry, platform, chosen)) };
    case 'separator':
      return { type: 'separator' };
    case 'role':
      return { label: plain(item.label), ...byItself(item.role) };
    case 'action': {
      const { id, label, keys, enabled, checked } = item;
      const heard = keys === null || (platform === 'darwin' && !isForAll(keys)) ? null : accelerator(keys);
      return {
        id,
        label: plain(label),
        enabled,
        ...(checked === null ? {} : { type: 'checkbox', checked }),
        ...(heard === null ? {} : { accelerator: heard, registerAccelerator: platform === 'darwin' }),
        click: () => chosen(id),
      };
    }
    default:
      return item satisfies never;
  }
}

/** Steps of Electron, of which each is a fifth. Its own roles for it would show keys that are the canvas's here. */
const ZOOM: { readonly [R in MenuRole]?: (level: number) => number } = {
  zoomIn: (level) => level + 0.5,
  zoomOut: (level) => level - 0.5,
  resetZoom: () => 0,
};

function byItself(role: MenuRole): MenuItemConstructorOptions {
  const zoom = ZOOM[role];
  if (!zoom) return { role, ...(role === 'selectAll' ? { registerAccelerator: false } : {}) };
  return {
    click(_item, window: BaseWindow | undefined) {
      const page = (window as BrowserWindow | undefined)?.webContents;
      if (page) page.zoomLevel = zoom(page.zoomLevel);
    },
  };
}

/** A name may have an "&", which in a menu stands before the letter that is its key. */
export const plain = (label: string): string => label.replaceAll('&', '&&');

/** With Command, or a key that has no other use: no text field and no list takes it for itself. */
const isForAll = (keys: string): boolean => /^Ctrl\+|^(Shift\+)?F\d+$/.test(keys);

const MODIFIERS: Readonly<Record<string, string>> = { Ctrl: 'CommandOrControl', Alt: 'Alt', Shift: 'Shift' };

const KEYS: Readonly<Record<string, string>> = {
  ArrowLeft: 'Left',
  ArrowRight: 'Right',
  ArrowUp: 'Up',
  ArrowDown: 'Down',
  Escape: 'Escape',
  Enter: 'Enter',
  Tab: 'Tab',
  Space: 'Space',
  Delete: 'Delete',
  Backspace: 'Backspace',
  Home: 'Home',
  End: 'End',
  PageUp: 'PageUp',
  PageDown: 'PageDown',
  '+': 'Plus',
};

/** "Ctrl+Shift+G" of the page's catalogue as Electron writes it; null of what no keyboard has. */
export function accelerator(keys: string): string | null {
  const parts = keys.split(/\+(?=.)/);
  const key = parts.pop()!;
  const known = Object.hasOwn(KEYS, key) ? KEYS[key] : /^([A-Z0-9]|F([1-9]|1\d|2[0-4])|[!-/:-@[-`{-~])$/.test(key) ? key : undefined;
  const held = parts.map((part) => (Object.hasOwn(MODIFIERS, part) ? MODIFIERS[part] : undefined));
  return known === undefined || held.includes(undefined) ? null : [...held, known].join('+');
}
