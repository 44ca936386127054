import type { ActionGroup } from '../actions/action.ts';
import { m } from '../language/generated/messages.js';

const NAMES: { readonly [G in ActionGroup]: () => string } = {
  file: m.actions_file,
  edit: m.actions_edit,
  add: m.actions_add,
  select: m.actions_select,
  arrange: m.actions_arrange,
  view: m.actions_view,
  run: m.actions_run,
  help: m.actions_help,
};

/** What a group of actions is called. */
export function actionGroupName(group: ActionGroup): string {
  return NAMES[group]();
}
