/**
 * @file Each pixel against the number that was recorded: the colour is computed here from the run's own numbers by the theme's scale, and
 * nothing of what lies between (cells, columns of pixels, image) is asked.
 */
import { expect, test } from 'vitest';
import { COLUMNS, type Recording } from '../../../core/telemetry/recording.ts';
import { HeatCells } from '../../../renderer/charts/heat-cells.ts';
import { HeatImage } from '../../../renderer/charts/heat-image.ts';
import { pixelColumns, type TimeWindow } from '../../../renderer/charts/pixel-columns.ts';
import { heatSource } from '../../../renderer/panels/landscape-views.ts';
import type { View } from '../../../renderer/state/landscape.svelte.ts';
import { divergingColours, heatTable, sequentialColours, type Colours } from '../../../renderer/theme/heat.ts';
import type { Palette } from '../../../renderer/theme/palette.ts';
import { framesOf, headerOf, partOf, recordingOf, type Said } from '../panels/recorded-run.ts';

const palette: Palette = {
  ground: 'rgb(14, 17, 22)',
  panel: 'rgb(21, 26, 33)',
  muted: 'rgb(147, 160, 176)',
  cold: 'rgb(74, 168, 255)',
  hot: 'rgb(255, 138, 61)',
};
const diverging = divergingColours(palette, 3);
const magnitudes = sequentialColours(palette, -8, 2, 'magnitude');

class Painted {
  readonly source;
  readonly cells;
  readonly image: HeatImage;
  /** How many pixels across the last painting painted. */
  painted = 0;
  readonly #table;

  constructor(recording: Recording, view: View, width: number, colours: Colours, low: number, high: number) {
    this.source = heatSource(view, recording, 'whole');
    this.cells = new HeatCells(this.source);
    this.image = new HeatImage(width, this.source.rows.length);
    this.#table = heatTable(colours, low, high);
  }

