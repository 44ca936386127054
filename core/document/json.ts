/**
 * @file Reads JSON as RFC 8259 defines it, and refuses what JSON.parse lets through silently: a name twice in one object,
 * a number too large for a double, `__proto__` as a name, nesting without bound. A refusal knows its line and column.
 */
import type { Numbers } from '../findings/finding.ts';
import { InputError } from '../findings/input-error.ts';
import type { Clause } from '../findings/messages.ts';

const DEEPEST = 64;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
/** What a text between quotation marks may not hold as it is. */
const SPECIAL = /[\\\u0000-\u001f]/;
const WORD = /true|false|null/y;

/**
 * The value of a JSON text. `file` names it in a refusal.
 * @throws InputError json_malformed
 */
export function parseJson(file: string, text: string): unknown {
  let at = 0;

  function refuse(problem: Clause, numbers: Numbers = {}, where = at): never {
    const before = text.slice(0, where);
    const line = before.split('\n').length;
    throw new InputError('json_malformed', { ...numbers, file, problem, line, column: where - before.lastIndexOf('\n') });
  }

  function unexpected(): never {
    if (at >= text.length) return refuse('clause:json_ends_early');
    return refuse('clause:json_unexpected', { token: JSON.stringify(String.fromCodePoint(text.codePointAt(at)!)) });
  }

  function take(pattern: RegExp): string {
    pattern.lastIndex = at;
    const found = pattern.exec(text)?.[0] ?? '';
    at += found.length;
    return found;
  }

  function skipSpace(): void {
    for (; ; at++) {
      const code = text.charCodeAt(at);
      if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) return;
    }
  }

  /** Skips space before and after the sign. */
  function takeSign(sign: string): boolean {
    skipSpace();
    if (text[at] !== sign) return false;
    at++;
    skipSpace();
    return true;
  }

  function string(): string {
    if (text[at] !== '"') return unexpected();
    const start = at;
    let end = start;
    for (;;) {
      end = text.indexOf('"', end + 1);
      if (end < 0) return refuse('clause:json_quote_open');
      let slash = end;
      while (text[slash - 1] === '\\') slash--;
      if ((end - slash) % 2 === 0) break;
    }
    at = end + 1;
    const plain = text.slice(start + 1, end);
    if (!SPECIAL.test(plain)) return plain;
    try {
      return JSON.parse(text.slice(start, at)) as string;
    } catch {
      return refuse('clause:json_escape', {}, start);
    }
  }

  function array(depth: number): unknown[] {
    const items: unknown[] = [];
    if (takeSign(']')) return items;
    do items.push(value(depth));
    while (takeSign(','));
    if (!takeSign(']')) unexpected();
    return items;
  }

  function object(depth: number): Record<string, unknown> {
    const fields: Record<string, unknown> = {};
    if (takeSign('}')) return fields;
    do {
      const start = at;
      const name = string();
      if (name === '__proto__') refuse('clause:json_name_forbidden', { name }, start);
      if (Object.hasOwn(fields, name)) refuse('clause:json_name_twice', { name: JSON.stringify(name) }, start);
      if (!takeSign(':')) unexpected();
      fields[name] = value(depth);
    } while (takeSign(','));
    if (!takeSign('}')) unexpected();
    return fields;
  }

  function number(): number {
    const start = at;
    const digits = take(NUMBER);
    if (digits === '') return unexpected();
    const result = Number(digits);
    return Number.isFinite(result) ? result : refuse('clause:json_number_large', { digits }, start);
  }

  function value(depth: number): unknown {
    skipSpace();
    const first = text[at];
    if (first === '"') return string();
    if (first === '{' || first === '[') {
      if (depth === DEEPEST) refuse('clause:json_deep', { most: DEEPEST });
      at++;
      skipSpace();
      return first === '{' ? object(depth + 1) : array(depth + 1);
    }
    const word = take(WORD);
    return word === '' ? number() : word === 'null' ? null : word === 'true';
  }

  const result = value(0);
  skipSpace();
  return at < text.length ? unexpected() : result;
}
