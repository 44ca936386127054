/** @file A value of Python as JSON has it. */
import { plainOf, type Value } from './value.ts';

/** Undefined for what is no number, text, truth value, None, or a list or dictionary of them. */
export function literalOf(value: Value | undefined): unknown {
  if (!value) return undefined;
  if (value.kind === 'list' || value.kind === 'tuple') {
    const items = value.items.map(literalOf);
    return items.includes(undefined) ? undefined : items;
  }
  if (value.kind !== 'dict') return plainOf(value);
  const entries = [...value.entries.values()].map(([key, item]) => [plainOf(key), literalOf(item)] as const);
  if (entries.some(([key, item]) => typeof key !== 'string' || item === undefined)) return undefined;
  // a name such as __proto__ is a name like others
  return Object.fromEntries(entries);
}
