/**
 * @file A browser tab. Where the File System Access API exists, a saved file is written in place; elsewhere opening is an
 * <input type="file"> and saving a download.
 */
import { linkOf } from '../../electron/links.ts';
import { aboutBrowser } from './about-browser.ts';
import { isOtherThanKnown, takeStamp } from './file-stamps.ts';
import { inPieces } from './in-pieces.ts';
import { stayAwake } from './stay-awake.ts';
import { keptRecents, forgetRecent, recentHandle, rememberRecent } from './kept-recents.ts';
import { keptWork } from './kept-work.ts';
import { canNotify, mayNotify, notify } from './notifications.ts';
import { openTab } from './open-tab.ts';
import { tabTitle } from './tab-title.ts';
import type { Contents, FileHandle, FileKind, Host, OpenedFile, SavedFile } from './host.ts';

interface Picker {
  showOpenFilePicker?(options: { multiple: boolean; types: PickerType[] }): Promise<FileSystemFileHandle[]>;
  showSaveFilePicker?(options: { suggestedName: string; types: PickerType[] }): Promise<FileSystemFileHandle>;
}

interface PickerType {
  description: string;
  accept: Record<string, string[]>;
}

/** A handle that comes out of the database may be used only after the person has said so. */
interface AskingHandle {
  queryPermission?(options: { mode: 'read' | 'readwrite' }): Promise<PermissionState>;
  requestPermission?(options: { mode: 'read' | 'readwrite' }): Promise<PermissionState>;
}

interface DroppedItem extends DataTransferItem {
  getAsFileSystemHandle?(): Promise<FileSystemFileHandle | FileSystemDirectoryHandle | null>;
}

const picker = window as Picker;

/** A picker takes endings of one dot only: `.gradscape.json` is offered as `.json`. */
function pickerTypes(kind: FileKind): PickerType[] {
  return [
    {
      description: kind.title,
      accept: { 'application/octet-stream': kind.endings.map((ending) => ending.slice(ending.lastIndexOf('.'))) },
    },
  ];
}

/** A picker that is closed without a choice throws; that is no error. */
async function unlessAborted<T>(choice: Promise<T>): Promise<T | null> {
  try {
    return await choice;
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') return null;
    throw error;
  }
}

/** Where the browser puts what no place can be chosen for. */
const DOWNLOADS = 'downloads';

/** Null if the person turns back. A browser without pickers, or one that finds the press of a key to be too long ago, downloads. */
async function chosenPlace(suggestedName: string, kind: FileKind): Promise<FileSystemFileHandle | typeof DOWNLOADS | null> {
  try {
    const choice = picker.showSaveFilePicker?.({ suggestedName, types: pickerTypes(kind) });
    return choice ? await unlessAborted(choice) : DOWNLOADS;
  } catch (error) {
    if (error instanceof DOMException && error.name === 'SecurityError') return DOWNLOADS;
    throw error;
  }
}

function opened(file: File, handle: FileHandle | null): OpenedFile {
  if (handle) takeStamp(handle, file);
  return { name: file.name, handle, read: () => Promise.resolve(file) };
}

function chooseByInput(kind: FileKind, several: boolean): Promise<readonly File[]> {
  const input = document.createElement('input');
  input.type = 'file';
  input.multiple = several;
  input.accept = kind.endings.map((ending) => ending.slice(ending.lastIndexOf('.'))).join(',');
  return new Promise((resolve) => {
    input.onchange = () => resolve([...(input.files ?? [])]);
    input.oncancel = () => resolve([]);
    input.click();
  });
}

/** Milliseconds. */
const READ_AFTER = 60_000;

