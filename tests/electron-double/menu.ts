import type { Menu as ElectronMenu, MenuItem as ElectronMenuItem, MenuItemConstructorOptions } from 'electron';
import { isPressed, type Pressed } from './accelerator.ts';
import { app } from './app.ts';
import type { BrowserWindow } from './browser-window.ts';
import { Emitter, missing } from './loud.ts';
import { roles } from './roles.ts';

let last = 0;

export class MenuItem implements Pick<
  ElectronMenuItem,
  'id' | 'label' | 'type' | 'accelerator' | 'enabled' | 'visible' | 'checked' | 'registerAccelerator' | 'commandId'
> {
  readonly commandId = ++last;
  readonly id: string;
  readonly label: string;
  readonly type: NonNullable<MenuItemConstructorOptions['type']>;
  readonly role: MenuItemConstructorOptions['role'];
  readonly accelerator: string | null;
  readonly registerAccelerator: boolean;
  readonly submenu: Menu | undefined;
  enabled: boolean;
  visible: boolean;
  checked: boolean;
  /** As when the person chooses it. */
  readonly click: (event?: object, window?: BrowserWindow | null) => void;

  constructor(options: MenuItemConstructorOptions) {
    const { id, label, type, role, submenu, enabled = true, visible = true, checked = false, registerAccelerator = true, click } = options;
    const of = role === undefined ? undefined : roles[role];
    if (role !== undefined && !of)
      throw new Error(`The double of Electron has no menu role "${role}". Add it in tests/electron-double/roles.ts.`);
    this.id = id ?? '';
    this.role = role;
    this.label = label ?? of?.label ?? '';
    this.type = type ?? (submenu || of?.items ? 'submenu' : 'normal');
    this.accelerator = options.accelerator ?? of?.accelerator ?? null;
    [this.enabled, this.visible, this.checked, this.registerAccelerator] = [enabled, visible, checked, registerAccelerator];
    const items = Array.isArray(submenu) ? submenu : of?.items?.map((each) => ({ role: each }));
    this.submenu = items ? Menu.buildFromTemplate(items) : (submenu as Menu | undefined);
    this.click = (_event = {}, window = null) => {
      if (!this.enabled) return;
      if (this.type === 'checkbox') this.checked = !this.checked;
      if (of) of.act(window);
      else click?.(this as unknown as ElectronMenuItem, window as unknown as Electron.BrowserWindow, {} as Electron.KeyboardEvent);
    };
  }
}

let application: Menu | null = null;

export class Menu extends Emitter implements Pick<ElectronMenu, 'getMenuItemById'> {
  protected override readonly tells = new Set(['menu-will-show', 'menu-will-close']);
  readonly items: MenuItem[] = [];

  static buildFromTemplate(template: readonly (MenuItemConstructorOptions | MenuItem)[]): Menu {
    const menu = new Menu();
    for (const item of template) menu.append(item instanceof MenuItem ? item : new MenuItem(item));
    return menu;
  }

  /** But for a Mac it takes the place of those of all windows. */
  static setApplicationMenu(menu: Menu | null): void {
    application = menu;
    if (process.platform !== 'darwin') for (const window of app.windows()) window.setMenu(menu);
  }

  static getApplicationMenu(): Menu | null {
    return application;
  }

  append(item: MenuItem): void {
    this.items.push(item);
  }

  getMenuItemById(id: string): ElectronMenuItem | null {
    return (this.#all().find((item) => item.id === id) ?? null) as ElectronMenuItem | null;
  }

  /** The item whose key this is. */
  itemOf(pressed: Pressed): MenuItem | null {
    return (
      this.#all().find(
        ({ accelerator, registerAccelerator, enabled }) =>
          accelerator !== null && registerAccelerator && enabled && isPressed(accelerator, pressed),
      ) ?? null
    );
  }

  #all(): MenuItem[] {
    return this.items.flatMap((item) => [item, ...(item.submenu ? item.submenu.#all() : [])]);
  }
}
Object.setPrototypeOf(MenuItem.prototype, missing());
