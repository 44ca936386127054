/** @file Ctrl+C, X and V, and the same words in menus, as the browser tells of them: the clipboard is the one of the system. */
import { focusAt } from '../actions/keys.ts';
import { actionOf } from '../actions/index.ts';
import { perform } from '../actions/perform.ts';
import type { Workbench } from '../state/workbench.svelte.ts';

/** Of a press of Ctrl+Shift+V the browser tells so soon if it tells of it at all. */
const SOON = 100;

export class ClipboardEvents {
  readonly #bench: Workbench;
  /** Ctrl+Shift+V was pressed, and no paste has come of it yet. */
  #withWires: ReturnType<typeof setTimeout> | null = null;

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
    const withWires = this.#withWires !== null;
    this.#forget();
    this.#bench.clipboard.pasteText(event.clipboardData?.getData('text/plain') ?? '', withWires);
  };

  keydown = (event: KeyboardEvent): void => {
    const pressed = event.shiftKey && (event.ctrlKey || event.metaKey) && !event.altKey && event.code === 'KeyV';
    if (!pressed || event.repeat || !isMeantForBlocks(event)) return;
    this.#forget();
    this.#withWires = setTimeout(() => {
      this.#withWires = null;
      void this.#bench.clipboard.paste(true);
    }, SOON);
  };

  #forget(): void {
    if (this.#withWires !== null) clearTimeout(this.#withWires);
    this.#withWires = null;
  }
}

/** The focus is on the canvas, in the outline or nowhere, and no text is selected that could be meant. */
function isMeantForBlocks({ target, defaultPrevented }: Event): boolean {
  const { on, editing, modal } = focusAt(target);
  const nowhere = target === document.body || target === document.documentElement;
  const isText = on === null && (getSelection()?.toString() ?? '') !== '';
  return !defaultPrevented && !editing && !modal && (on !== null || nowhere) && !isText;
}
