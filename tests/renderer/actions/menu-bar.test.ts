import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { emptyDocument } from '../../../core/document/document.ts';
import { LAYERS } from '../../../core/layers/index.ts';
import { LESSONS } from '../../../core/lessons/index.ts';
import { ACTIONS } from '../../../renderer/actions/index.ts';
import { menuBar, type Menu } from '../../../renderer/actions/menu-bar.ts';
import { speak, type Language } from '../../../renderer/language/language.ts';
import { fetchMessages } from '../../../renderer/language/said.ts';
import { fakeBench } from './fake-bench.ts';

beforeAll(() => fetchMessages('hi'));
afterEach(() => speak(() => 'en'));

type Item = Menu['items'][number];
type Entry = Exclude<Item, { readonly kind: 'menu' }>;

const entriesOf = (menus: readonly Menu[]): readonly Entry[] =>
  menus.flatMap(({ items }) => items.flatMap((item) => (item.kind === 'menu' ? item.entries : [item])));
const actionsOf = (menus: readonly Menu[]) => entriesOf(menus).flatMap((entry) => (entry.kind === 'action' ? [entry] : []));
const rolesOf = (menus: readonly Menu[]) => entriesOf(menus).flatMap((entry) => (entry.kind === 'role' ? [entry.role] : []));
const action = (menus: readonly Menu[], id: string) => actionsOf(menus).find((entry) => entry.id === id)!;

/** By the source of Electron's roles; where a Mac has another, that. Null of one without any. */
const KEYS_OF_ROLES = (mac: boolean): Readonly<Record<string, string | null>> => ({
  cut: 'Ctrl+X',
  copy: 'Ctrl+C',
  paste: 'Ctrl+V',
  close: 'Ctrl+W',
  quit: 'Ctrl+Q',
  // the canvas has those that they usually have
  zoomIn: null,
  zoomOut: null,
  resetZoom: null,
  togglefullscreen: mac ? 'Control+Ctrl+F' : 'F11',
  toggleDevTools: mac ? 'Alt+Ctrl+I' : 'Ctrl+Shift+I',
  minimize: 'Ctrl+M',
  hide: 'Ctrl+H',
  hideOthers: 'Ctrl+Alt+H',
  unhide: null,
  services: null,
  front: null,
});

/** What the system does by itself under the keys of the catalogue. */
const BY_ROLE = ['cut', 'copy', 'paste'];
/** `show_palette` does the same, and is in the menu. */
const TWIN = 'search_palette';

describe.each([
  ['on a Mac', true],
  ['elsewhere', false],
])('%s', (_where, mac) => {
  const menus = menuBar(fakeBench(), { mac });

  test('all that a person can do is in the menu bar, each once, with the key that the page hears', () => {
    const shown = actionsOf(menus);
    expect(shown.map(({ id }) => id).sort()).toEqual(
      ACTIONS.map(({ id }) => id)
        .filter((id) => !BY_ROLE.includes(id) && id !== TWIN)
        .sort(),
    );
    for (const { id, keys } of shown) expect(keys, id).toBe(ACTIONS.find((each) => each.id === id)!.keys[0] ?? null);
  });

  test('what the system does by itself has the keys that the page has for it', () => {
    for (const id of BY_ROLE) expect([KEYS_OF_ROLES(mac)[id]]).toEqual(ACTIONS.find((each) => each.id === id)!.keys);
    expect(rolesOf(menus)).toEqual(expect.arrayContaining(BY_ROLE));
  });

  test('no key is there twice', () => {
    const keys = entriesOf(menus).flatMap((entry): string[] => {
      if (entry.kind === 'action') return entry.keys === null ? [] : [entry.keys];
      return entry.kind === 'role' ? [KEYS_OF_ROLES(mac)[entry.role] ?? []].flat() : [];
    });
    expect(keys.length).toBeGreaterThan(60);
    expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
    for (const role of rolesOf(menus)) expect(Object.keys(KEYS_OF_ROLES(mac))).toContain(role);
  });

  test('no menu is longer than a screen, none is empty, and no line is first, last or beside another', () => {
    const lists = menus.flatMap(({ items }) => [items, ...items.flatMap((item) => (item.kind === 'menu' ? [item.entries] : []))]);
    for (const list of lists) {
      expect(list.length).toBeGreaterThan(0);
      expect(list.length).toBeLessThanOrEqual(30);
      const lines = list.map(({ kind }) => kind === 'separator');
      expect([lines[0], lines.at(-1)]).toEqual([false, false]);
      expect(lines.some((line, index) => line && lines[index + 1])).toBe(false);
    }
  });

  test('it can be sent to another process', () => expect(structuredClone(menus)).toEqual(menus));
});

