/** @file From a document to the text of its file: a node and a wire per line, so that versions compare line by line. */
import type { Document } from './document.ts';

/**
 * The text of a `.gradscape.json` file; parsing it gives back an equal document.
 * @throws RangeError if a setting is not a finite number, for JSON has no word for it
 */
export function printDocument(document: Document): string {
  const fields = definedEntries(document).map(([name, value]) => `  ${JSON.stringify(name)}: ${field(value)}`);
  return `{\n${fields.join(',\n')}\n}\n`;
}

/** A field of the document: its lists and objects have an item per line. */
function field(value: unknown): string {
  if (Array.isArray(value) && value.length > 0) return `[\n${value.map((item) => `    ${inline(item)}`).join(',\n')}\n  ]`;
  if (isObject(value) && definedEntries(value).length > 0) {
    const lines = definedEntries(value).map(([name, item]) => `    ${JSON.stringify(name)}: ${inline(item)}`);
    return `{\n${lines.join(',\n')}\n  }`;
  }
  return inline(value);
}

function inline(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(inline).join(', ')}]`;
  if (isObject(value)) {
    const fields = definedEntries(value).map(([name, item]) => `${JSON.stringify(name)}: ${inline(item)}`);
    return fields.length > 0 ? `{ ${fields.join(', ')} }` : '{}';
  }
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new RangeError(`A document holds finite numbers, got ${value}`);
    return Object.is(value, -0) ? '-0' : String(value);
  }
  return JSON.stringify(value);
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A field set to undefined is one that was left out. */
function definedEntries(object: object): [string, unknown][] {
  return Object.entries(object).filter(([, value]) => value !== undefined);
}
