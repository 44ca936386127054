/** @file The desktop window: files and the window's frame through the shell's bridge. */
import type { GradscapeBridge, Reply, ShellFile } from '../../electron/bridge.ts';
import { keptWork } from './kept-work.ts';
import type { FileHandle, Host, OpenedFile } from './host.ts';

/** The shell's id of a file stands for its path, which the page never learns. */
interface ShellHandle extends FileHandle {
  readonly id: string;
}

function valueOf<T>(reply: Reply<T>): T {
  if (!reply.ok) throw new Error(reply.message);
  return reply.value;
}

function opened({ id, name, bytes }: ShellFile): OpenedFile {
  const handle: ShellHandle = { id, name };
  return { name, handle, read: () => Promise.resolve(new Blob([bytes as Uint8Array<ArrayBuffer>])) };
}

export function electronHost(bridge: GradscapeBridge): Host {
  return {
    async openFiles(kind, several) {
      return valueOf(await bridge.openFiles(kind, several)).map(opened);
    },
    async saveFile(handle, suggestedName, kind, contents) {
      const bytes = contents instanceof Blob ? new Uint8Array(await contents.arrayBuffer()) : contents;
      const saved = valueOf(await bridge.saveFile((handle as ShellHandle | null)?.id ?? null, suggestedName, kind, bytes));
      return saved && { name: saved.name, handle: saved satisfies ShellHandle };
    },
    changedElsewhere: () => Promise.resolve(false),
    openAgain: () => Promise.resolve(null),
    reopens: true,
    recentFiles: () => Promise.resolve([]),
    openRecent: () => Promise.resolve(null),
    forgetRecent: () => Promise.resolve(),
    remember: () => Promise.resolve(),
    work: keptWork,
    revectorized: new URLSearchParams(location.search).has('revectorize'),
    showTitle: (title) => bridge.setTitle(title),
    holdOpen: (unsaved) => bridge.setUnsaved(unsaved),
    onFileGiven: (open, failed) => bridge.onOpenFile((file) => (file.ok ? open(opened(file.value)) : failed(new Error(file.message)))),
  };
}
