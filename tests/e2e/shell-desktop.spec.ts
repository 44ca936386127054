/** @file What a desktop app does for its documents: its windows, its menus, what it is given to open, and what it asks before anything closes. */
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import type { Rectangle } from 'electron';
import { GROUND } from '../../electron/appearance.ts';
import { SAVE_ANSWERED, type GradscapeBridge } from '../../electron/bridge.ts';
import { spiralMlp } from '../../core/lessons/spiral-mlp.ts';
import { commandOf, double, environment, works, type Desktop } from './desktop.ts';
import { expect, Person, test } from './person.ts';

const DOCUMENT = JSON.stringify(spiralMlp.document);

/** A file with a network in it, in a folder of the spec. */
function file(folder: string, name: string): string {
  const path = join(folder, name);
  writeFileSync(path, DOCUMENT);
  return path;
}

const bridgeOf = (page: Page) => page.evaluateHandle(() => (window as unknown as { gradscape: GradscapeBridge }).gradscape);

/** As when the person presses on the cross of the window. */
async function close(desktop: Desktop, page: Page): Promise<void> {
  const window = await desktop.electron.browserWindow(page);
  await window.evaluate((frame) => frame.close());
}

/** The system hands over a file, as a Mac does. */
const handOver = (desktop: Desktop, path: string) =>
  desktop.electron.evaluate(({ app }, given) => void app.emit('open-file', { preventDefault() {} }, given), path);

/** The app is started once more, from a folder. Resolves when that start is over. */
async function startAgain(desktop: Desktop, folder: string, ...args: readonly string[]): Promise<void> {
  const program = double;
  const started = spawn(program, commandOf({ own: desktop.own, args }), { cwd: folder, env: environment(), stdio: 'ignore' });
  expect(await new Promise((ended) => started.once('exit', ended))).toBe(0);
}

/** What the frames of all windows say. */
const frames = (desktop: Desktop) =>
  desktop.electron.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()
      .sort((a, b) => a.id - b.id)
      .map((frame) => ({
        title: frame.getTitle(),
        file: frame.getRepresentedFilename(),
        edited: frame.isDocumentEdited(),
        focused: frame.isFocused(),
      })),
  );

/** Changes what a window shows, so that it is unsaved, as its frame knows. */
async function change(desktop: Desktop, page: Page): Promise<Person> {
  const person = new Person(page);
  await person.dragBlock('Dropout', [200, 200]);
  await page.keyboard.press('Escape');
  const window = await desktop.electron.browserWindow(page);
  await expect.poll(() => window.evaluate((frame) => frame.isDocumentEdited())).toBe(true);
  return person;
}

/** Something is done by which the app ends. */
async function end(desktop: Desktop, act: (process: ChildProcess) => unknown): Promise<{ code: number | null }> {
  const process = desktop.electron.process();
  const ended = new Promise<number | null>((exit) => process.once('exit', exit));
  await act(process);
  return { code: await ended };
}

const gone = (page: Page) => (page.isClosed() ? Promise.resolve() : page.waitForEvent('close'));

