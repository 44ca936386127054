/** @file The system's choosers, in front of a window. */
import { access } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { BrowserWindow, Dialog, FileFilter, MessageBoxOptions } from 'electron';
import type { ShellAppearance, ShellFileKind } from './bridge.ts';
import type { Dialogs } from './files.ts';
import { say } from './words.ts';

/** What the choosers of all windows have in common. */
export class Choosers {
  readonly #dialog: Pick<Dialog, 'showOpenDialog' | 'showSaveDialog' | 'showMessageBox'>;
  readonly #language: () => ShellAppearance['language'];
  /** Where a file was opened or saved last, in this start or the one before. */
  #folder: () => Promise<string | undefined>;

  /** @param folder where to begin, if that is known from the start before */
  constructor(
    dialog: Pick<Dialog, 'showOpenDialog' | 'showSaveDialog' | 'showMessageBox'>,
    language: () => ShellAppearance['language'],
    folder: () => Promise<string | undefined>,
  ) {
    [this.#dialog, this.#language, this.#folder] = [dialog, language, folder];
  }

  /** A file was opened or saved: the next chooser begins where it is. */
  used(path: string): void {
    const folder = dirname(path);
    this.#folder = () => Promise.resolve(folder);
  }

  /** In front of a window, or of none. */
  of(frame: BrowserWindow | null): Dialogs {
    return {
      choose: async (kind, several) => {
        const options: Electron.OpenDialogOptions = {
          title: kind.title,
          filters: [...filters(kind), { name: say(this.#language(), 'all_files'), extensions: ['*'] }],
          properties: several ? ['openFile', 'multiSelections'] : ['openFile'],
          ...(await this.#beginning()),
        };
        const { filePaths } = await (frame ? this.#dialog.showOpenDialog(frame, options) : this.#dialog.showOpenDialog(options));
        if (filePaths[0] !== undefined) this.used(filePaths[0]);
        return filePaths;
      },
      choosePlace: (kind, suggestedName) => this.#choosePlace(frame, kind, suggestedName),
    };
  }

  async #choosePlace(frame: BrowserWindow | null, kind: ShellFileKind, suggestedName: string): Promise<string | null> {
    for (let name = suggestedName; ;) {
      const options: Electron.SaveDialogOptions = {
        title: kind.title,
        filters: filters(kind),
        properties: ['createDirectory', 'showOverwriteConfirmation'],
        ...(await this.#beginning(name)),
      };
      const { canceled, filePath } = await (frame ? this.#dialog.showSaveDialog(frame, options) : this.#dialog.showSaveDialog(options));
      if (canceled || filePath === '') return null;
      this.used(filePath);
      const path = withEnding(filePath, kind.endings);
      // of the name as it was chosen, the system has asked
      if (path === filePath || !(await isThere(path)) || (await this.#mayReplace(frame, basename(path)))) return path;
      name = basename(path);
    }
  }

  async #mayReplace(frame: BrowserWindow | null, name: string): Promise<boolean> {
    const language = this.#language();
    const question: MessageBoxOptions = {
      type: 'warning',
      message: say(language, 'replace_question', { name }),
      detail: say(language, 'replace_consequence'),
      buttons: [say(language, 'replace'), say(language, 'cancel')],
      defaultId: 1,
      cancelId: 1,
      noLink: true,
    };
    const { response } = await (frame ? this.#dialog.showMessageBox(frame, question) : this.#dialog.showMessageBox(question));
    return response === 0;
  }

  async #beginning(name?: string): Promise<{ defaultPath?: string }> {
    const folder = await this.#folder();
    if (folder === undefined) return name === undefined ? {} : { defaultPath: name };
    return { defaultPath: name === undefined ? folder : join(folder, name) };
  }
}

/** The system's choosers know endings of one dot only: .gradscape.json is offered as json. */
const filters = ({ title, endings }: ShellFileKind): FileFilter[] => [
  { name: title, extensions: [...new Set(endings.map((ending) => ending.slice(ending.lastIndexOf('.') + 1)))] },
];

/**
 * A name that was chosen without one of the endings of its kind gets the usual one. Of an ending with several dots a part may be there already:
 * systems append the last one alone.
 */
export function withEnding(path: string, endings: readonly string[]): string {
  const [usual] = endings;
  const name = basename(path).toLowerCase();
  if (usual === undefined || endings.some((ending) => name.endsWith(ending.toLowerCase()) && name.length > ending.length)) return path;
  const [first, last] = [usual.slice(0, usual.indexOf('.', 1)), usual.slice(usual.lastIndexOf('.'))];
  const part = first === '' ? undefined : [first, last].find((each) => name.endsWith(each) && name.length > each.length);
  return `${part === undefined ? path : path.slice(0, -part.length)}${usual}`;
}

const isThere = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );
