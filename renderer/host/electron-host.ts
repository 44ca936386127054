/** @file The desktop window: files and the window's frame through the shell's bridge. */
import type { GradscapeBridge, ShellFile } from '../../electron/bridge.ts';
import type { Host, OpenedFile } from './host.ts';
import { shellHandle } from './shell-handle.ts';
import { gather, handOver, valueOf } from './shell-replies.ts';
import { shellWork } from './shell-work.ts';

export function electronHost(bridge: GradscapeBridge): Host {
  const opened = (file: ShellFile): OpenedFile => ({
    name: file.name,
    handle: shellHandle(file),
    async read(progress, signal) {
      signal?.throwIfAborted();
      return gather(bridge, await valueOf(bridge.beginReading(file.id)), progress, signal);
    },
  });

  return {
    async openFiles(kind, several) {
      return (await valueOf(bridge.openFiles(kind, several))).map(opened);
    },
    async dropped(transfer) {
      return Promise.all(
        [...transfer.files].map(async (file) => {
          const known = await valueOf(bridge.fileDropped(file));
          return known ? opened(known) : { name: file.name, handle: null, read: () => Promise.resolve(file) };
        }),
      );
    },
    async saveFile(handle, suggestedName, kind, contents) {
      const saving = await valueOf(bridge.beginSaving(handle && shellHandle(handle).id, suggestedName, kind));
      const saved = saving === null ? null : await handOver(bridge, saving, contents);
      return saved && { name: saved.name, handle: shellHandle(saved) };
    },
    changedElsewhere: (handle) => valueOf(bridge.changedElsewhere(shellHandle(handle).id)),
    openAgain: (handle) => Promise.resolve(opened(shellHandle(handle))),
    can: { saveInPlace: true, reopen: true, menuBar: true, progress: true, stayAwake: true, notify: 'yes', logFile: true },
    recentFiles: () => valueOf(bridge.recentFiles()),
    openRecent: async (id) => opened(await valueOf(bridge.openRecent(id))),
    async forgetRecent(id) {
      await valueOf(bridge.forgetRecent(id));
    },
    async remember(handle) {
      await valueOf(bridge.rememberFile(shellHandle(handle).id));
    },
    work: shellWork(bridge),
    revectorized: new URLSearchParams(location.search).has('revectorize'),
    showDocument: ({ title, name, unsaved, blank, handle }) =>
      bridge.showDocument({ title, name, unsaved, blank, file: handle && shellHandle(handle).id }),
    showRun: (run) => bridge.showRun(run),
    mayNotify: () => Promise.resolve(true),
    notify: (title, body) => bridge.notify({ title, body }),
    showMenus: (menus) => bridge.setMenu(menus),
    onMenuChosen: (run) => bridge.onMenuChosen(run),
    showAppearance: (appearance) => bridge.setAppearance(appearance),
    async newWindow() {
      await valueOf(bridge.newWindow());
      return true;
    },
    async about() {
      const { version, electron, chromium, node, system } = await valueOf(bridge.about());
      const parts = [['Electron', electron] as const, ['Chromium', chromium] as const, ['Node', node] as const];
      return { version, parts, system };
    },
    ended: () => valueOf(bridge.ended()),
    async openLink(link) {
      await valueOf(bridge.openLink(link));
      return true;
    },
    log: (entry) => bridge.log(entry),
    async showLog() {
      await valueOf(bridge.showLog());
    },
    onSaveAsked: (save) => bridge.onSaveAsked(save),
    onFileGiven: (open) => bridge.onOpenFile((file) => open(opened(file))),
  };
}
