/** @file Where menu bars are: at the top of each window; on a Mac there is one, of the window in front, or of the app while there is none. */
import type { Menu, MenuItemConstructorOptions } from 'electron';
import type { ShellAppearance } from './bridge.ts';
import type { DocumentWindow } from './document-window.ts';
import { nativeMenu } from './menu.ts';
import { usualMenu, type UsualChoice } from './usual-menu.ts';

/** A window, as far as its menu bar is concerned. */
export interface WithMenu {
  readonly frame: Pick<DocumentWindow['frame'], 'on' | 'once' | 'setMenu'>;
  readonly menuBar: Pick<DocumentWindow['menuBar'], 'native'>;
}

/** Electron's. */
interface Menus {
  buildFromTemplate(template: MenuItemConstructorOptions[]): Menu;
  setApplicationMenu(menu: Menu | null): void;
}

export class MenuPlace {
  readonly #menus: Menus;
  readonly #mac: boolean;
  readonly #chosen: (choice: UsualChoice) => void;
  /** Of a Mac. */
  #usual: Menu | null = null;
  /** Whose it is. */
  #window: WithMenu | null = null;

  /**
   * Before there is a window.
   * @param chosen is called with what was chosen while no window said its menu
   */
  constructor(menus: Menus, platform: NodeJS.Platform, chosen: (choice: UsualChoice) => void) {
    [this.#menus, this.#mac, this.#chosen] = [menus, platform === 'darwin', chosen];
    if (!this.#mac) menus.setApplicationMenu(null); // or Electron would make one of its own; later, it would take away those of all windows
  }

  /** Before there is a window, and when another language is spoken. */
  speak(language: ShellAppearance['language']): void {
    if (!this.#mac) return;
    this.#usual = this.#menus.buildFromTemplate(nativeMenu(usualMenu(language), 'darwin', (id) => this.#chosen(id as UsualChoice)));
    this.#show(this.#window);
  }

  /** From now on. */
  follow(window: WithMenu): void {
    if (!this.#mac) return;
    window.frame.on('focus', () => this.#show(window));
    window.frame.once('closed', () => this.#window === window && this.#show(null));
  }

  /** There is another menu bar of the window. */
  changed(window: WithMenu): void {
    if (!this.#mac) window.frame.setMenu(window.menuBar.native);
    else if (this.#window === window) this.#show(window);
  }

  #show(window: WithMenu | null): void {
    this.#window = window;
    this.#menus.setApplicationMenu(window?.menuBar.native ?? this.#usual);
  }
}
