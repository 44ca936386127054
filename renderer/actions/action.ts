/**
 * @file What an action is: one thing that a person can do by a key, by a menu, or by its name in the command palette. All of them are
 * in `index.ts`; nothing else in the window listens for keys of its own, but for text fields and what is inside of one control.
 */
import type { Language } from '../language/language.ts';
import type { Workbench } from '../state/workbench.svelte.ts';

/** The groups of the command palette and of the sheet of keys, in their order. */
export const ACTION_GROUPS = ['file', 'edit', 'add', 'select', 'arrange', 'view', 'run', 'help'] as const;
export type ActionGroup = (typeof ACTION_GROUPS)[number];

/**
 * Where keys are heard: everywhere but in text fields and dialogs; on the canvas and in the outline alone (what deletes or moves blocks
 * must never be heard elsewhere); on the canvas alone, where arrows are for moving; in text fields as well (saving, training); or not
 * at all, because the browser tells of them by events of its own: those of the clipboard.
 */
export type Heard = 'window' | 'canvas' | 'surface' | 'always' | 'clipboard';

export interface Action {
  /** Stable: tests and menus name it. */
  readonly id: string;
  readonly group: ActionGroup;
  /** In the language of the page, or the one that is asked for. */
  readonly title: (language?: Language) => string;
  /**
   * Keys as they are printed, the usual one first: "Ctrl+Shift+G", "Delete", "F2", "/". Ctrl stands for Command on a Mac.
   */
  readonly keys: readonly string[];
  readonly heard: Heard;
  /** Done again and again while its key is held down. */
  readonly repeats?: boolean;
  /** Whether what the page runs in knows it at all; what it does not know is shown nowhere. */
  readonly offered?: (bench: Workbench) => boolean;
  /** Whether it can be done now; what is left out always can. */
  readonly enabled?: (bench: Workbench) => boolean;
  /** Of a thing that is on or off. */
  readonly checked?: (bench: Workbench) => boolean;
  readonly run: (bench: Workbench) => void | Promise<void>;
}

/** A message of the page as the title of an action. */
export function titled(message: (inputs: object, options: { locale?: Language }) => string): Action['title'] {
  return (language) => message({}, language ? { locale: language } : {});
}
