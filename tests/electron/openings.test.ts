import type { App } from 'electron';
import { expect, test } from 'vitest';
import { Openings } from '../../electron/openings.ts';

/** An app, what the system says to it, and what becomes of it. */
function app(files: string[] = []) {
  const heard = new Map<string, (...said: unknown[]) => void>();
  const program = { on: (event: string, listener: (...said: unknown[]) => void) => void heard.set(event, listener) };
  const done: string[] = [];
  let last: object | null = null;
  const windows = {
    give: (paths: readonly string[]) => done.push(`give ${paths.join(' ')}`),
    open: () => {
      done.push('open');
      last = {};
      return last as never;
    },
    show: () => done.push('show'),
    get last() {
      return last as never;
    },
  };
  const openings = new Openings(program as unknown as App, { files, newWindow: false });
  return {
    done,
    begin: () => openings.begin(windows as never),
    openFile(path: string) {
      let prevented = false;
      heard.get('open-file')!({ preventDefault: () => (prevented = true) }, path);
      return prevented;
    },
    startAgain: (...paths: string[]) => heard.get('second-instance')!({}, ['ignored'], '/ignored', { files: paths, newWindow: false }),
    startWindow: () => heard.get('second-instance')!({}, [], '/', { files: [], newWindow: true }),
    activate: () => heard.get('activate')!(),
  };
}

test('without a file a window opens', () => {
  const { done, begin } = app();
  begin();
  expect(done).toEqual(['open']);
});

test('files of the command line, of the system and of another start wait until there can be windows', () => {
  const { done, begin, openFile, startAgain, activate } = app(['/a']);
  expect(openFile('/b'), 'the system need not care').toBe(true);
  startAgain('/c');
  activate();
  expect(done).toEqual([]);
  begin();
  expect(done).toEqual(['give /a /b /c']);
});

test('later they are given at once', () => {
  const { done, begin, openFile, startAgain } = app();
  begin();
  openFile('/b');
  startAgain('/c', '/d');
  expect(done).toEqual(['open', 'give /b', 'give /c /d']);
});

test('another start without a file shows the window that is there, or opens one if that is asked for', () => {
  const { done, begin, startAgain, startWindow } = app();
  begin();
  startAgain();
  startWindow();
  expect(done).toEqual(['open', 'show', 'open']);
});

test('an app without a window that comes to the front opens one', () => {
  const { done, begin, activate } = app(['/a']);
  begin();
  activate();
  activate();
  expect(done).toEqual(['give /a', 'open']);
});
