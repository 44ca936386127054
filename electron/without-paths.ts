/** @file Takes out of a text what it says of the folders and files of the machine: it is to be shown to others. */

/** How a path begins that says all of where something is. */
const ROOT = String.raw`(?:file:\/\/\/?|~?\/|[A-Za-z]:[\\/]|\\\\)`;

/** What is left of a place in a script: its own name, the line and the column. */
const PLACE = String.raw`[^\\/()\n]+:\d+:\d+`;

const IN_BRACKETS = new RegExp(String.raw`\(${ROOT}[^()\n]*[\\/](${PLACE})\)`, 'g');
const AT_THE_END = new RegExp(String.raw`^([ \t]*at (?:async )?)${ROOT}[^()\n]*[\\/](${PLACE})$`, 'gm');
const IN_QUOTES = new RegExp(String.raw`(['"\`])${ROOT}[^'"\`\n]*\1`, 'g');
const BARE = new RegExp(String.raw`(?<![\w.:/\\)\]-])${ROOT}[^\s'"\`()<>|]*[^\s'"\`()<>|.,;:]`, 'g');

export function withoutPaths(text: string): string {
  return text.replace(IN_BRACKETS, '($1)').replace(AT_THE_END, '$1$2').replace(IN_QUOTES, '(a path)').replace(BARE, '(a path)');
}
