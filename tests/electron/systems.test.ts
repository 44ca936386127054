/** @file What the shell asks of each system as it starts, and nothing that is another's. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { MenuItemConstructorOptions } from 'electron';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { recordElectron, type RecordedElectron } from '../helpers/recorded-electron.ts';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'gradscape-'))));
afterEach(() => {
  vi.unstubAllGlobals();
  vi.doUnmock('electron');
  vi.doUnmock('../../electron/served-files.ts');
  vi.resetModules();
  rmSync(folder, { recursive: true });
});

/** The app, started on a system, with its first window. */
async function startOn(platform: NodeJS.Platform, ...args: string[]): Promise<RecordedElectron> {
  const electron = recordElectron(folder);
  vi.resetModules();
  vi.doMock('electron', () => electron.module);
  vi.doMock('../../electron/served-files.ts', () => ({ readServedFiles: () => Promise.resolve({ folder, files: {} }) }));
  const changed = { argv: { value: ['gradscape', ...args] }, platform: { value: platform }, on: { value: () => {} } };
  vi.stubGlobal('process', Object.create(process, changed));
  await import('../../electron/main.ts');
  electron.becomeReady();
  await vi.waitFor(() => expect(electron.contents).toHaveLength(1));
  return electron;
}

test('on a Mac there are menus without a window, in the bar and in the dock, and the app goes on when the last window closes', async () => {
  const electron = await startOn('darwin');
  expect(electron.sentTo('app.dock.setMenu')).toHaveLength(1);
  const templates = electron.sentTo('Menu.buildFromTemplate').map(([template]) => template as MenuItemConstructorOptions[]);
  expect(templates.map(([first]) => first!.label)).toEqual(['Gradscape', 'New window']);
  expect(electron.sentTo('Menu.setApplicationMenu')).toHaveLength(1);
  electron.module.app.emit('window-all-closed');
  expect(electron.sentTo('app.quit')).toEqual([]);
  expect(electron.sentTo('app.setUserTasks')).toEqual([]);
});

test('on Windows the button in the task bar opens windows, and notifications are known to be of the app', async () => {
  const electron = await startOn('win32');
  expect(electron.sentTo('app.setAppUserModelId')).toHaveLength(1);
  expect(electron.sentTo('app.setUserTasks')).toMatchObject([
    [[{ program: process.execPath, arguments: '--new-window', title: 'New window' }]],
  ]);
  expect(electron.sentTo('Menu.setApplicationMenu')).toEqual([[null]]);
  electron.module.app.emit('window-all-closed');
  expect(electron.sentTo('app.quit')).toHaveLength(1);
});

test('on Linux neither is asked for, and the app ends with its last window', async () => {
  const electron = await startOn('linux');
  for (const what of ['app.dock.setMenu', 'app.setUserTasks', 'app.setAppUserModelId']) expect(electron.sentTo(what), what).toEqual([]);
  expect(electron.sentTo('Menu.setApplicationMenu')).toEqual([[null]]);
  electron.module.app.emit('window-all-closed');
  expect(electron.sentTo('app.quit')).toHaveLength(1);
});

test.each(['darwin', 'win32', 'linux'] as const)(
  'on %s the panel about the app says what it is made of, in the language of the system',
  async (platform) => {
    const electron = await startOn(platform);
    const [[about]] = electron.sentTo('app.setAboutPanelOptions') as [[Record<string, string>]];
    expect(about).toMatchObject({ applicationVersion: '0.1.0', credits: expect.stringContaining('gradient') as string });
  },
);
