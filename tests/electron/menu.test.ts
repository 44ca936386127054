import type { Menu, MenuItem, MenuItemConstructorOptions } from 'electron';
import { expect, test } from 'vitest';
import type { ShellMenu, ShellMenuEntry } from '../../electron/bridge.ts';
import { MenuBar } from '../../electron/menu-bar.ts';
import { accelerator, nativeMenu } from '../../electron/menu.ts';
import { usualMenu } from '../../electron/usual-menu.ts';
import { ACTIONS } from '../../renderer/actions/index.ts';

type Action = Extract<ShellMenuEntry, { readonly kind: 'action' }>;

const action = (change: Partial<Action> = {}): Action => ({
  kind: 'action',
  id: 'save',
  label: 'Save',
  keys: 'Ctrl+S',
  enabled: true,
  checked: null,
  ...change,
});
const bar = (...items: ShellMenu['items']): ShellMenu[] => [{ label: 'File', items }];

test.each([
  ['Ctrl+S', 'CommandOrControl+S'],
  ['Ctrl+Shift+G', 'CommandOrControl+Shift+G'],
  ['Alt+ArrowLeft', 'Alt+Left'],
  ['Shift+ArrowUp', 'Shift+Up'],
  ['Ctrl++', 'CommandOrControl+Plus'],
  ['+', 'Plus'],
  ['Ctrl+=', 'CommandOrControl+='],
  ['Ctrl+.', 'CommandOrControl+.'],
  ['?', '?'],
  ['/', '/'],
  ['Alt+5', 'Alt+5'],
  ['F2', 'F2'],
  ['Shift+F8', 'Shift+F8'],
  ['Shift+Delete', 'Shift+Delete'],
  ['Ctrl+Shift+Enter', 'CommandOrControl+Shift+Enter'],
])('%s of the catalogue is %s to Electron', (keys, expected) => expect(accelerator(keys)).toBe(expected));

test.each(['', 'Ctrl+', 'Ctrl+Nothing', 'Hyper+A', 'constructor+A', 'Ctrl+toString', 'AB', 'F25', 'é'])(
  '%s is no key of a keyboard, and none is shown',
  (keys) => expect(accelerator(keys)).toBe(null),
);

test('every key of the catalogue of actions has its name in the terms of Electron', () => {
  const keys = ACTIONS.flatMap((each) => each.keys);
  expect(keys.length).toBeGreaterThan(50);
  expect(keys.filter((each) => accelerator(each) === null)).toEqual([]);
});

test('keys are shown in the menu and left to the page; a Mac hears them in the menu as well', () => {
  const items = (platform: NodeJS.Platform) => nativeMenu(bar(action()), platform, () => {})[0]!.submenu as MenuItemConstructorOptions[];
  expect(items('linux')[0]).toMatchObject({ label: 'Save', accelerator: 'CommandOrControl+S', registerAccelerator: false });
  expect(items('win32')[0]).toMatchObject({ registerAccelerator: false });
  expect(items('darwin')[0]).toMatchObject({ registerAccelerator: true });
});

test('a Mac, which hears the keys of its menu wherever the focus is, is given none that writes, deletes or moves', () => {
  const heard = (keys: string) => {
    const [menu] = nativeMenu(bar(action({ keys })), 'darwin', () => {});
    return (menu!.submenu as MenuItemConstructorOptions[])[0]!.accelerator ?? null;
  };
  for (const keys of ['W', '/', '?', 'Delete', 'Shift+Delete', 'ArrowLeft', 'Escape', '+', 'Alt+A', 'Alt+Enter'])
    expect(heard(keys), keys).toBeNull();
  expect(heard('Ctrl+D')).toBe('CommandOrControl+D');
  expect(heard('Ctrl+Shift+Enter')).toBe('CommandOrControl+Shift+Enter');
  expect(heard('Shift+F8')).toBe('Shift+F8');
});

test('a name with "&" stands in the menu as it is', () => {
  const [menu] = nativeMenu(
    bar({ kind: 'menu', label: 'This & that', entries: [action({ label: 'R&D.onnx', keys: null })] }),
    'linux',
    () => {},
  );
  expect(menu).toMatchObject({ submenu: [{ label: 'This && that', submenu: [{ label: 'R&&D.onnx' }] }] });
});

test('what the system does by itself, switches and lines are said in its terms', () => {
  const [menu] = nativeMenu(
    bar({ kind: 'role', role: 'quit', label: 'Quit' }, { kind: 'separator' }, action({ id: 'dark', checked: true, keys: null })),
    'linux',
    () => {},
  );
  expect(menu!.submenu).toMatchObject([
    { role: 'quit', label: 'Quit' },
    { type: 'separator' },
    { id: 'dark', type: 'checkbox', checked: true },
  ]);
});

