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
    reopens: true,
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
    showTitle: (title) => bridge.setTitle(title),
    holdOpen: (unsaved) => bridge.setUnsaved(unsaved),
    onFileGiven: (open) => bridge.onOpenFile((file) => open(opened(file))),
  };
}
