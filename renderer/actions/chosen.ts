/** @file What was chosen in the menu bar is done: an action, or a recent file. */
import type { Workbench } from '../state/workbench.svelte.ts';
import { inText } from './in-text.ts';
import { ACTIONS } from './index.ts';
import { focusAt } from './keys.ts';
import { RECENT } from './menu-bar.ts';
import { perform, settleField } from './perform.ts';

/** Those that open or close something over the window see to what is open there themselves. */
const OPENS = ['commands', 'keys', 'find', 'about'];

export async function performChosen(bench: Workbench, id: string): Promise<void> {
  if (id.startsWith(RECENT)) return bench.recents.open(id.slice(RECENT.length));
  const action = ACTIONS.find((each) => each.id === id);
  if (!action) return;
  const command = inText(id);
  if (command !== null && focusAt(document.activeElement).editing) return void document.execCommand(command);
  const { overlays } = bench;
  if (overlays.open !== null && overlays.open !== 'find' && !OPENS.includes(id)) await overlays.close();
  // behind another dialog only what its keys reach as well
  if (document.activeElement?.closest('[aria-modal="true"]') && action.heard !== 'always') return;
  settleField();
  perform(bench, action);
}