test.describe('the frame', () => {
  test('says which network it shows, in which file, and whether it is saved', async ({ start, folders }) => {
    const path = file(folders.files, 'spiral.gradscape.json');
    const desktop = await start({ args: [path] });
    const person = new Person(await desktop.page());
    await expect(person.block('fc2')).toBeVisible();
    await expect.poll(() => frames(desktop)).toMatchObject([{ title: 'spiral · Gradscape', file: path, edited: false }]);
    await person.select('fc2');
    await person.fill('out_features', '24');
    await expect.poll(() => frames(desktop)).toMatchObject([{ title: '● spiral · Gradscape', file: path, edited: true }]);
    await person.page.keyboard.press('Control+s');
    await expect.poll(() => frames(desktop)).toMatchObject([{ title: 'spiral · Gradscape', edited: false }]);
  });

  test('comes back where it was, and as large, and onto the screen if that is gone', async ({ start, folders }) => {
    const bounds: Rectangle = { x: 120, y: 80, width: 1100, height: 700 };
    const place = (desktop: Desktop) =>
      desktop.electron.evaluate(({ BrowserWindow }) => {
        const [frame] = BrowserWindow.getAllWindows();
        return { bounds: frame!.getNormalBounds(), maximised: frame!.isMaximized(), fullScreen: frame!.isFullScreen() };
      });
    const first = await start();
    await first.page();
    await first.electron.evaluate(({ BrowserWindow }, wanted) => {
      const [frame] = BrowserWindow.getAllWindows();
      frame!.setBounds(wanted);
      frame!.maximize();
    }, bounds);
    await first.quit();

    const second = await start();
    await second.page();
    await expect.poll(() => place(second)).toEqual({ bounds, maximised: true, fullScreen: false });
    await second.quit();

    // as it was on a display that is not there any more
    writeFileSync(
      join(folders.own, 'window.json'),
      JSON.stringify({ bounds: { ...bounds, x: 9000 }, maximised: false, fullScreen: false }),
    );
    const third = await start();
    await third.page();
    const { x } = (await place(third)).bounds;
    const screen = await third.electron.evaluate(({ screen: all }) => all.getPrimaryDisplay().workArea);
    expect(x + bounds.width).toBe(screen.x + screen.width);
  });

  test('of a second window is a little beside the first', async ({ start }) => {
    const desktop = await start();
    const page = await desktop.page();
    await desktop.windowOf(async () => (await bridgeOf(page)).evaluate((bridge) => bridge.newWindow()));
    const [first, second] = await desktop.electron.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows().map((frame) => frame.getBounds()),
    );
    expect([second!.width, second!.height]).toEqual([first!.width, first!.height]);
    expect([second!.x, second!.y]).not.toEqual([first!.x, first!.y]);
  });

  test('has the colour and the language of the page from the start, as they were chosen last', async ({ start, folders }) => {
    const first = await start();
    const page = await first.page();
    await new Person(page).button('Open').waitFor();
    await first.choose(page, 'View', 'Appearance', 'Dark');
    const color = (desktop: Desktop) =>
      desktop.electron.evaluate(({ BrowserWindow, nativeTheme }) => [
        nativeTheme.themeSource,
        BrowserWindow.getAllWindows()[0]!.getBackgroundColor().toLowerCase(),
      ]);
    await expect.poll(() => color(first)).toEqual(['dark', GROUND.dark]);
    await (await bridgeOf(page)).evaluate((bridge) => bridge.setAppearance({ theme: 'dark', language: 'hi' }));
    await first.quit();
    expect(JSON.parse(readFileSync(join(folders.own, 'appearance.json'), 'utf8'))).toEqual({ theme: 'dark', language: 'hi' });
    const second = await start();
    await second.electron.firstWindow();
    expect(await color(second)).toEqual(['dark', GROUND.dark]);
  });
});

test.describe('the menu bar', () => {
  test('is not made anew while only what can be done changes, and shows a switch as the page says it', async ({ desktop, app, person }) => {
    await person.button('Open').waitFor();
    await expect.poll(() => desktop!.menu(app)).toContain('View > Appearance > Dark');
    /** Whether it is another than when this was asked last. */
    const isOther = () =>
      desktop!.electron.evaluate(({ BrowserWindow }) => {
        const seen = globalThis as unknown as { menu?: Electron.Menu };
        const before = seen.menu;
        seen.menu = globalThis.spec.menus.get(BrowserWindow.getAllWindows()[0]!.id)!;
        return seen.menu !== before;
      });
    await isOther();
    await person.dragBlock('Dropout', [200, 500]);
    await expect.poll(() => desktop!.menu(app)).toContain('Edit > Undo');
    expect(await isOther()).toBe(false);
    const checked = () =>
      desktop!.electron.evaluate(({ BrowserWindow }) => {
        const menu = globalThis.spec.menus.get(BrowserWindow.getAllWindows()[0]!.id)!;
        return ['theme:system', 'theme:dark', 'theme:light'].filter((id) => menu.getMenuItemById(id)!.checked);
      });
    await desktop!.choose(app, 'View', 'Appearance', 'Dark');
    await expect.poll(checked).toEqual(['theme:dark']);
    await desktop!.choose(app, 'View', 'Appearance', 'Dark');
    await expect.poll(checked).toEqual(['theme:dark']);
    expect(await isOther()).toBe(false);
  });
});

