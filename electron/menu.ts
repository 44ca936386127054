import type { MenuItemConstructorOptions } from 'electron';

/**
 * The menu bar. Undo and redo are not in it: the system's would take Ctrl+Z from the page, whose history is of the network and not of
 * a text field. Select all is, for the text of a page, but leaves Ctrl+A to the page, which has blocks to select.
 */
export function menuBar(platform: NodeJS.Platform): MenuItemConstructorOptions[] {
  return [
    ...(platform === 'darwin' ? [{ role: 'appMenu' } as const] : []),
    { label: '&File', submenu: [{ role: platform === 'darwin' ? 'close' : 'quit' }] },
    { label: '&Edit', submenu: [{ role: 'cut' }, { role: 'copy' }, { role: 'paste' }, { role: 'selectAll', registerAccelerator: false }] },
    {
      label: '&View',
      submenu: [
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        { type: 'separator' },
        { role: 'togglefullscreen' },
        { role: 'toggleDevTools' },
      ],
    },
    { role: 'windowMenu' },
  ];
}
