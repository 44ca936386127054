import { expect, test } from 'vitest';
import { accepts } from '../../../core/datasets/resolve-settings.ts';
import { BUILT_IN, SOURCES } from '../../../core/datasets/sources.ts';

test.each(SOURCES.map((source) => [source.name, source] as const))('%s explains itself and its settings in both languages', (_, source) => {
  for (const { en, hi } of [source.title, source.help, ...Object.values(source.settings).map((setting) => setting.help)]) {
    expect(en).not.toBe('');
    expect(hi).not.toBe('');
  }
  expect(source.help.hi).toMatch(/[\u0900-\u097f]/);
});

test.each(SOURCES.map((source) => [source.name, source] as const))('%s accepts its own defaults', (_, source) => {
  for (const [name, setting] of Object.entries(source.settings)) expect(accepts(setting, setting.default), name).toBe(true);
});

test('names are unique, and the built-in sets are those without files', () => {
  expect(new Set(SOURCES.map(({ name }) => name)).size).toBe(SOURCES.length);
  expect(BUILT_IN.map(({ name }) => name)).toEqual(['gauss', 'circle', 'moons', 'xor', 'spiral', 'plane', 'bumps', 'digits']);
});
