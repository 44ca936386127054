/** @file What the system itself offers of the app, outside of its windows: in the dock of a Mac, at the button in the task bar of Windows. */
import { app, Menu } from 'electron';
import type { ShellAppearance } from './bridge.ts';
import { NEW_WINDOW } from './launch.ts';
import { say } from './words.ts';

/** Again, when another language is spoken. */
export function offerNewWindow(language: ShellAppearance['language'], open: () => void): void {
  const label = say(language, 'new_window');
  if (process.platform === 'darwin') app.dock?.setMenu(Menu.buildFromTemplate([{ label, click: open }]));
  // where it is developed, Windows would start Electron without the app
  if (process.platform === 'win32' && app.isPackaged)
    app.setUserTasks([
      { program: process.execPath, arguments: NEW_WINDOW, title: label, description: label, iconPath: process.execPath, iconIndex: 0 },
    ]);
}
