import type { Numbers } from '../findings/finding.ts';

const LONGEST_QUOTE = 60;

/** A value of a file as a person may find it again there: what a sentence says that it `got`. */
export function shown(value: unknown): Numbers {
  if (Array.isArray(value)) return { got: 'clause:list_of', count: value.length };
  if (typeof value === 'object' && value !== null) return { got: 'clause:an_object' };
  const text = JSON.stringify(value);
  return { got: text.length > LONGEST_QUOTE ? `${text.slice(0, LONGEST_QUOTE)}…` : text };
}