async function download(name: string, contents: Contents): Promise<void> {
  const whole = contents instanceof Blob ? contents : await inPieces(contents);
  const url = URL.createObjectURL(new Blob([whole], { type: 'application/octet-stream' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), READ_AFTER); // some browsers begin to read it only when they have asked where it is to go
}

async function write(handle: FileSystemFileHandle, contents: Contents): Promise<SavedFile> {
  // The stream is a file of its own that takes the place of the old one when it is closed.
  const stream = await handle.createWritable();
  await stream.write(contents instanceof Blob ? contents : await inPieces(contents));
  await stream.close();
  takeStamp(handle, await handle.getFile());
  return { name: handle.name, handle };
}

/** A file that was dropped may be read, and is written only if the person says so: they are asked while they still know what they have done. */
async function requireWritable(handle: FileSystemFileHandle): Promise<void> {
  const asking = handle as AskingHandle;
  if ((await asking.queryPermission?.({ mode: 'readwrite' })) === 'prompt') await asking.requestPermission?.({ mode: 'readwrite' });
}

/** The picker makes the file when it is chosen; if nothing comes of its contents, the empty file goes. */
async function madeFor(handle: FileSystemFileHandle, make: () => Contents | Promise<Contents>): Promise<Contents> {
  try {
    return await make();
  } catch (error) {
    if ((await handle.getFile()).size === 0) await (handle as FileSystemFileHandle & { remove?(): Promise<void> }).remove?.();
    throw error;
  }
}

/** As it is now, unless the person does not allow it or it is not there. They are asked only if they have just done something. */
async function readable(handle: FileSystemFileHandle): Promise<File | null> {
  const asking = handle as AskingHandle;
  try {
    const allowed = await asking.queryPermission?.({ mode: 'readwrite' });
    if (allowed === 'prompt' && navigator.userActivation.isActive) await asking.requestPermission?.({ mode: 'readwrite' });
    return await handle.getFile();
  } catch (error) {
    if (error instanceof DOMException) return null;
    throw error;
  }
}

/** With a handle where the browser gives one, to write back to. A folder is a file that cannot be read. */
async function droppedFile(item: DroppedItem): Promise<OpenedFile | null> {
  const file = item.getAsFile();
  const handle = await item.getAsFileSystemHandle?.().catch(() => null); // of what a page has made itself there is none
  if (handle?.kind === 'file') return opened(await handle.getFile(), handle);
  return file && opened(file, null);
}

/** Asks the person, where the browser wants it. */
async function openedAgain(handle: FileSystemFileHandle): Promise<OpenedFile | null> {
  const allowed = await (handle as AskingHandle).requestPermission?.({ mode: 'read' });
  return allowed === 'denied' ? null : opened(await handle.getFile(), handle);
}

export function browserHost(): Host {
  const awake = stayAwake();
  const title = tabTitle();
  let unsaved = false;
  window.addEventListener('beforeunload', (event) => {
    if (unsaved) event.preventDefault();
  });
  return {
    async openFiles(kind, several) {
      if (picker.showOpenFilePicker) {
        const handles = await unlessAborted(picker.showOpenFilePicker({ multiple: several, types: pickerTypes(kind) }));
        return Promise.all((handles ?? []).map(async (handle) => opened(await handle.getFile(), handle)));
      }
      return (await chooseByInput(kind, several)).map((file) => opened(file, null));
    },
    async saveFile(handle, suggestedName, kind, contents) {
      if (handle) {
        await requireWritable(handle as FileSystemFileHandle);
        return write(handle as FileSystemFileHandle, await contents());
      }
      const chosen = await chosenPlace(suggestedName, kind);
      if (chosen !== DOWNLOADS) return chosen && write(chosen, await madeFor(chosen, contents));
      await download(suggestedName, await contents());
      return { name: suggestedName, handle: null };
    },
    async dropped(transfer) {
      const items = [...transfer.items].filter((item) => item.kind === 'file') as DroppedItem[];
      // all of them at once: the transfer is empty when the event is over
      return (await Promise.all(items.map(droppedFile))).filter((file) => file !== null);
    },
    async changedElsewhere(handle) {
      const file = await readable(handle as FileSystemFileHandle);
      return file !== null && isOtherThanKnown(handle, file);
    },
    async openAgain(handle) {
      return openedAgain(handle as FileSystemFileHandle);
    },
    can: {
      saveInPlace: picker.showSaveFilePicker !== undefined,
      reopen: picker.showOpenFilePicker !== undefined,
      menuBar: false,
      progress: false,
      stayAwake: 'wakeLock' in navigator,
      notify: canNotify() ? 'if allowed' : 'no',
      logFile: false,
    },
    recentFiles: keptRecents,
    async openRecent(id) {
      const handle = await recentHandle(id);
      if (!handle) throw new DOMException('it is not in the list any more', 'NotFoundError');
      return openedAgain(handle);
    },
    forgetRecent,
    remember: (handle) => rememberRecent(handle as FileSystemFileHandle),
    work: keptWork,
    revectorized: false, // only who starts the browser could tell it
    showDocument(document) {
      title.showDocument(document);
      unsaved = document.unsaved;
    },
    showRun(run) {
      awake(run);
      title.showRun(run);
    },
    mayNotify,
    notify,
    showMenus() {
      // the browser's own menus are not ours to change
    },
    onMenuChosen() {
      // as above
    },
    showAppearance() {
      // the page shows it by itself
    },
    newWindow: () => Promise.resolve(openTab(location.href)),
    about: aboutBrowser,
    ended: () => Promise.resolve(null), // a browser does not tell
    openLink: (link) => Promise.resolve(openTab(linkOf(link))),
    log({ level, text }) {
      if (level === 'error') console.error(text);
      else console.warn(text);
    },
    showLog: () => Promise.reject(new Error('There is no log file in a browser.')),
    onSaveAsked() {
      // a tab that closes asks in the browser's own words
    },
    onFileGiven() {
      // a browser tab is handed no files
    },
  };
}