  paint(time: TimeWindow): this {
    const { source } = this;
    this.cells.refresh();
    const shares = pixelColumns(time, this.image.width, (column) => source.firstStepOf(column), source.columns);
    this.painted = this.image.paint(this.cells, shares, this.#table);
    return this;
  }

  /** Red, green, blue and how opaque. */
  pixel(row: number, x: number): number[] {
    const value = this.image.pixels[row * this.image.width + x]!;
    return [value & 255, (value >> 8) & 255, (value >> 16) & 255, value >>> 24];
  }

  masks(row: number, x: number): { zero: boolean; nonFinite: boolean } {
    const at = row * this.image.width + x;
    return { zero: this.image.zero[at] !== 0, nonFinite: this.image.nonFinite[at] !== 0 };
  }
}

/** The colour of a number as the scale has it, to within one of 255 steps of the table. */
function isColour(pixel: readonly number[], colour: string): boolean {
  const wanted = colour.match(/[\d.]+/g)!.map(Number);
  return pixel[3] === 255 && wanted.every((channel, index) => Math.abs(channel - pixel[index]!) <= 2);
}

/** Four rows of which the last is the anchor, at 1; heat is then log10 of what is said. */
const saidBy = (signal: (row: number, step: number) => number, steps: number) =>
  Array.from({ length: steps }, (_, index): Said => ({
    rows: [0, 1, 2].map((row) => ({ signal: signal(row, index + 1) })).concat({ signal: 1 }),
  }));
const runOf = (signal: (row: number, step: number) => number, steps: number) => recordingOf(headerOf(4), saidBy(signal, steps));
const all = (last: number): TimeWindow => ({ axis: 'linear', first: 1, last });

test('each pixel has the colour of its recorded number, from the first column to the last', () => {
  const signal = (row: number, step: number) => 10 ** (Math.sin(step * (row + 1)) * 4);
  const painted = new Painted(runOf(signal, 50), 'signal', 50, diverging, -3, 3).paint(all(50));
  for (let row = 0; row < 3; row++)
    for (let step = 1; step <= 50; step++)
      expect(
        isColour(painted.pixel(row, step - 1), diverging(Math.log10(Math.fround(signal(row, step))))),
        `row ${row}, step ${step}`,
      ).toBe(true);
});

test('a scale of its own is painted just so: powers of ten of the weight gradient', () => {
  const steps = Array.from({ length: 30 }, (_, index): Said => ({
    rows: [{ gradient_norm: 10 ** (index / 3 - 8) }, {}, { gradient_norm: 1 }, {}],
  }));
  const painted = new Painted(recordingOf(headerOf(4), steps), 'gradient_norm', 30, magnitudes, -8, 2).paint(all(30));
  for (let x = 0; x < 30; x++) expect(isColour(painted.pixel(0, x), magnitudes(x / 3 - 8)), `step ${x + 1}`).toBe(true);
});

test('beyond three decades a cell has the colour of the end, however far it is', () => {
  const painted = new Painted(
    runOf((row) => [1e-30, 1e30, 1e-3][row]!, 4),
    'signal',
    4,
    diverging,
    -3,
    3,
  ).paint(all(4));
  expect(isColour(painted.pixel(0, 0), palette.cold)).toBe(true);
  expect(isColour(painted.pixel(1, 3), palette.hot)).toBe(true);
  expect(isColour(painted.pixel(2, 1), palette.cold)).toBe(true);
});

test('an exact zero is hatched and not cold, what is not finite is crossed and not hot, and what was not computed is neither', () => {
  const painted = new Painted(
    runOf((row, step) => (row === 0 && step === 2 ? 0 : row === 1 && step === 3 ? Infinity : row === 2 && step === 4 ? NaN : 1), 5),
    'signal',
    5,
    diverging,
    -3,
    3,
  ).paint(all(5));
  expect([painted.pixel(0, 1)[3], painted.masks(0, 1)]).toEqual([0, { zero: true, nonFinite: false }]);
  expect([painted.pixel(1, 2)[3], painted.masks(1, 2)]).toEqual([0, { zero: false, nonFinite: true }]);
  expect([painted.pixel(2, 3)[3], painted.masks(2, 3)]).toEqual([0, { zero: false, nonFinite: false }]);
  for (const [row, x] of [
    [0, 0],
    [0, 2],
    [1, 1],
    [1, 3],
    [2, 2],
    [2, 4],
  ] as const) {
    expect(isColour(painted.pixel(row, x), palette.panel)).toBe(true);
    expect(painted.masks(row, x)).toEqual({ zero: false, nonFinite: false });
  }
});

test('of columns that have merged the extreme is painted, in the very pixel of its step', () => {
  const peaks = new Map([
    [1, 1e-3],
    [5000, 1e3],
    [8000, 1e-3],
  ]);
  const count = 4 * COLUMNS;
  const painted = new Painted(
    runOf((row, step) => (row === 1 ? (peaks.get(step) ?? 1) : 1), count),
    'signal',
    512,
    diverging,
    -3,
    3,
  ).paint(all(count));
  const glowing = Array.from({ length: 512 }, (_, x) => x).filter((x) => !isColour(painted.pixel(1, x), palette.panel));
  expect(glowing).toEqual([...peaks.keys()].map((step) => Math.floor(((step - 1) * 512) / count)));
  expect(isColour(painted.pixel(1, glowing[1]!), palette.hot)).toBe(true);
  expect(isColour(painted.pixel(1, glowing[2]!), palette.cold)).toBe(true);
});

test('the first and the last pixel show the first and the last column, in a stretch and on a logarithmic axis as well', () => {
  const signal = (row: number, step: number) => (row === 0 ? 10 ** (step / 200 - 2.5) : 1);
  const painted = new Painted(runOf(signal, 1000), 'signal', 300, diverging, -3, 3);
  const ends = (time: TimeWindow) => {
    painted.paint(time);
    return [painted.pixel(0, 0), painted.pixel(0, 299)];
  };
  for (const time of [all(1000), { axis: 'log', first: 1, last: 1000 }, { axis: 'linear', first: 301, last: 600 }] satisfies TimeWindow[]) {
    const [first, last] = ends(time);
    expect(isColour(first!, diverging(Math.log10(signal(0, time.first)))), `${time.axis} ${time.first}`).toBe(true);
    expect(isColour(last!, diverging(Math.log10(signal(0, time.last)))), `${time.axis} ${time.last}`).toBe(true);
  }
});

test('painting only what is new leaves the same picture as painting all', () => {
  const signal = (row: number, step: number) => [10 ** (Math.sin(step) * 3), step % 97 === 0 ? 0 : 1, step % 53 === 0 ? Infinity : 2][row]!;
  const grown = recordingOf(headerOf(4), []);
  const frames = framesOf(4, saidBy(signal, 6000));
  const kept = new Painted(grown, 'signal', 240, diverging, -3, 3);
  const fewer: boolean[] = [];
  for (let step = 0; step < 6000; step += 100) {
    grown.append(partOf(frames, step, step + 100));
    // the whole run, and now and then a stretch that has nothing new
    const time = step % 300 === 0 ? all(step + 100) : { ...all(100), first: 41 };
    kept.paint(time);
    fewer.push(kept.painted < 240);
    const anew = new Painted(grown, 'signal', 240, diverging, -3, 3).paint(time);
    expect(kept.image.pixels, `step ${step}`).toEqual(anew.image.pixels);
    expect(kept.image.zero).toEqual(anew.image.zero);
    expect(kept.image.nonFinite).toEqual(anew.image.nonFinite);
    expect([kept.image.hasZero, kept.image.hasNonFinite]).toEqual([anew.image.hasZero, anew.image.hasNonFinite]);
  }
  expect(fewer).toContain(true);
});

test('what is neither new nor elsewhere costs no pixel', () => {
  const frames = framesOf(
    4,
    saidBy(() => 1, 200),
  );
  const recording = recordingOf(headerOf(4), []);
  const painted = new Painted(recording, 'signal', 50, diverging, -3, 3);
  recording.append(partOf(frames, 0, 100));
  expect(painted.paint(all(50)).painted).toBe(50);
  recording.append(partOf(frames, 100, 200));
  expect(painted.paint(all(50)).painted).toBe(0);
});
