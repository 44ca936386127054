/** @file What was chosen in the menu bar is done: an action, or a recent file. */
import type { Workbench } from '../state/workbench.svelte.ts';
import { ACTIONS } from './index.ts';
import { focusAt } from './keys.ts';
import { RECENT } from './menu-bar.ts';
import { perform, settleField } from './perform.ts';

/** What the words say of a text while a text field has the focus. A Mac hears its keys nowhere but in the menu bar. */
const IN_TEXT: Readonly<Record<string, string>> = { undo: 'undo', redo: 'redo', select_all: 'selectAll', delete: 'delete' };

/** Those that open or close something over the window see to what is open there themselves. */
const OPENS = ['commands', 'keys', 'find', 'about'];

export async function performChosen(bench: Workbench, id: string): Promise<void> {
  if (id.startsWith(RECENT)) return bench.recents.open(id.slice(RECENT.length));
  const action = ACTIONS.find((each) => each.id === id);
  if (!action) return;
  const inText = IN_TEXT[id];
  if (inText !== undefined && focusAt(document.activeElement).editing) return void document.execCommand(inText);
  const { overlays } = bench;
  if (overlays.open !== null && overlays.open !== 'find' && !OPENS.includes(id)) await overlays.close();
  // behind another dialog only what its keys reach as well
  if (document.activeElement?.closest('[aria-modal="true"]') && action.heard !== 'always') return;
  settleField();
  perform(bench, action);
}
