import { dialog, type BrowserWindow } from 'electron';
import type { ShellFileKind } from './bridge.ts';
import type { Dialogs } from './files.ts';

/** The system's choosers know endings of one dot only: .gradscape.json is offered as json. */
const filters = ({ title, endings }: ShellFileKind) => [
  { name: title, extensions: endings.map((ending) => ending.slice(ending.lastIndexOf('.') + 1)) },
];

/** The system's choosers, in front of a window. */
export const dialogsOf = (frame: BrowserWindow): Dialogs => ({
  async choose(kind, several) {
    const properties: ('openFile' | 'multiSelections')[] = several ? ['openFile', 'multiSelections'] : ['openFile'];
    return (await dialog.showOpenDialog(frame, { title: kind.title, filters: filters(kind), properties })).filePaths;
  },
  async choosePlace(kind, suggestedName) {
    const options = { title: kind.title, filters: filters(kind), defaultPath: suggestedName };
    const { canceled, filePath } = await dialog.showSaveDialog(frame, options);
    return canceled ? null : filePath;
  },
});
