/**
 * @file Reads JSON as RFC 8259 defines it, and refuses what JSON.parse lets through silently: a name twice in one object,
 * a number too large for a double, `__proto__` as a name, nesting without bound.
 */
import { JsonReader } from './json-reader.ts';

/**
 * The value of a JSON text. `file` names it in a refusal, which knows its line and column.
 * @throws InputError json_malformed
 */
export function parseJson(file: string, text: string): unknown {
  const reader = new JsonReader(file, text);
  const value = reader.value();
  reader.end();
  return value;
}
