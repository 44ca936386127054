/** @file Everything that a person can do, in one list. */
import type { Action } from './action.ts';
import { ADD_ACTIONS, LAYER_ACTIONS } from './add-actions.ts';
import { ARRANGE_ACTIONS } from './arrange-actions.ts';
import { DATA_ACTIONS } from './data-actions.ts';
import { DEPTH_ACTIONS } from './depth-actions.ts';
import { EDIT_ACTIONS } from './edit-actions.ts';
import { EXPORT_ACTIONS } from './export-actions.ts';
import { EXAMPLE_ACTIONS, FILE_ACTIONS } from './file-actions.ts';
import { FOCUS_ACTIONS } from './focus-actions.ts';
import { HELP_ACTIONS } from './help-actions.ts';
import { LANDSCAPE_ACTIONS, LANDSCAPE_VIEW_ACTIONS } from './landscape-actions.ts';
import { RUN_ACTIONS } from './run-actions.ts';
import { SELECT_ACTIONS } from './select-actions.ts';
import { TIME_ACTIONS } from './time-actions.ts';
import { LANGUAGE_ACTIONS, PANEL_ACTIONS, THEME_ACTIONS, VIEW_ACTIONS } from './view-actions.ts';
import { WALK_ACTIONS } from './walk-actions.ts';
import { WIRE_ACTIONS } from './wire-actions.ts';

const ALL = [
  ...FILE_ACTIONS,
  ...EXPORT_ACTIONS,
  ...EXAMPLE_ACTIONS,
  ...EDIT_ACTIONS,
  ...WIRE_ACTIONS,
  ...ADD_ACTIONS,
  ...LAYER_ACTIONS,
  ...SELECT_ACTIONS,
  ...ARRANGE_ACTIONS,
  ...VIEW_ACTIONS,
  ...PANEL_ACTIONS,
  ...DEPTH_ACTIONS,
  ...DATA_ACTIONS,
  ...LANDSCAPE_VIEW_ACTIONS,
  ...LANDSCAPE_ACTIONS,
  ...FOCUS_ACTIONS,
  ...THEME_ACTIONS,
  ...LANGUAGE_ACTIONS,
  ...RUN_ACTIONS,
  ...WALK_ACTIONS,
  ...TIME_ACTIONS,
  ...HELP_ACTIONS,
];

export type ActionId = (typeof ALL)[number]['id'];

export const ACTIONS: readonly Action[] = ALL;

const byId: ReadonlyMap<string, Action> = new Map(ACTIONS.map((action) => [action.id, action]));

export function actionOf(id: ActionId): Action {
  return byId.get(id)!;
}