test.describe('a file that the system hands over', () => {
  test('comes into the blank window, the next into one of its own, and one that is shown brings its window to the front', async ({
    start,
    folders,
  }) => {
    const [a, b] = [file(folders.files, 'a.gradscape.json'), file(folders.files, 'b.gradscape.json')];
    const desktop = await start();
    const first = new Person(await desktop.page());
    await first.button('Open').waitFor();
    await handOver(desktop, a);
    await expect(first.block('fc2')).toBeVisible();
    const second = new Person(await desktop.windowOf(() => handOver(desktop, b)));
    await expect(second.block('fc2')).toBeVisible();
    await expect
      .poll(() => frames(desktop))
      .toMatchObject([
        { file: a, focused: false },
        { file: b, focused: true },
      ]);
    await handOver(desktop, a);
    await expect.poll(() => frames(desktop)).toMatchObject([{ file: a, focused: true }, { file: b }]);
    expect(desktop.electron.windows()).toHaveLength(2);
  });

  test('several at once never come into one window', async ({ start, folders }) => {
    const paths = ['a', 'b', 'c'].map((name) => file(folders.files, `${name}.gradscape.json`));
    const desktop = await start({ args: paths });
    await desktop.page();
    await expect.poll(async () => (await frames(desktop)).map((frame) => frame.file).sort()).toEqual(paths);
    expect(await desktop.asked()).toEqual([]);
  });

  test('is not lost by a page that is loaded again before it could open it', async ({ start, folders }) => {
    const path = file(folders.files, 'a.gradscape.json');
    const desktop = await start();
    const page = await desktop.page();
    const person = new Person(page);
    await person.button('Open').waitFor();
    await desktop.electron.evaluate(({ app, BrowserWindow }, given) => {
      app.emit('open-file', { preventDefault() {} }, given);
      BrowserWindow.getAllWindows()[0]!.webContents.reload();
    }, path);
    await expect(person.block('fc2')).toBeVisible();
    await expect.poll(() => frames(desktop)).toMatchObject([{ file: path }]);
  });

  test('by another start is found from the folder of that start; a name may have blanks and begin with a dash', async ({
    start,
    folders,
    host,
  }) => {
    test.skip(host !== 'double', 'the program of Electron is started by its own path');
    const folder = join(folders.files, 'my networks');
    mkdirSync(folder);
    const path = file(folder, '-net 1.gradscape.json');
    const desktop = await start();
    const person = new Person(await desktop.page());
    await person.button('Open').waitFor();
    await startAgain(desktop, folder, '--', '-net 1.gradscape.json');
    await expect(person.block('fc2')).toBeVisible();
    await expect.poll(() => frames(desktop)).toMatchObject([{ file: path }]);

    await desktop.windowOf(() => startAgain(desktop, folder, '--new-window'));
    await startAgain(desktop, folder);
    expect(desktop.electron.windows(), 'a start with nothing to open shows what is there').toHaveLength(2);
  });

  test('and is none, or is not there, is refused in the window that was used last', async ({ start, folders }) => {
    const path = file(folders.files, 'a.gradscape.json');
    const desktop = await start({ args: [path] });
    const person = new Person(await desktop.page());
    await expect(person.block('fc2')).toBeVisible();
    for (const [given, sentence] of [
      [folders.files, 'files cannot be read: it is a folder.'],
      [join(folders.files, 'gone.safetensors'), 'gone.safetensors cannot be read: there is no such file or folder.'],
    ] as const) {
      await handOver(desktop, given);
      await expect(person.page.getByRole('alert').filter({ hasText: sentence })).toBeVisible();
    }
    expect(desktop.electron.windows()).toHaveLength(1);
  });
});

test.describe('dialogs', () => {
  test('begin where the one before ended, and a name gets its ending', async ({ start, folders }) => {
    const path = file(folders.files, 'a.gradscape.json');
    const desktop = await start();
    const person = new Person(await desktop.page());
    await desktop.opens(path);
    await person.button('Open').click();
    await expect(person.block('fc2')).toBeVisible();
    const [typed, there] = [join(folders.files, 'copy'), join(folders.files, 'copy.gradscape.json')];
    writeFileSync(there, 'old');
    await desktop.saves(typed);
    await desktop.answers('Replace');
    await person.button('Save as').click();
    await person.page.getByRole('menuitem', { name: 'Document only' }).click();
    await expect.poll(() => readFileSync(there, 'utf8')).toContain('"format"');
    expect(existsSync(typed)).toBe(false);
    const asked = await desktop.asked();
    expect(asked.map(({ dialog }) => dialog)).toEqual(['open', 'save', 'message']);
    expect(asked[1]!.beginning).toBe(join(folders.files, 'a.gradscape.json'));
    expect(asked[2]!.message).toBe('copy.gradscape.json is there already. Replace it?');
  });
});

