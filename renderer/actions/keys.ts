/** @file Which action a key press means, by where the focus is. */
import type { Action, Heard } from './action.ts';
import { isPressed, parseChord, writes, type Chord, type Press } from './chord.ts';
import { ACTIONS } from './index.ts';

/** What has the focus, as far as keys are concerned. */
export interface Focus {
  /** The canvas or the outline; null elsewhere. The element around either says so by `data-keys`. */
  readonly on: 'surface' | 'outline' | null;
  /** Characters belong to it: a text field, or a list that looks for what is typed. */
  readonly typing: boolean;
  /** Undo, copy and what else is done to a text belong to it. */
  readonly editing: boolean;
  /** A dialog or a menu that nothing reaches past. */
  readonly modal: boolean;
}

/** What is more particular comes first: of two actions with one key, the canvas takes its own. */
const ORDER = ['surface', 'canvas', 'window', 'always'] as const satisfies readonly Heard[];

interface Key {
  readonly action: Action;
  readonly chord: Chord;
}

const KEYS: readonly Key[] = ORDER.flatMap((heard) =>
  ACTIONS.filter((action) => action.heard === heard).flatMap((action) => action.keys.map((text) => ({ action, chord: parseChord(text) }))),
);

const HEARD: { readonly [H in Heard]: (focus: Focus, chord: Chord) => boolean } = {
  surface: ({ on, editing, modal }) => on === 'surface' && !editing && !modal,
  canvas: ({ on, editing, modal }, chord) => (on === 'surface' || (on === 'outline' && !walks(chord))) && !editing && !modal,
  window: ({ editing, modal }) => !editing && !modal,
  always: () => true,
  clipboard: () => false,
};

/** Whether it leads from line to line in a list. */
function walks({ alt, key }: Chord): boolean {
  return !alt && key.startsWith('Arrow');
}

/** The action of a key press, or null. */
export function actionOfKey(press: Press, focus: Focus, mac?: boolean): Action | null {
  const key = KEYS.find(
    ({ action, chord }) => HEARD[action.heard](focus, chord) && !(focus.typing && writes(chord)) && isPressed(chord, press, mac),
  );
  return key?.action ?? null;
}

/** Fields that hold no text, in which Ctrl+Z is not theirs. */
const TEXTLESS = new Set(['checkbox', 'radio', 'range', 'color', 'file', 'button', 'submit', 'reset']);

export function focusAt(target: EventTarget | null): Focus {
  if (!(target instanceof Element)) return { on: null, typing: false, editing: false, modal: false };
  const editing =
    (target instanceof HTMLInputElement && !TEXTLESS.has(target.type)) ||
    target instanceof HTMLTextAreaElement ||
    (target instanceof HTMLElement && target.isContentEditable);
  const around = target.closest<HTMLElement>('[data-keys]')?.dataset.keys;
  const isTool = target.closest('[role="toolbar"]') !== null;
  return {
    on: !isTool && (around === 'surface' || around === 'outline') ? around : null,
    typing: editing || target.closest('select, [role="listbox"], [role="combobox"], [data-typing]') !== null,
    editing,
    modal: target.closest('[aria-modal="true"], [role="menu"]') !== null,
  };
}
