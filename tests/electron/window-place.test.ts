import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { beside, keptPlace, within } from '../../electron/window-place.ts';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'gradscape-'))));
afterEach(() => rmSync(folder, { recursive: true }));

const area = { x: 0, y: 25, width: 1920, height: 1055 };

test('a window is where it was', () => {
  const place = { x: 100, y: 200, width: 1440, height: 900 };
  expect(within({ ...place, y: 100 }, area)).toEqual({ ...place, y: 100 });
});

test.each([
  ['beyond the right edge, where another display was', { x: 2500, y: 300, width: 1000, height: 700 }, { x: 920, y: 300 }],
  ['to the left of everything', { x: -3000, y: 100, width: 1000, height: 700 }, { x: 0, y: 100 }],
  ['under the menu bar', { x: 10, y: 0, width: 1000, height: 700 }, { x: 10, y: 25 }],
  ['below the screen', { x: 10, y: 5000, width: 1000, height: 700 }, { x: 10, y: 380 }],
])('a window that was %s comes back onto the screen', (_where, place, expected) =>
  expect(within(place, area)).toEqual({ ...place, ...expected }),
);

test('a window that is larger than the screen is made as large as the screen', () =>
  expect(within({ x: 50, y: 50, width: 4000, height: 3000 }, area)).toEqual(area));

test('a second window is a little beside the first, and fills no screen', () => {
  const bounds = { x: 100, y: 100, width: 1000, height: 700 };
  const { bounds: placed, maximised, fullScreen } = beside({ bounds, maximised: true, fullScreen: true });
  expect(placed).toMatchObject({ width: 1000, height: 700 });
  expect(placed!.x).toBeGreaterThan(bounds.x);
  expect(placed!.y).toBeGreaterThan(bounds.y);
  expect([maximised, fullScreen]).toEqual([false, false]);
});

test('the place is remembered from one start to the next', async () => {
  const path = join(folder, 'window.json');
  const first = keptPlace(path);
  expect(first.value).toEqual({ bounds: null, maximised: false, fullScreen: false });
  first.value = { bounds: { x: -1500, y: 20, width: 1000, height: 700 }, maximised: true, fullScreen: false };
  await first.written;
  expect(keptPlace(path).value).toEqual(first.value);
});

test.each(['', '{}', 'null', '{"bounds":{"x":0.5,"y":0,"width":1,"height":1},"maximised":false,"fullScreen":false}', '{"bounds":1e400'])(
  'a file that says no place (%s) is as if there were none',
  (text) => {
    const path = join(folder, 'window.json');
    writeFileSync(path, text);
    expect(keptPlace(path).value.bounds).toBe(null);
  },
);
