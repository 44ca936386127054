/**
 * @file What an action is: one thing that a person can do by a key, by a menu, or by its name in the command palette. All of them are
 * in `index.ts`; nothing else in the window listens for keys of its own, but for text fields and what is inside of one control.
 */
import type { Workbench } from '../state/workbench.svelte.ts';

/** The groups of the command palette and of the sheet of keys, in their order. */
export const ACTION_GROUPS = ['file', 'edit', 'add', 'select', 'arrange', 'view', 'run', 'help'] as const;
export type ActionGroup = (typeof ACTION_GROUPS)[number];

export interface Action {
  /** Stable: tests and menus name it. */
  readonly id: string;
  readonly group: ActionGroup;
  /** In the language of the page. */
  readonly title: () => string;
  /**
   * Keys as they are printed, the usual one first: "Ctrl+Shift+G", "Delete", "F2", "/". Ctrl stands for Command on a Mac.
   */
  readonly keys: readonly string[];
  /**
   * Where its keys are heard: everywhere but in text fields; on the canvas and in the outline alone (what deletes or moves blocks must
   * never be heard elsewhere); or in text fields as well (saving, training).
   */
  readonly heard: 'window' | 'canvas' | 'always';
  /** Whether it can be done now; what is left out always can. */
  readonly enabled?: (bench: Workbench) => boolean;
  readonly run: (bench: Workbench) => void | Promise<void>;
}
