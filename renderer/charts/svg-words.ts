/** @file Lines of an exported picture that every chart has: its frame, its title and the steps below it. */
import { escaped, FONT, LETTER, type Ink } from '../theme/drawing.ts';
import { m } from '../language/generated/messages.js';
import { stepText } from './number-text.ts';
import { timeScale, type TimeWindow } from './pixel-columns.ts';
import { stepTicks } from './step-ticks.ts';

export const TEXT = { title: 15, small: 11 } as const;

/** What the picture is called, and in a line below it what is shown of what, and when. */
export interface PictureWords {
  readonly title: string;
  readonly about: string;
}

export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

/** The beginning of the document with its ground and its title. */
export function opening({ title, about }: PictureWords, { width, height }: PictureSize, margin: number, ink: Ink): string {
  return [
    `<?xml version="1.0" encoding="UTF-8"?>`,
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="${FONT}" font-size="${TEXT.small}" fill="${ink('var(--muted)')}">`,
    `<title>${escaped(`${title}: ${about}`)}</title>`,
    `<rect width="${width}" height="${height}" fill="${ink('var(--panel)')}"/>`,
    `<text x="${margin}" y="26" font-size="${TEXT.title}" font-weight="600" fill="${ink('var(--text)')}">${escaped(title)}</text>`,
    `<text class="about" x="${margin}" y="43">${escaped(about)}</text>`,
    '',
  ].join('\n');
}

/** Ticks and numbers of the steps, from the axis down; the first label says what they are. */
export function stepAxisSvg(time: TimeWindow, width: number, ink: Ink): string {
  const scale = timeScale(time, width);
  return stepTicks(time, width)
    .map((step, index) => {
      const x = round(scale(step));
      const words = index === 0 ? m.chart_step({ step: stepText(step) }) : stepText(step);
      const half = (words.length * TEXT.small * LETTER) / 2;
      const anchor = x < half ? 'start' : x > width - half ? 'end' : 'middle';
      return `<path d="M${x} 0v4" stroke="${ink('var(--line-strong)')}"/><text class="step" x="${anchor === 'start' ? 0 : anchor === 'end' ? width : x}" y="16" text-anchor="${anchor}">${escaped(words)}</text>`;
    })
    .join('');
}

/** A hundredth of a pixel: as fine as anyone sees, and short to write. */
export function round(value: number): number {
  return Math.round(value * 100) / 100;
}

/** The numbers of a path, as short. */
export function roundedPath(path: string): string {
  return path.replace(/-?\d+\.\d{3,}/g, (number) => String(round(Number(number))));
}
