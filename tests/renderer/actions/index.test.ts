import { beforeAll, expect, test } from 'vitest';
import { ACTION_GROUPS, type Heard } from '../../../renderer/actions/action.ts';
import { ACTIONS, actionOf } from '../../../renderer/actions/index.ts';
import { LAYERS } from '../../../core/layers/index.ts';
import { LESSONS } from '../../../core/lessons/index.ts';
import { fetchMessages } from '../../../renderer/language/said.ts';

beforeAll(() => fetchMessages('hi'));

/** Two actions may share a key if what is more particular takes it: the canvas has a slash of its own. */
const CONTEXT: { readonly [H in Heard]: string } = {
  surface: 'canvas',
  canvas: 'canvas',
  window: 'window',
  always: 'window',
  clipboard: 'window',
};

test('every action has an id of its own', () => {
  expect(new Set(ACTIONS.map(({ id }) => id)).size).toBe(ACTIONS.length);
});

test('every action says in both languages what it does, and no two say the same', () => {
  for (const language of ['en', 'hi'] as const) {
    const titles = ACTIONS.map((action) => action.title(language));
    for (const title of titles) expect(title).toMatch(/\S/);
    expect(titles.filter((title, index) => titles.indexOf(title) !== index)).toEqual([]);
  }
  expect(actionOf('delete').title('hi')).not.toBe(actionOf('delete').title('en'));
});

test('no two actions share a key where both are heard', () => {
  const keys = ACTIONS.flatMap((action) => action.keys.map((key) => `${key} ${CONTEXT[action.heard]}`));
  expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
});

test('of what is heard everywhere the canvas takes nothing away but the slash', () => {
  const inWindow = ACTIONS.filter(({ heard }) => CONTEXT[heard] === 'window').flatMap(({ keys }) => keys);
  const onCanvas = ACTIONS.filter(({ heard }) => CONTEXT[heard] === 'canvas').flatMap(({ keys }) => keys);
  expect(onCanvas.filter((key) => inWindow.includes(key))).toEqual(['/']);
});

test('no key is one that a browser keeps to itself or that a page must leave alone', () => {
  const kept = /^Ctrl\+(Shift\+)?[NTWR]$|^F5$|^F1[12]$|^Alt\+F4$|^Ctrl\+(L|Tab)$|^Tab$|^(Enter| )$/;
  expect(ACTIONS.flatMap(({ keys }) => keys).filter((key) => kept.test(key))).toEqual([]);
});

test('every group of the palette has actions, every layer can be added and every example opened', () => {
  expect(ACTION_GROUPS.filter((group) => !ACTIONS.some((action) => action.group === group))).toEqual([]);
  for (const { name } of LAYERS) expect(actionOf(`add:${name}`).title('en')).toBe(`Add ${name}`);
  for (const { id, title } of LESSONS) expect(actionOf(`example:${id}`).title('hi')).toContain(title.hi);
});
