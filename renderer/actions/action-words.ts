/** @file What a control says of its action. */
import type { Action } from './action.ts';
import { chordText } from './chord.ts';
import { actionOf, type ActionId } from './index.ts';

/** "Ctrl+Shift+Z", or nothing. */
export function keyText({ keys }: Action): string {
  return keys.length > 0 ? chordText(keys[0]!) : '';
}

/** What a tooltip says, with the key behind it: "Undo (Ctrl+Z)". */
export function withKey(id: ActionId, words = actionOf(id).title()): string {
  const key = keyText(actionOf(id));
  return key === '' ? words : `${words} (${key})`;
}
