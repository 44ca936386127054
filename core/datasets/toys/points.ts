/** @file What the sets of points in the plane have in common. */
import type { Table } from '../table.ts';

export const rowsSetting = (standard: number) =>
  ({
    kind: 'integer',
    default: standard,
    min: 4,
    max: 1_000_000,
    help: {
      en: 'How many points are drawn, training and validation together.',
      hi: 'कुल कितने points बनें, training और validation मिलाकर।',
    },
  }) as const;

export const noiseSetting = (standard: number) =>
  ({
    kind: 'number',
    default: standard,
    min: 0,
    max: 10,
    help: {
      en: 'Standard deviation of the random shift of every point.',
      hi: 'हर point के random खिसकाव का standard deviation।',
    },
  }) as const;

export const targetNoiseSetting = (standard: number) =>
  ({
    kind: 'number',
    default: standard,
    min: 0,
    max: 10,
    help: {
      en: 'Standard deviation of the random error of every height.',
      hi: 'हर ऊँचाई की random गलती का standard deviation।',
    },
  }) as const;

export const classesSetting = (standard: number) =>
  ({
    kind: 'integer',
    default: standard,
    min: 2,
    max: 10,
    help: { en: 'How many classes there are to tell apart.', hi: 'कितनी classes को अलग पहचानना है।' },
  }) as const;

/** "arm 1", "arm 2", ... */
export function numbered(what: string, count: number): string[] {
  return Array.from({ length: count }, (_, index) => `${what} ${index + 1}`);
}

/** A table of points x, y to be filled in: `features` holds two numbers a row, `targets` one. */
export function pointTable(name: string, rows: number, classes: readonly string[]): Table {
  return {
    name,
    rows,
    shape: [2],
    features: new Float32Array(2 * rows),
    targets: new Float32Array(rows),
    targetWidth: 1,
    task: classes.length > 0 ? 'classification' : 'regression',
    classes,
    columns: ['x', 'y'],
    picture: null,
  };
}

export function setPoint({ features, targets }: Table, row: number, x: number, y: number, target: number): void {
  features[2 * row] = x;
  features[2 * row + 1] = y;
  targets[row] = target;
}
