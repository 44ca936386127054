import type { Numbers } from '../findings/finding.ts';

const LONGEST_QUOTE = 60;
const LONGEST_NAME = 80;

/** A value of a file as a person may find it again there: what a sentence says that it `got`. */
export function shown(value: unknown): Numbers {
  if (Array.isArray(value)) return { got: 'clause:list_of', count: value.length };
  if (typeof value === 'object' && value !== null) return { got: 'clause:an_object' };
  const text = JSON.stringify(value);
  return { got: text.length > LONGEST_QUOTE ? `${text.slice(0, LONGEST_QUOTE)}…` : text };
}

/** A name of a file's own choosing within a sentence: cut short, and without signs that would turn the sentence around or end its line. */
export function shownName(name: string): string {
  const start = name.length > LONGEST_NAME ? `${name.slice(0, LONGEST_NAME).replace(/[\ud800-\udbff]$/, '')}…` : name;
  return start.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, escaped);
}

function escaped(sign: string): string {
  return Array.from({ length: sign.length }, (_, at) => `\\u${sign.charCodeAt(at).toString(16).padStart(4, '0')}`).join('');
}