test('on a Mac the system knows which menu lists the windows, and which helps', () => {
  const menus: ShellMenu[] = [
    { label: 'Window', role: 'window', items: [action()] },
    { label: 'Help', role: 'help', items: [action()] },
  ];
  expect(nativeMenu(menus, 'darwin', () => {})).toMatchObject([{ role: 'window' }, { role: 'help' }]);
  expect(nativeMenu(menus, 'win32', () => {}).some((menu) => 'role' in menu)).toBe(false);
});

test("the page grows and shrinks by the menu, under no keys, for those are the canvas's", () => {
  const roles = ['zoomIn', 'zoomOut', 'resetZoom'] as const;
  const [menu] = nativeMenu(bar(...roles.map((role) => ({ kind: 'role', role, label: role }) as const)), 'linux', () => {});
  const items = menu!.submenu as MenuItemConstructorOptions[];
  const window = { webContents: { zoomLevel: 0 } };
  const levels = items.map(({ click }) => {
    (click as unknown as (item: null, window: object | undefined) => void)(null, window);
    return window.webContents.zoomLevel;
  });
  expect(levels).toEqual([0.5, 0, 0]);
  (items[0]!.click as unknown as (item: null, window: object | undefined) => void)(null, undefined);
  for (const item of items) expect(Object.keys(item).sort()).toEqual(['click', 'label']);
});

/** A menu bar over items that behave as Electron's do, and how often it was made. */
function native() {
  const chosen: string[] = [];
  let made = 0;
  const build = (template: MenuItemConstructorOptions[]) => {
    made += 1;
    const items = new Map<string, MenuItem>();
    const add = (each: MenuItemConstructorOptions) => {
      const item = {
        ...{ label: each.label, enabled: each.enabled ?? true, checked: each.checked ?? false },
        click() {
          if (each.type === 'checkbox') item.checked = !item.checked;
          (each.click as () => void)();
        },
      };
      if (each.id) items.set(each.id, item as unknown as MenuItem);
      if (Array.isArray(each.submenu)) each.submenu.forEach(add);
    };
    template.forEach(add);
    return { getMenuItemById: (id: string) => items.get(id) ?? null } as Menu;
  };
  const menu = new MenuBar(build, 'linux', (id) => chosen.push(id));
  return { menu, chosen, made: () => made, item: (id: string) => menu.native!.getMenuItemById(id)! };
}

test('a menu bar is made once, and follows what can be done', () => {
  const { menu, made, item } = native();
  expect(menu.set(bar(action(), action({ id: 'undo', keys: null })))).toBe(true);
  expect(menu.set(bar(action({ enabled: false }), action({ id: 'undo', keys: null, label: 'Undo & more' })))).toBe(false);
  expect(made()).toBe(1);
  expect(item('save').enabled).toBe(false);
  expect(item('undo').label).toBe('Undo && more');
});

test.each<[string, ShellMenu[]]>([
  ['another item', bar(action(), action({ id: 'undo' }))],
  ['other keys', bar(action({ keys: 'Ctrl+T' }))],
  ['a switch in place of what was none', bar(action({ checked: false }))],
  ['another heading', [{ label: 'Datei', items: [action()] }]],
  ['nothing', []],
])('with %s it is made anew', (_what, menus) => {
  const { menu, made } = native();
  menu.set(bar(action()));
  expect(menu.set(menus)).toBe(true);
  expect(made()).toBe(2);
});

test('what is chosen is told by its id, from a menu that was changed since as well', () => {
  const { menu, chosen, item } = native();
  menu.set(bar({ kind: 'menu', label: 'More', entries: [action()] }));
  menu.set(bar({ kind: 'menu', label: 'More', entries: [action({ label: 'Save it' })] }));
  item('save').click();
  expect(chosen).toEqual(['save']);
});

test('a switch shows what the page says, though the system turns it by itself', () => {
  const { menu, item } = native();
  menu.set(bar(action({ id: 'dark', checked: false })));
  item('dark').click();
  expect(item('dark').checked, 'the page has not said so yet').toBe(false);
  menu.set(bar(action({ id: 'dark', checked: true })));
  expect(item('dark').checked).toBe(true);
  item('dark').click();
  expect(item('dark').checked).toBe(true);
});

test('a Mac without windows has a menu in both languages, by which a window can be had', () => {
  const labels = (language: 'en' | 'hi') => JSON.stringify(usualMenu(language));
  expect(labels('en')).not.toBe(labels('hi'));
  for (const language of ['en', 'hi'] as const) {
    const items = usualMenu(language).flatMap(({ items }) => items);
    expect(items.filter(({ kind }) => kind === 'action')).toMatchObject([{ id: 'new-window' }, { id: 'open' }]);
    expect(items.flatMap((item) => (item.kind === 'role' ? item.role : []))).toEqual(
      expect.arrayContaining(['about', 'hide', 'hideOthers', 'unhide', 'quit']),
    );
  }
});
