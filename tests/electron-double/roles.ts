/** @file What the items of a menu do that the system knows of. */
import type { MenuItemConstructorOptions } from 'electron';
import { app } from './app.ts';
import type { BrowserWindow } from './browser-window.ts';

export type Role = NonNullable<MenuItemConstructorOptions['role']>;

interface RoleOf {
  readonly label: string;
  readonly accelerator?: string;
  /** Of a menu. */
  readonly items?: readonly Role[];
  readonly act: (window: BrowserWindow | null) => void;
}

/** Its key is the page's own as well, so it is not looked for in the menu. */
const edits = (label: string, command: string): RoleOf => ({
  label,
  act: (window) => void window?.webContents.edit(command),
});
const nothing = () => {};

const zoomed =
  (by: number): RoleOf['act'] =>
  (window) => {
    if (window) window.webContents.zoomLevel = by === 0 ? 0 : window.webContents.zoomLevel + by;
  };

export const roles: { readonly [R in Role]?: RoleOf } = {
  about: { label: 'About', act: () => app.showAboutPanel() },
  appMenu: {
    label: 'App',
    items: ['about', 'services', 'hide', 'hideOthers', 'unhide', 'quit'],
    act: nothing,
  },
  close: { label: 'Close Window', accelerator: 'CommandOrControl+W', act: (window) => window?.close() },
  copy: edits('Copy', 'copy'),
  cut: edits('Cut', 'cut'),
  delete: edits('Delete', 'delete'),
  editMenu: { label: 'Edit', items: ['undo', 'redo', 'cut', 'copy', 'paste', 'delete', 'selectAll'], act: nothing },
  forceReload: { label: 'Force Reload', accelerator: 'Shift+CmdOrCtrl+R', act: (window) => window?.webContents.reload() },
  front: { label: 'Bring All to Front', act: nothing },
  help: { label: 'Help', items: [], act: nothing },
  hide: { label: 'Hide', act: nothing },
  hideOthers: { label: 'Hide Others', act: nothing },
  minimize: { label: 'Minimize', accelerator: 'CommandOrControl+M', act: (window) => window?.minimize() },
  paste: edits('Paste', 'paste'),
  quit: { label: 'Quit', accelerator: 'CommandOrControl+Q', act: () => app.quit() },
  redo: edits('Redo', 'redo'),
  reload: { label: 'Reload', accelerator: 'CmdOrCtrl+R', act: (window) => window?.webContents.reload() },
  resetZoom: { label: 'Actual Size', accelerator: 'CommandOrControl+0', act: zoomed(0) },
  selectAll: edits('Select All', 'selectAll'),
  services: { label: 'Services', items: [], act: nothing },
  toggleDevTools: { label: 'Toggle Developer Tools', act: nothing },
  togglefullscreen: { label: 'Toggle Full Screen', accelerator: 'F11', act: (window) => window?.setFullScreen(!window.isFullScreen()) },
  undo: edits('Undo', 'undo'),
  unhide: { label: 'Show All', act: nothing },
  window: { label: 'Window', items: [], act: nothing },
  windowMenu: { label: 'Window', items: ['minimize', 'zoom', 'close'], act: nothing },
  zoom: { label: 'Zoom', act: (window) => window?.maximize() },
  zoomIn: { label: 'Zoom In', accelerator: 'CommandOrControl+Plus', act: zoomed(0.5) },
  zoomOut: { label: 'Zoom Out', accelerator: 'CommandOrControl+-', act: zoomed(-0.5) },
};
