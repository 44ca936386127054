/** @file A point of the plane in words: where it is and what is there. */
import { m } from '../language/generated/messages.js';
import { accuracyText, numberText } from './number-text.ts';
import type { SurfaceSource } from './surface-source.ts';

/** Classes that are named, the most probable first. */
const MOST_CLASSES = 3;

/** One line for the place, then one for the number, or one for each of the classes that are most probable. */
export function surfaceReading({ cells, names, x, y, values, meaning }: SurfaceSource, row: number, column: number): string {
  const at = ([low, high]: readonly [number, number], index: number) => numberText(low + ((index + 0.5) * (high - low)) / cells);
  const place = m.surface_place({ x: names[0], xValue: at(x, column), y: names[1], yValue: at(y, row) });
  const cell = row * cells + column;
  if (meaning.kind === 'numbers') return `${place}\n${m.surface_number({ name: meaning.name, value: numberText(values[cell]!) })}`;
  const probabilities = meaning.names.map((name, index) => ({ name, share: values[index * cells * cells + cell]! }));
  if (!probabilities.every(({ share }) => Number.isFinite(share))) return `${place}\n${m.heat_non_finite()}`;
  probabilities.sort((a, b) => b.share - a.share);
  return [place, ...probabilities.slice(0, MOST_CLASSES).map(({ name, share }) => `${name} ${accuracyText(share)}`)].join('\n');
}
