/** @file What `require('electron')` gives in the main process of the double. */
import type * as Electron from 'electron';
import { app } from './app.ts';
import { BrowserWindow } from './browser-window.ts';
import { dialog } from './dialog.ts';
import { ipcMain } from './ipc-main.ts';
import { missing } from './loud.ts';
import { Menu, MenuItem } from './menu.ts';
import { nativeTheme } from './native-theme.ts';
import { Notification } from './notification.ts';
import { keptAwake, powerMonitor, powerSaveBlocker } from './power.ts';
import { protocol } from './protocol.ts';
import { screen } from './screen.ts';
import { session } from './session.ts';
import { handedOver, shell } from './shell.ts';
import { WebContents } from './web-contents.ts';

/** A class that says so when it is asked for a member of its own that the double lacks. */
const loudly = <T extends { readonly name: string }>(of: T): T =>
  new Proxy(of, {
    get(target, member) {
      if (member in target || typeof member === 'symbol') return Reflect.get(target, member) as unknown;
      return Reflect.get(missing(target.name), member) as unknown;
    },
  });

const modules = {
  app,
  BrowserWindow: loudly(BrowserWindow),
  dialog,
  ipcMain,
  Menu: loudly(Menu),
  MenuItem: loudly(MenuItem),
  nativeTheme,
  Notification: loudly(Notification),
  powerMonitor,
  powerSaveBlocker,
  protocol,
  screen,
  session,
  shell,
  webContents: loudly(WebContents),
} satisfies { readonly [M in keyof typeof Electron]?: unknown };

/** What Electron has not: what the system does to the app, and what it was told. */
export const double = {
  /** What keeps the system awake. */
  keptAwake,
  /** Links and files that were handed to the system. */
  handedOver,
  systemTheme: (theme: 'light' | 'dark') => nativeTheme.systemBecomes(theme),
  displays: (all: readonly Electron.Rectangle[]) => screen.displaysBecome(all),
};

export const electron = Object.setPrototypeOf({ ...modules, double }, missing('electron')) as typeof modules & { double: typeof double };
export { electron as 'module.exports' };
