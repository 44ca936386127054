/** @file The menu bar of one window. It follows what the page can do by the moment, and is made anew only when it has other items. */
import type { Menu, MenuItem, MenuItemConstructorOptions } from 'electron';
import type { ShellMenu, ShellMenuItem } from './bridge.ts';
import { nativeMenu, plain } from './menu.ts';

type Action = Extract<ShellMenuItem, { readonly kind: 'action' }>;

/** Electron's, as far as it is needed. */
type Build = (template: MenuItemConstructorOptions[]) => Menu;

export class MenuBar {
  native: Menu | null = null;
  readonly #build: Build;
  readonly #platform: NodeJS.Platform;
  readonly #chosen: (id: string) => void;
  /** What the items are, whatever can be done by them now. */
  #items = '';
  #actions: ReadonlyMap<string, Action> = new Map();

  /** @param chosen is called with the id of what was chosen */
  constructor(build: Build, platform: NodeJS.Platform, chosen: (id: string) => void) {
    [this.#build, this.#platform, this.#chosen] = [build, platform, chosen];
  }

  /** Whether there is another menu now, which has to be put in its place. */
  set(menus: readonly ShellMenu[]): boolean {
    const items = itemsOf(menus);
    this.#actions = new Map(menus.flatMap(actionsOf).map((action) => [action.id, action]));
    const other = items !== this.#items;
    this.#items = items;
    if (other) this.native = this.#build(nativeMenu(menus, this.#platform, (id) => this.#choose(id)));
    else for (const action of this.#actions.values()) this.#show(action);
    return other;
  }

  /** The system turns a switch by itself; it shows what the page says all the same. */
  #choose(id: string): void {
    this.#show(this.#actions.get(id)!);
    this.#chosen(id);
  }

  #show({ id, label, enabled, checked }: Action): void {
    const item: MenuItem | null | undefined = this.native?.getMenuItemById(id);
    if (!item) return;
    const shown = plain(label);
    if (item.label !== shown) item.label = shown;
    if (item.enabled !== enabled) item.enabled = enabled;
    if (checked !== null && item.checked !== checked) item.checked = checked;
  }
}

/** All that cannot be changed in an item that is there. */
function itemsOf(menus: readonly ShellMenu[]): string {
  return JSON.stringify(menus, (_key, value: Partial<Action> | null) =>
    value?.kind === 'action' ? [value.id, value.keys, value.checked === null] : value,
  );
}

const actionsOf = ({ items }: { readonly items: readonly ShellMenuItem[] }): readonly Action[] =>
  items.flatMap((item) => (item.kind === 'menu' ? actionsOf({ items: item.entries }) : item.kind === 'action' ? [item] : []));
