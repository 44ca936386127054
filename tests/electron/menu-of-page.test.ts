import { mkdirSync } from 'node:fs';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Allowance, COSTLY } from '../../electron/pace.ts';
import { menuBar } from '../../renderer/actions/menu-bar.ts';
import { PACE } from '../../renderer/actions/tell-menus.svelte.ts';
import { startDesktop, type Desktop } from '../helpers/desktop.ts';
import { Folder } from '../helpers/gradscape.ts';
import { fakeBench } from '../renderer/actions/fake-bench.ts';

vi.stubGlobal('location', { search: '' });

let folder: Folder;
let desktop: Desktop;
beforeEach(() => {
  folder = new Folder();
  mkdirSync(folder.at('own'));
  desktop = startDesktop(folder.at('own'));
});
afterEach(() => folder.remove());

/** As many as are remembered, with names as long as a file may have. */
const recents = Array.from({ length: 12 }, (_, index) => ({ id: crypto.randomUUID(), name: `${'ज'.repeat(250)}${index}` }));

test.each([true, false])('the shell takes the menu bar of the page as it is, on a Mac: %s', (mac) => {
  const menus = menuBar(fakeBench({ recents }), { mac });
  desktop.host.showMenus(menus);
  expect(desktop.told).toEqual([menus]);
});

test('the shell takes it as often as the page says it while a run trains, for as long as that may be', () => {
  const allowance = new Allowance(COSTLY, 0);
  for (let times = 0; times < 10_000; times++) {
    expect(allowance.take(times * PACE), `the ${times}th time`).toBe(true);
    allowance.answered();
  }
});