test('the application has a menu of its own on a Mac, with quitting and About in it, and nowhere else', () => {
  const labels = (mac: boolean) => menuBar(fakeBench(), { mac }).map(({ label }) => label);
  expect(labels(true)).toEqual(['Gradscape', 'File', 'Edit', 'Add', 'Select', 'Arrange', 'View', 'Train', 'Window', 'Help']);
  expect(labels(false)).toEqual(['File', 'Edit', 'Add', 'Select', 'Arrange', 'View', 'Train', 'Help']);
  const [app] = menuBar(fakeBench(), { mac: true });
  expect(app!.items.flatMap((item) => (item.kind === 'role' ? item.role : item.kind === 'action' ? item.id : []))).toEqual([
    'about',
    'services',
    'hide',
    'hideOthers',
    'unhide',
    'quit',
  ]);
});

test('every layer can be added by its name and every example opened by its title', () => {
  const menus = menuBar(fakeBench(), { mac: false });
  for (const { name } of LAYERS) expect(action(menus, `add:${name}`).label).toBe(name);
  for (const { id, title } of LESSONS) expect(action(menus, `example:${id}`).label).toBe(title.en);
});

test.each(['en', 'hi'] as const)('in one menu no two things are called the same: %s', (language: Language) => {
  speak(() => language);
  const menus = menuBar(fakeBench(), { mac: false });
  for (const { label, items } of [{ label: 'bar', items: menus }, ...menus, ...menus.flatMap((menu) => menu.items.flatMap(submenu))]) {
    const labels = (items as readonly { label?: string }[]).flatMap((each) => each.label ?? []);
    expect(
      labels.filter((each, index) => labels.indexOf(each) !== index),
      label,
    ).toEqual([]);
    for (const each of labels) expect(each).toMatch(/\S/);
  }
});

const submenu = (item: Item) => (item.kind === 'menu' ? [{ label: item.label, items: item.entries }] : []);

test('in Hindi it speaks Hindi', () => {
  speak(() => 'hi');
  const menus = menuBar(fakeBench(), { mac: false });
  expect(menus.map(({ label }) => label)).toEqual(['File', 'बदलें', 'जोड़ें', 'चुनें', 'सजाएँ', 'दृश्य', 'Train', 'मदद']);
  expect(action(menus, 'save').label).toBe('सहेजें');
  expect(action(menus, `example:${LESSONS[0]!.id}`).label).toBe(LESSONS[0]!.title.hi);
});

test('what cannot be done now is dimmed, and what is on has its mark', () => {
  const menus = menuBar(fakeBench(), { mac: false });
  expect([action(menus, 'undo').enabled, action(menus, 'redo').enabled]).toEqual([true, false]);
  expect([action(menus, 'theme:dark').checked, action(menus, 'theme:light').checked]).toEqual([true, false]);
  expect([action(menus, 'toggle:left').checked, action(menus, 'toggle:right').checked]).toEqual([true, false]);
  expect(action(menus, 'save').checked).toBeNull();
  const empty = menuBar(fakeBench({ document: emptyDocument('x'), selected: [] }), { mac: false });
  for (const id of ['fit', 'delete', 'group', 'align:left']) expect(action(empty, id).enabled, id).toBe(false);
  for (const id of ['new', 'open', 'save', 'keys', 'add:Linear']) expect(action(empty, id).enabled, id).toBe(true);
});

test('while a question waits for its answer, nothing that it covers can be chosen', () => {
  const menus = menuBar(fakeBench({ asked: true, recents: [{ id: 'a', name: 'net.safetensors' }] }), { mac: false });
  const can = actionsOf(menus).filter(({ enabled }) => enabled);
  expect(can.map(({ id }) => ACTIONS.find((each) => each.id === id)?.heard)).toEqual(can.map(() => 'always'));
  expect(action(menus, 'undo').enabled).toBe(false);
});

test('while a text field has the focus, what is meant for its text can be chosen, and nothing more than before', () => {
  const bench = fakeBench({ document: emptyDocument('x'), selected: [], asked: true });
  const [before, writing] = [false, true].map((each) => actionsOf(menuBar(bench, { mac: true, writing: each })));
  const more = writing!.filter(({ enabled }, index) => enabled && !before![index]!.enabled);
  expect(more.map(({ id }) => id)).toEqual(['undo', 'redo', 'delete', 'select_all']);
});

test('recent files are there by their names, after what shows them in the window', () => {
  const recents = [
    { id: '1', name: 'a & b.safetensors' },
    { id: '2', name: 'c.gradscape.json' },
  ];
  const shown = actionsOf(menuBar(fakeBench({ recents }), { mac: false })).filter(({ id }) => /recent/.test(id));
  expect(shown.map(({ id, label }) => [id, label])).toEqual([
    ['open_recent', 'Show in the window'],
    ['recent:1', 'a & b.safetensors'],
    ['recent:2', 'c.gradscape.json'],
  ]);
});

test('what the host does not have is not there', () => {
  expect(action(menuBar(fakeBench({ logFile: false }), { mac: false }), 'show_log')).toBeUndefined();
});
