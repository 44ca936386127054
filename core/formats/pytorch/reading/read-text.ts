/** @file The value of a text as Python writes it. */

const ESCAPES: Readonly<Record<string, string>> = {
  '\\': '\\',
  "'": "'",
  '"': '"',
  a: '\u0007',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\n': '',
};

/** `'a\n'`, `r"\d"`, `"""…"""`: what it stands for. Bytes are read as text. An escape that Python does not know stays as it is. */
export function readText(literal: string): string {
  const [open = '', prefix = '', quotes = ''] = /^([a-z]*)("""|'''|"|')/i.exec(literal) ?? [];
  const inner = literal.slice(open.length, literal.length - quotes.length).replace(/\r\n?/g, '\n');
  if (prefix.toLowerCase().includes('r')) return inner;
  return inner.replace(
    /\\(?:x([0-9a-f]{2})|u([0-9a-f]{4})|U([0-9a-f]{8})|([0-7]{1,3})|([^]))/gi,
    (whole, x?: string, u?: string, long?: string, octal?: string, letter?: string) => {
      const code = x ?? u ?? long;
      if (code !== undefined) return parseInt(code, 16) <= 0x10ffff ? String.fromCodePoint(parseInt(code, 16)) : whole;
      if (octal !== undefined) return String.fromCodePoint(parseInt(octal, 8));
      return ESCAPES[letter!] ?? whole;
    },
  );
}
