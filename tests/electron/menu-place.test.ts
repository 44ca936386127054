import type { Menu } from 'electron';
import { expect, test } from 'vitest';
import { MenuPlace, type WithMenu } from '../../electron/menu-place.ts';

/** The menus of an app on a system, and the one that is shown for all of it. */
function app(platform: NodeJS.Platform) {
  const set: unknown[] = [];
  const chosen: string[] = [];
  const menus = {
    buildFromTemplate: (template: object[]) => template as unknown as Menu,
    setApplicationMenu: (menu: Menu | null) => set.push(menu),
  };
  const place = new MenuPlace(menus, platform, (choice) => chosen.push(choice));
  const windowOf = (name: string | null) => {
    const heard = new Map<string, () => void>();
    const own: unknown[] = [];
    const frame = {
      on: (event: string, listener: () => void) => heard.set(event, listener),
      once: (event: string, listener: () => void) => heard.set(event, listener),
      setMenu: (menu: unknown) => own.push(menu),
    };
    const menuBar: { native: string | null } = { native: name };
    const window = { frame, menuBar } as unknown as WithMenu;
    place.follow(window);
    return { window, menuBar, own, tell: (event: string) => heard.get(event)?.() };
  };
  const label = () => (typeof set.at(-1) === 'string' ? set.at(-1) : JSON.stringify(set.at(-1)));
  return { place, set, chosen, windowOf, label };
}

test('on Windows and Linux each window has its own, and Electron makes none', () => {
  const { place, set, windowOf } = app('linux');
  place.speak('en');
  const { window, own } = windowOf('of the window');
  place.changed(window);
  place.speak('hi');
  expect(own).toEqual(['of the window']);
  expect(set, 'set again, it would take those of all windows away').toEqual([null]);
});

test('a Mac shows that of the window in front, and its own while there is none, or none that says one', () => {
  const { place, windowOf, label } = app('darwin');
  place.speak('en');
  expect(label()).toContain('New window');
  const [a, b] = [windowOf('of a'), windowOf(null)];
  a.tell('focus');
  expect(label()).toBe('of a');
  b.tell('focus');
  expect(label()).toContain('New window');
  b.menuBar.native = 'of b';
  place.changed(b.window);
  expect(label()).toBe('of b');
  place.changed(a.window);
  expect(label(), 'which is not in front').toBe('of b');
  a.tell('closed');
  expect(label()).toBe('of b');
  b.tell('closed');
  expect(label()).toContain('New window');
});

test('when another language is spoken, a Mac without windows speaks it too', () => {
  const { place, windowOf, label } = app('darwin');
  place.speak('en');
  const { tell } = windowOf('of a window');
  tell('focus');
  place.speak('hi');
  expect(label()).toBe('of a window');
  tell('closed');
  expect(label()).toContain('नई window');
});

test('what is chosen on a Mac without windows is told', () => {
  const { place, set, chosen } = app('darwin');
  place.speak('en');
  const menus = set.at(-1) as { submenu: { id?: string; click?: () => void }[] }[];
  for (const id of ['open', 'new-window']) menus.flatMap(({ submenu }) => submenu).find((item) => item.id === id)!.click!();
  expect(chosen).toEqual(['open', 'new-window']);
});
