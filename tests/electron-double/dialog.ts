import type { Dialog } from 'electron';
import { loud } from './loud.ts';

/** There is nobody to answer: a spec puts its own answers in their place, as with Electron itself. */
function unanswered(name: string, ...asked: readonly unknown[]): never {
  throw new Error(`dialog.${name} was shown and nobody answers it: ${JSON.stringify(asked.at(-1))}`);
}

export const dialog = loud('dialog', {
  showOpenDialog: async (...asked: unknown[]) => unanswered('showOpenDialog', ...asked),
  showSaveDialog: async (...asked: unknown[]) => unanswered('showSaveDialog', ...asked),
  showMessageBox: async (...asked: unknown[]) => unanswered('showMessageBox', ...asked),
  showMessageBoxSync: (...asked: unknown[]) => unanswered('showMessageBoxSync', ...asked),
  showErrorBox: (title, content) => console.error(`${title}: ${content}`),
} satisfies Pick<Dialog, 'showOpenDialog' | 'showSaveDialog' | 'showMessageBox' | 'showMessageBoxSync' | 'showErrorBox'>);