test.describe('a window that closes', () => {
  test('with nothing unsaved in it asks nothing and leaves nothing behind', async ({ start, folders }) => {
    const path = file(folders.files, 'a.gradscape.json');
    const desktop = await start({ args: [path] });
    const page = await desktop.page();
    const person = new Person(page);
    await expect(person.block('fc2')).toBeVisible();
    await person.select('fc2');
    await person.fill('out_features', '24');
    await expect.poll(() => works(folders.own)).toEqual(['document']);
    await page.keyboard.press('Control+s');
    await expect.poll(() => frames(desktop)).toMatchObject([{ edited: false }]);
    const { code } = await end(desktop, () => close(desktop, page));
    expect(code, 'it was the last').toBe(0);
    expect(existsSync(join(folders.own, 'sessions')) ? readdirSync(join(folders.own, 'sessions')) : []).toEqual([]);
  });

  test('is saved first, if the person wants it', async ({ start, folders }) => {
    const path = file(folders.files, 'a.gradscape.json');
    const desktop = await start({ args: [path] });
    const page = await desktop.page();
    const person = new Person(page);
    await expect(person.block('fc2')).toBeVisible();
    await person.select('fc2');
    await person.fill('out_features', '24');
    await expect.poll(() => frames(desktop)).toMatchObject([{ edited: true }]);
    await desktop.answers('Save');
    await Promise.all([gone(page), close(desktop, page)]);
    expect(readFileSync(path, 'utf8')).toContain('"out_features": 24');
    await expect.poll(() => works(folders.own)).toEqual([]);
  });

  test('asks about what is unsaved, and stays for Cancel, when nobody says where to save it, and when it cannot be saved', async ({
    start,
    folders,
  }) => {
    const desktop = await start();
    const page = await desktop.page();
    const person = await change(desktop, page);
    const answered = await desktop.electron.evaluateHandle(({ ipcMain }, channel) => {
      const saved: unknown[] = [];
      ipcMain.on(channel, (_event, given) => saved.push(given));
      return saved;
    }, SAVE_ANSWERED);
    await desktop.answers('Cancel');
    await close(desktop, page);
    await expect
      .poll(() => desktop.asked())
      .toMatchObject([{ message: 'Save the changes to Untitled?', buttons: ['Save', 'Do not save', 'Cancel'] }]);
    await expect(person.blocks).toHaveCount(1);

    await desktop.answers('Save');
    await desktop.saves(null);
    await close(desktop, page);
    await expect.poll(() => answered.jsonValue(), 'it was not saved').toEqual([false]);
    expect((await desktop.asked()).map(({ dialog }) => dialog)).toEqual(['message', 'message', 'save']);
    await expect(person.blocks).toHaveCount(1);

    await desktop.answers('Save');
    await desktop.saves(join(folders.files, 'no such folder', 'net.safetensors'));
    await close(desktop, page);
    await expect(page.getByRole('alert').filter({ hasText: 'net.safetensors cannot be written' })).toBeVisible();
    await expect(person.blocks).toHaveCount(1);
    expect(await frames(desktop)).toMatchObject([{ edited: true }]);
  });

  test('without being saved keeps nothing of it', async ({ start, folders }) => {
    const desktop = await start();
    const page = await desktop.page();
    await change(desktop, page);
    await expect.poll(() => works(folders.own)).toEqual(['document']);
    await desktop.answers('Do not save');
    await Promise.all([gone(page), close(desktop, page)]);
    await expect.poll(() => works(folders.own)).toEqual([]);
  });

  test('cannot be held by a page that does not answer: its work is kept, and offered at the next start', async ({
    start,
    folders,
    complaints,
  }) => {
    const first = await start();
    const page = await first.page();
    await change(first, page);
    await expect.poll(() => works(folders.own)).toEqual(['document']);
    await page.evaluate(
      () =>
        void setTimeout(() => {
          for (;;);
        }),
    );
    await first.answers('Save');
    await close(first, page);
    await expect.poll(async () => (await first.asked()).length).toBe(1);
    await first.answers('Close now');
    await end(first, () => close(first, page));
    expect(works(folders.own)).toEqual(['document']);
    expect(complaints.all).toEqual([]);

    const second = await start();
    await expect((await second.page()).getByRole('button', { name: 'Restore Untitled', exact: true })).toBeVisible();
  });
});

