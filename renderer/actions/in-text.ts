/** @file What some words of the menu bar say of a text, while a text field has the focus. A Mac hears their keys nowhere but in the menu bar. */
const IN_TEXT: Readonly<Record<string, string>> = { undo: 'undo', redo: 'redo', select_all: 'selectAll', delete: 'delete' };

/** The command of the browser's editor, by the id of an action; null of one that says nothing of a text. */
export function inText(id: string): string | null {
  return Object.hasOwn(IN_TEXT, id) ? IN_TEXT[id]! : null;
}
