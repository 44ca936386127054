/** @file What every picture has that is saved for papers and slides: an SVG that needs nothing outside of itself. */

export interface Drawing {
  readonly svg: string;
  /** In CSS pixels. */
  readonly width: number;
  readonly height: number;
}

/** Any CSS colour, `var(--…)` included, as one that needs no page: `rgb(…)`. */
export type Ink = (colour: string) => string;

export const FONT = `Inter, 'Inter Variable', 'Noto Sans Devanagari', 'Segoe UI', 'Helvetica Neue', Arial, sans-serif`;
/** A letter is about so wide, in ems: an SVG cannot measure its words. */
export const LETTER = 0.56;

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' };

/** Text in XML 1.0, which has no place for most control characters, half surrogates and the two last of the plane. */
export function escaped(text: string): string {
  return text
    .toWellFormed()
    .replace(/[^\t\n\r\u0020-\uFFFD\u{10000}-\u{10FFFF}]/gu, '\uFFFD')
    .replace(/[&<>"']/g, (sign) => ENTITIES[sign]!);
}
