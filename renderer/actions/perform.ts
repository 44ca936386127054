/** @file An action is done: by its key, or because a menu or the command palette names it. */
import type { Workbench } from '../state/workbench.svelte.ts';
import type { Action } from './action.ts';
import { actionOfKey, focusAt } from './keys.ts';
import { selectMeant } from './meant.ts';

export function isOffered(bench: Workbench, { offered }: Action): boolean {
  return offered?.(bench) ?? true;
}

export function isEnabled(bench: Workbench, { enabled }: Action): boolean {
  return enabled?.(bench) ?? true;
}

/** Does it, if it can be done now; what could not be done is said. */
export function perform(bench: Workbench, action: Action): void {
  if (!isEnabled(bench, action)) return;
  const done = action.run(bench);
  if (done) done.catch((error: unknown) => bench.notices.complain(error));
}

/**
 * Hears a key before whatever has the focus: a button that the key would press as well hears nothing of it. A key of ours that can do
 * nothing now does nothing, and not what the browser would do.
 */
export function hear(bench: Workbench, event: KeyboardEvent): void {
  if (event.isComposing) return;
  const focus = focusAt(event.target);
  const action = actionOfKey(event, focus);
  if (!action) return;
  event.preventDefault();
  event.stopPropagation();
  if (event.repeat && !action.repeats) return;
  if (!focus.modal) settleField();
  if (focus.on !== null && concernsSelection(action)) selectMeant(bench, event.target);
  perform(bench, action);
}

/** Of what is heard on the canvas, all but what moves the view, and what gives the selection up. */
function concernsSelection({ id, heard, group }: Action): boolean {
  return (heard === 'canvas' || heard === 'surface') && group !== 'view' && id !== 'select_none';
}

/** What is still being typed counts: the field hears that it is left, and has the focus again. */
export function settleField(): void {
  const field = document.activeElement;
  if (!(field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement)) return;
  field.blur();
  field.focus({ preventScroll: true });
}
