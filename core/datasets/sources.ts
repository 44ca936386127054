/** @file The catalogue of data sets, in the order they are offered. */
import { csv } from './csv/csv.ts';
import { digits } from './digits/digits.ts';
import { idx } from './idx.ts';
import type { Source } from './source.ts';
import { bumps } from './toys/bumps.ts';
import { circle } from './toys/circle.ts';
import { gauss } from './toys/gauss.ts';
import { moons } from './toys/moons.ts';
import { plane } from './toys/plane.ts';
import { spiral } from './toys/spiral.ts';
import { xor } from './toys/xor.ts';

export const SOURCES: readonly Source[] = [gauss, circle, moons, xor, spiral, plane, bumps, digits, csv, idx];

/** The sets that need no file, in the order they are offered. */
export const BUILT_IN: readonly Source[] = SOURCES.filter((source) => source.files.length === 0);

export function findSource(name: string): Source | undefined {
  return SOURCES.find((source) => source.name === name);
}
