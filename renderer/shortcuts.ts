/** @file Keys that work wherever the focus is. */

export type Shortcut = 'undo' | 'redo' | 'save' | 'save_as' | 'open' | 'train' | 'check_gradients';

/** The shortcut of a key press, or null. In a text field undo and redo belong to the text. */
export function shortcutOf({ key, ctrlKey, metaKey, shiftKey, altKey, target }: KeyboardEvent): Shortcut | null {
  if (!(ctrlKey || metaKey) || altKey) return null;
  const inText = target instanceof HTMLInputElement && target.type !== 'checkbox';
  switch (key.toLowerCase()) {
    case 'z':
      return inText ? null : shiftKey ? 'redo' : 'undo';
    case 'y':
      return inText ? null : 'redo';
    case 's':
      return shiftKey ? 'save_as' : 'save';
    case 'o':
      return 'open';
    case 'enter':
      return shiftKey ? 'check_gradients' : 'train';
    default:
      return null;
  }
}
