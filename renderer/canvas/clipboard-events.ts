/** @file Ctrl+C, X and V, and the same words in menus, as the browser tells of them: the clipboard is the one of the system. */
import { focusAt } from '../actions/keys.ts';
import { actionOf } from '../actions/index.ts';
import { perform } from '../actions/perform.ts';
import type { Workbench } from '../state/workbench.svelte.ts';

export class ClipboardEvents {
  readonly #bench: Workbench;
  /** Ctrl+Shift+V is held down, and no paste has come of it yet. */
  #withWires = false;

  constructor(bench: Workbench) {
    this.#bench = bench;
  }

  copy = (event: ClipboardEvent): void => {
    if (!isMeantForBlocks(event)) return;
    const text = this.#bench.clipboard.text();
    if (text === null) return;
    event.clipboardData?.setData('text/plain', text);
    event.preventDefault();
  };

  cut = (event: ClipboardEvent): void => {
    this.copy(event);
    if (event.defaultPrevented) perform(this.#bench, actionOf('delete_plain'));
  };

  paste = (event: ClipboardEvent): void => {
    if (!isMeantForBlocks(event)) return;
    event.preventDefault();
    const withWires = this.#withWires;
    this.#withWires = false;
    this.#bench.clipboard.pasteText(event.clipboardData?.getData('text/plain') ?? '', withWires);
  };

  keydown = (event: KeyboardEvent): void => {
    const pressed = event.shiftKey && (event.ctrlKey || event.metaKey) && !event.altKey && event.code === 'KeyV';
    if (!pressed || event.repeat || !isMeantForBlocks(event)) return;
    this.#withWires = true;
  };

  /** Some browsers tell of no paste where no text is written; those that do tell of it before the key goes up. */
  keyup = ({ code }: KeyboardEvent): void => {
    if (code !== 'KeyV' || !this.#withWires) return;
    this.#withWires = false;
    void this.#bench.clipboard.paste(true);
  };
}

/** The focus is on the canvas, in the outline or nowhere, and no text is selected that could be meant. */
function isMeantForBlocks({ target, defaultPrevented }: Event): boolean {
  const { on, editing, modal } = focusAt(target);
  const nowhere = target === document.body || target === document.documentElement;
  const isText = on === null && (getSelection()?.toString() ?? '') !== '';
  return !defaultPrevented && !editing && !modal && (on !== null || nowhere) && !isText;
}
