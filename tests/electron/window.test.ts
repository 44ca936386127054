import { expect, test, vi } from 'vitest';

// the package fetches a program when it is imported
vi.mock('electron', () => ({ BrowserWindow: class {} }));
const { windowOptions } = await import('../../electron/window.ts');

test('the page runs in a sandbox, apart from the bridge, without Node', () => {
  expect(windowOptions('preload.cjs').webPreferences).toMatchObject({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    webSecurity: true,
    webviewTag: false,
  });
});
