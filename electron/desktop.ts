/** @file What all windows have in common, put together once. */
import { join } from 'node:path';
import { app, dialog, Menu, nativeTheme, powerSaveBlocker, shell as system } from 'electron';
import { sweep } from '../core/disk/sweep.ts';
import { about, showInAboutPanel } from './about.ts';
import { keptAppearance } from './appearance.ts';
import type { ShellAppearance, ShellEnd } from './bridge.ts';
import { Choosers } from './dialogs.ts';
import { DocumentWindow } from './document-window.ts';
import { openFrame } from './frames.ts';
import { KeptSessions } from './kept-sessions.ts';
import { linkOf } from './links.ts';
import type { Log } from './log.ts';
import { MenuPlace } from './menu-place.ts';
import { RecentFiles } from './recent-files.ts';
import { Recovery } from './recovery.ts';
import type { Shell } from './requests.ts';
import { showRuns } from './runs-shown.ts';
import { StayingAwake } from './staying-awake.ts';
import { offerNewWindow } from './system-menus.ts';
import { keptPlace } from './window-place.ts';
import { Windows } from './windows.ts';
import { say } from './words.ts';

export interface Desktop {
  readonly windows: Windows;
  /** For the pages. */
  readonly shell: Shell;
  /** Takes away what this app, killed while it wrote, left behind in its own folders and in those of the recent files. */
  sweepUp(): Promise<void>;
  /** Resolves when everything that was to be written is on the disk. */
  settled(): Promise<unknown>;
}

/**
 * Once the app is ready.
 * @param ownFolder in which it keeps what it remembers
 * @param page the address that every window shows
 * @param begun what the first one is to say of this start
 */
export function desktop(ownFolder: string, page: string, log: Log, begun: ShellEnd | null): Desktop {
  const appearance = keptAppearance(join(ownFolder, 'appearance.json'), app.getLocale());
  const place = keptPlace(join(ownFolder, 'window.json'));
  const sessions = new KeptSessions(join(ownFolder, 'sessions'));
  const language = () => appearance.value.language;
  const recents = new RecentFiles(join(ownFolder, 'recent.json'), (path) => {
    choosers.used(path);
    if (process.platform !== 'linux') app.addRecentDocument(path);
  });
  const choosers = new Choosers(dialog, language, async () => [...(await recents.folders())][0]);
  const awake = new StayingAwake(powerSaveBlocker);

  const windows: Windows = new Windows((beside) => {
    const frame = openFrame(place, beside?.frame ?? null);
    const window = new DocumentWindow(frame, {
      sessions,
      dialogs: choosers.of(frame),
      language,
      onRun: () => showRuns(windows.all, awake, process.platform),
      onMenu: (changed) => menus.changed(changed),
    });
    menus.follow(window);
    // a window may be closed while it is asked what is to become of it
    const load = () => void (frame.isDestroyed() || frame.loadURL(page).catch(() => {})); // that it fails is told of the page
    const destroy = () => {
      if (frame.isDestroyed()) return;
      window.showRun(null); // the dock goes on showing what a window that is gone has shown there
      frame.destroy();
    };
    new Recovery({
      contents: frame.webContents,
      window,
      load,
      destroy,
      ask: async (question) => (await dialog.showMessageBox(frame, question)).response,
      language,
      log,
      now: () => performance.now(),
    });
    if (begun && windows.all.length === 0) window.ended = begun;
    load();
    return window;
  });

  const openChosen = async () => {
    const kind = { title: say(language(), 'open_title'), endings: ['.safetensors', '.gradscape.json', '.py', '.onnx'] };
    windows.give(await choosers.of(null).choose(kind, true));
  };
  const menus = new MenuPlace(Menu, process.platform, (choice) => void (choice === 'open' ? openChosen() : windows.open()));

  const speak = () => {
    menus.speak(language());
    showInAboutPanel(language());
    offerNewWindow(language(), () => windows.open());
  };
  const setAppearance = (now: ShellAppearance) => {
    const before = language();
    appearance.value = now;
    nativeTheme.themeSource = now.theme;
    if (now.language !== before) speak();
  };
  nativeTheme.themeSource = appearance.value.theme;
  speak();

  const showLog = async () => {
    log.write({ level: 'info', text: 'the log is shown' }); // so that there is one
    await log.written;
    system.showItemInFolder(log.path);
  };
  return {
    windows,
    shell: {
      recents,
      about,
      openWindow: () => void windows.open(),
      openLink: (link) => system.openExternal(linkOf(link)),
      setAppearance,
      log: (entry) => log.write(entry),
      showLog: () => void showLog(),
    },
    async sweepUp() {
      await sessions.sweep();
      const folders = [ownFolder, ...(await recents.folders())];
      for (const folder of new Set(folders)) await sweep(folder);
    },
    settled: () => Promise.allSettled([sessions.settled(), recents.written(), appearance.written, place.written, log.written]),
  };
}
