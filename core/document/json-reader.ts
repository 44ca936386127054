/**
 * @file Goes through a JSON text from front to back, so that what is too large, too many or too deep is met before anything is made of it.
 * A refusal knows its line and column.
 */
import type { Numbers } from '../findings/finding.ts';
import { InputError } from '../findings/input-error.ts';
import type { Clause } from '../findings/messages.ts';

const DEEPEST = 64;
/** Of which something is made. The largest document has as many; a small file could else fill the memory with empty objects. */
const MOST_VALUES = 1_000_000;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
/** What a text between quotation marks may not hold as it is. */
const SPECIAL = /[\\\u0000-\u001f]/;
const WORD = /true|false|null/y;

export class JsonReader {
  readonly #file: string;
  readonly #text: string;
  #at = 0;
  #depth = 0;
  #values = 0;

  /** `file` names the text in a refusal. */
  constructor(file: string, text: string) {
    this.#file = file;
    this.#text = text;
  }

  /** The first sign of what comes next; undefined at the end. */
  peek(): string | undefined {
    const text = this.#text;
    let at = this.#at;
    for (; ; at++) {
      const code = text.charCodeAt(at);
      if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) break;
    }
    this.#at = at;
    return text[at];
  }

  /** Whatever comes next. @throws InputError json_malformed, as all of these */
  value(): unknown {
    if (++this.#values > MOST_VALUES) this.#refuse('clause:json_crowded', { most: MOST_VALUES });
    switch (this.peek()) {
      case '"':
        return this.string();
      case '{': {
        const fields: Record<string, unknown> = {};
        this.object((name) => {
          fields[name] = this.value();
        });
        return fields;
      }
      case '[': {
        const items: unknown[] = [];
        this.array(() => items.push(this.value()));
        // a list that grew has room for more: without it, it takes a tenth where it is short
        return items.slice();
      }
      default:
        return this.#plain();
    }
  }

  /** Over whatever comes next, of which nothing is kept. */
  skip(): void {
    const first = this.peek();
    if (first === '"') this.string();
    else if (first === '{') this.object(() => this.skip());
    else if (first === '[') this.array(() => this.skip());
    else this.#plain();
  }

  /** `field` reads the value after the name that it is given. A name that occurs twice is refused, and `__proto__`. */
  object(field: (name: string) => void): void {
    let names: Set<string> | null = null;
    this.#inside('{', '}', () => {
      const start = this.#at;
      const name = this.string();
      if (name === '__proto__') this.#refuse('clause:json_name_forbidden', { name }, start);
      names ??= new Set();
      if (names.has(name)) this.#refuse('clause:json_name_twice', { name: JSON.stringify(name) }, start);
      names.add(name);
      if (!this.#take(':')) this.#unexpected();
      field(name);
    });
  }

  /** `item` reads one. */
  array(item: () => void): void {
    this.#inside('[', ']', item);
  }

  string(): string {
    const text = this.#text;
    if (this.peek() !== '"') return this.#unexpected();
    const start = this.#at;
    let end = start;
    for (;;) {
      end = text.indexOf('"', end + 1);
      if (end < 0) return this.#refuse('clause:json_quote_open');
      let slash = end;
      while (text[slash - 1] === '\\') slash--;
      if ((end - slash) % 2 === 0) break;
    }
    this.#at = end + 1;
    const plain = text.slice(start + 1, end);
    if (!SPECIAL.test(plain)) return plain;
    try {
      return JSON.parse(text.slice(start, this.#at)) as string;
    } catch {
      return this.#refuse('clause:json_escape', {}, start);
    }
  }

  /** A number as it is written. */
  digits(): string {
    this.peek();
    const digits = this.#match(NUMBER);
    return digits === '' ? this.#unexpected() : digits;
  }

  /** Nothing but space may follow. */
  end(): void {
    if (this.peek() !== undefined) this.#unexpected();
  }

  #plain(): unknown {
    const word = this.#match(WORD);
    if (word !== '') return word === 'null' ? null : word === 'true';
    const start = this.#at;
    const digits = this.digits();
    const number = Number(digits);
    return Number.isFinite(number) ? number : this.#refuse('clause:json_number_large', { digits: shortened(digits) }, start);
  }

  #inside(open: string, close: string, each: () => void): void {
    if (this.peek() !== open) this.#unexpected();
    if (this.#depth === DEEPEST) this.#refuse('clause:json_deep', { most: DEEPEST });
    this.#depth++;
    this.#take(open);
    if (!this.#take(close)) {
      do each();
      while (this.#take(','));
      if (!this.#take(close)) this.#unexpected();
    }
    this.#depth--;
  }

  /** Skips space before and after the sign. */
  #take(sign: string): boolean {
    if (this.peek() !== sign) return false;
    this.#at++;
    this.peek();
    return true;
  }

  #match(pattern: RegExp): string {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0] ?? '';
    this.#at += found.length;
    return found;
  }

  #unexpected(): never {
    const code = this.#text.codePointAt(this.#at);
    if (code === undefined) return this.#refuse('clause:json_ends_early');
    return this.#refuse('clause:json_unexpected', { token: JSON.stringify(String.fromCodePoint(code)) });
  }

  #refuse(problem: Clause, numbers: Numbers = {}, where = this.#at): never {
    // a file of nothing but line ends has as many lines as bytes: none is cut out to count them
    let line = 1;
    let start = 0;
    for (let at = 0; at < where; at++) {
      if (this.#text.charCodeAt(at) !== 0x0a) continue;
      line++;
      start = at + 1;
    }
    throw new InputError('json_malformed', { ...numbers, file: this.#file, problem, line, column: where - start + 1 });
  }
}

const LONGEST_QUOTE = 60;

function shortened(text: string): string {
  return text.length > LONGEST_QUOTE ? `${text.slice(0, LONGEST_QUOTE)}…` : text;
}
