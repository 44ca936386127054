import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { GROUND, keptAppearance } from '../../electron/appearance.ts';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'gradscape-'))));
afterEach(() => rmSync(folder, { recursive: true }));

test('a window begins in the colour that its page is drawn on', () => {
  const tokens = readFileSync(join(import.meta.dirname, '../../renderer/theme/tokens.css'), 'utf8');
  const [, light, dark] = /--ground: light-dark\((#\w+), (#\w+)\)/.exec(tokens)!;
  expect(GROUND).toEqual({ light, dark });
});

test.each([
  ['hi-IN', 'hi'],
  ['hi', 'hi'],
  ['en-GB', 'en'],
  ['de', 'en'],
])('before the page was ever asked to speak otherwise, the shell of a system in %s speaks %s', (locale, language) =>
  expect(keptAppearance(join(folder, 'appearance.json'), locale).value).toEqual({ theme: 'system', language }),
);

test('what was chosen last holds at the next start, whatever the system speaks', async () => {
  const path = join(folder, 'appearance.json');
  const first = keptAppearance(path, 'en-GB');
  first.value = { theme: 'dark', language: 'en' };
  first.value = { theme: 'dark', language: 'hi' };
  await first.written;
  expect(keptAppearance(path, 'en-GB').value).toEqual({ theme: 'dark', language: 'hi' });
  expect(readdirSync(folder), 'and nothing is left beside it').toEqual(['appearance.json']);
});

test('what is said again is not written again', async () => {
  const path = join(folder, 'appearance.json');
  const kept = keptAppearance(path, 'en');
  kept.value = { theme: 'system', language: 'en' };
  await kept.written;
  expect(readdirSync(folder)).toEqual([]);
});

test('a disk that refuses it does not keep it from being so until the end', async () => {
  const kept = keptAppearance(join(folder, 'no such folder', 'appearance.json'), 'en');
  kept.value = { theme: 'light', language: 'hi' };
  await kept.written;
  expect(kept.value).toEqual({ theme: 'light', language: 'hi' });
});
