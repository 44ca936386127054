/** @file Values and words of a document as Python source: whatever they hold, they never end the string or the comment that they stand in. */

/** What is not seen, ends a line, or turns the direction of writing; a space that is none. */
const HIDDEN = /[\p{C}\p{Zl}\p{Zp}]|(?! )\p{Zs}/gu;
const LINE_ENDS = /\r\n|[\n\v\f\r\u0085\u2028\u2029]/;
/** Joiners without which Hindi and some other scripts are misspelt. */
const JOINERS = new Set(['\u200c', '\u200d']);

/** A string between double quotes, in one line. */
export function quoted(text: string): string {
  return `"${text.replace(/["\\]/g, '\\$&').replace(HIDDEN, escaped)}"`;
}

function escaped(character: string): string {
  if (character === '\n') return '\\n';
  const code = character.codePointAt(0)!.toString(16);
  return code.length <= 4 ? `\\u${code.padStart(4, '0')}` : `\\U${code.padStart(8, '0')}`;
}

/** A number, a text, a truth value, None, a list or a dictionary of them, in one line. What is undefined in an object is left out. */
export function literal(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(literal).join(', ')}]`;
  if (typeof value === 'object' && value !== null)
    return `{${Object.entries(value)
      .filter(([, item]) => item !== undefined)
      .map(([name, item]) => `${quoted(name)}: ${literal(item)}`)
      .join(', ')}}`;
  if (typeof value === 'string') return quoted(value);
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value === 'number') return Object.is(value, -0) ? '-0.0' : String(value);
  return 'None';
}

/** As above, a field in a line, and of its lists and dictionaries an item in a line. */
export function literalInLines(object: object): string {
  const field = (value: unknown) => {
    if (typeof value !== 'object' || value === null) return literal(value);
    const items = Array.isArray(value)
      ? value.map(literal)
      : Object.entries(value)
          .filter(([, item]) => item !== undefined)
          .map(([name, item]) => `${quoted(name)}: ${literal(item)}`);
    const [open, close] = Array.isArray(value) ? '[]' : '{}';
    return items.length === 0 ? `${open}${close}` : `${open}\n${items.map((item) => `        ${item},\n`).join('')}    ${close}`;
  };
  const lines = Object.entries(object)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `    ${quoted(name)}: ${field(value)},\n`);
  return `{\n${lines.join('')}}`;
}

/** The shortest decimal that is this number of 32 bits. */
export function float32(value: number): string {
  for (let digits = 1; digits < 9; digits++) {
    const short = Number(value.toPrecision(digits));
    if (Math.fround(short) === value) return literal(short);
  }
  return literal(Number(value.toPrecision(9)));
}

/** Items over lines of at most `width` characters, each indented by `indent`. */
export function wrapped(items: readonly string[], indent: string, width = 110): string {
  const lines: string[] = [];
  for (const item of items) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + item.length + 2 <= width) lines[lines.length - 1] = `${last} ${item},`;
    else lines.push(`${indent}${item},`);
  }
  return lines.join('\n');
}

/** Lines of comment. */
export function comment(text: string): string {
  return text
    .split(LINE_ENDS)
    .map((line) => `# ${line.replace(HIDDEN, (character) => (JOINERS.has(character) ? character : ' '))}`.trimEnd())
    .join('\n');
}