test.describe('the end of the app', () => {
  test('asks window after window, stops at Cancel, and keeps them all', async ({ start, folders }) => {
    const desktop = await start();
    const first = await desktop.page();
    await change(desktop, first);
    const second = await desktop.windowOf(async () => (await bridgeOf(first)).evaluate((bridge) => bridge.newWindow()));
    await change(desktop, second);
    await desktop.windowOf(async () => (await bridgeOf(first)).evaluate((bridge) => bridge.newWindow()));
    await desktop.answers('Do not save');
    await desktop.answers('Cancel');
    await desktop.electron.evaluate(({ app }) => app.quit());
    await expect.poll(async () => (await desktop.asked()).length).toBe(2);
    expect(desktop.electron.windows()).toHaveLength(3);
    await expect.poll(() => works(folders.own), 'nothing was given up').toEqual(['document', 'document']);

    await desktop.answers('Do not save');
    await desktop.answers('Do not save');
    await desktop.quit();
    expect(works(folders.own)).toEqual([]);
  });

  test.describe('by the system', () => {
    test.skip(process.platform === 'win32', 'Windows ends sessions, and has no signals');

    test('asks nothing: what is unsaved is kept as it is at that moment, and offered at the next start', async ({ start, folders }) => {
      const first = await start();
      const page = await first.page();
      const person = await change(first, page);
      await person.dragBlock('ReLU', [400, 200]);
      const { code } = await end(first, (process) => process.kill('SIGTERM'));
      expect(code).toBe(0);
      expect(works(folders.own)).toEqual(['document']);
      const [session] = readdirSync(join(folders.own, 'sessions'));
      expect(readFileSync(join(folders.own, 'sessions', session!, 'document'), 'utf8')).toContain('ReLU');

      const second = await start();
      await expect((await second.page()).getByRole('button', { name: 'Restore Untitled', exact: true })).toBeVisible();
    });
  });
});

test.describe('while it trains', () => {
  test('the dock tells how far it is, and the machine stays awake until it rests', async ({ desktop, app, person }) => {
    await desktop!.electron.evaluate(({ powerSaveBlocker }) => {
      const { start: begin, stop } = powerSaveBlocker;
      const awake = new Map<number, string>();
      Object.assign(globalThis, { awake });
      Object.assign(powerSaveBlocker, {
        start(type: 'prevent-app-suspension') {
          const id = begin.call(powerSaveBlocker, type);
          awake.set(id, type);
          return id;
        },
        stop(id: number) {
          awake.delete(id);
          return stop.call(powerSaveBlocker, id);
        },
      });
    });
    const awake = () => desktop!.electron.evaluate(() => [...(globalThis as unknown as { awake: Map<number, string> }).awake.values()]);
    await person.openExample('Spiral: two arms, four layers');
    await person.fill('epochs', '5000');
    await person.button('Train').click();
    await expect.poll(() => desktop!.progress(app)).toBeGreaterThan(0);
    expect(await awake()).toEqual(['prevent-app-suspension']);
    await person.button('Pause').click();
    await expect.poll(awake).toEqual([]);
    expect(await desktop!.progress(app), 'a run that rests is shown still').toBeGreaterThan(0);
    await person.button('Train').click();
    await expect.poll(awake).toEqual(['prevent-app-suspension']);
    await desktop!.answers('Do not save');
    const another = await desktop!.windowOf(async () => (await bridgeOf(app)).evaluate((bridge) => bridge.newWindow()));
    await Promise.all([gone(app), close(desktop!, app)]);
    await expect.poll(awake, 'and a window that is gone trains no more').toEqual([]);
    await expect.poll(() => desktop!.progress(another)).toBe(-1);
  });

  test('what is told to one who looks elsewhere brings the window back', async ({ desktop, app }) => {
    const tell = async (title: string) => {
      await (await bridgeOf(app)).evaluate((bridge, said) => bridge.notify({ title: said, body: 'body' }), title);
    };
    await desktop!.windowOf(async () => (await bridgeOf(app)).evaluate((bridge) => bridge.newWindow()));
    await expect.poll(() => frames(desktop!)).toMatchObject([{ focused: false }, { focused: true }]);
    await tell('The run has ended');
    await expect.poll(() => desktop!.notifications()).toEqual([{ title: 'The run has ended', body: 'body' }]);
    await desktop!.clickNotification();
    await expect.poll(() => frames(desktop!)).toMatchObject([{ focused: true }, { focused: false }]);
    await tell('Seen anyway');
    await (await bridgeOf(app)).evaluate((bridge) => bridge.about());
    expect(await desktop!.notifications()).toHaveLength(1);
  });
});

test('the log is shown, says what the app is made of, and holds no path', async ({ desktop, app, folders }) => {
  const about = await (await bridgeOf(app)).evaluate((bridge) => bridge.about());
  if (!about.ok) throw new Error(about.code);
  const { version, electron } = about.value;
  await (
    await bridgeOf(app)
  ).evaluate(
    (bridge, path) => {
      bridge.log({ level: 'error', text: `no such file: '${path}'` });
      return bridge.showLog();
    },
    join(folders.files, 'secret.json'),
  );
  await expect.poll(async () => (await desktop!.handedOver()).length).toBe(1);
  const [path] = await desktop!.handedOver();
  const log = readFileSync(path!, 'utf8');
  expect(log).toContain(`"version":"${version}","electron":"${electron}"`);
  expect(log).toContain('error no such file: (a path)');
  expect(log).not.toContain('secret');
});
