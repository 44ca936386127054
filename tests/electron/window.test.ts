import { EventEmitter } from 'node:events';
import { beforeEach, expect, test, vi } from 'vitest';

const dialogs: unknown[] = [];
let answer = 0;

class Window extends EventEmitter {
  readonly options: unknown;
  constructor(options: unknown) {
    super();
    this.options = options;
  }
  /** As Electron does it: whoever listens may prevent it. */
  close(): 'closed' | 'open' {
    let prevented = false;
    this.emit('close', { preventDefault: () => (prevented = true) });
    if (!prevented) this.emit('closed');
    return prevented ? 'open' : 'closed';
  }
}

// the package fetches a program when it is imported
vi.mock('electron', () => ({
  BrowserWindow: Window,
  dialog: { showMessageBoxSync: (...asked: unknown[]) => (dialogs.push(asked[1]), answer) },
}));
const { createWindow, windowOptions } = await import('../../electron/window.ts');

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

const CLOSE = 0;
const CANCEL = 1;
let unsaved: boolean;
let givenUp: number;
let window: Window;
beforeEach(() => {
  [unsaved, givenUp] = [true, 0];
  dialogs.length = 0;
  window = createWindow({ isUnsaved: () => unsaved, closeWithoutSaving: () => (givenUp += 1) }) as unknown as Window;
});

test('closing with everything saved asks nothing', () => {
  unsaved = false;
  expect([window.close(), dialogs.length, givenUp]).toEqual(['closed', 0, 0]);
});

test('closing with unsaved work asks once, and the choice that keeps everything is the first at hand', () => {
  answer = CLOSE;
  expect([window.close(), dialogs.length, givenUp]).toEqual(['closed', 1, 1]);
  expect(dialogs[0]).toMatchObject({ buttons: ['Close without saving', 'Cancel'], defaultId: CANCEL, cancelId: CANCEL });
});

test('Cancel keeps the window and the work, and the next time is asked again', () => {
  answer = CANCEL;
  expect([window.close(), window.close()]).toEqual(['open', 'open']);
  expect([dialogs.length, givenUp]).toEqual([2, 0]);
});
