import { describe, expect, test } from 'vitest';
import { heatPicturePixels, heatPictureSize, heatSvg, type CellsAs, type HeatPicture } from '../../../renderer/charts/heat-svg.ts';
import { coloursOf } from '../../../renderer/charts/scale-colours.ts';
import type { Palette } from '../../../renderer/theme/palette.ts';
import { HEAT_STEPS, heatTable } from '../../../renderer/theme/heat.ts';
import { wellFormed } from '../../helpers/xml.ts';
import { fakeSource } from './fake-source.ts';

const palette: Palette = {
  ground: 'rgb(14, 17, 22)',
  panel: 'rgb(21, 26, 33)',
  muted: 'rgb(147, 160, 176)',
  cold: 'rgb(74, 168, 255)',
  hot: 'rgb(255, 138, 61)',
};
const ink = (colour: string) => (colour.startsWith('var(') ? 'rgb(1, 2, 3)' : colour);

function pictureOf(values: number[][], change: Partial<HeatPicture> = {}): HeatPicture {
  const source = fakeSource(values);
  return {
    ...{ title: 'Ten <sigmoids>', about: 'signal · run 1', source, marks: [], clipping: null, moment: null },
    time: { axis: 'linear', first: 1, last: values[0]!.length },
    ...change,
  };
}

function draw(picture: HeatPicture, cellsAs: CellsAs = 'rects'): string {
  return [...heatSvg(picture, heatPicturePixels(picture, palette), cellsAs, palette, ink)].join('');
}

/** By row, the rects of the cells: where each begins, how wide it is and what fills it. */
function rowsOf(svg: string): { x: number; width: number; fill: string }[][] {
  const rows = [...svg.matchAll(/<g class="row".*?<\/g>/gs)].map(([row]) => row);
  return rows.map((row) =>
    [...row.matchAll(/<rect x="([\d.]+)" width="([\d.]+)" height="[\d.]+" fill="([^"]+)"\/>/g)].map(([, x, width, fill]) => ({
      x: Number(x),
      width: Number(width),
      fill: fill!,
    })),
  );
}

/** The colour of a number on the scale, as the table of the screen has it. */
function hex(value: number): string {
  const { scale } = fakeSource([[0]]);
  const table = heatTable(coloursOf(scale, palette), scale.low, scale.high);
  const index = Math.min(HEAT_STEPS - 1, Math.max(0, Math.round(((value + 3) / 6) * (HEAT_STEPS - 1))));
  const bytes = new Uint8Array(table.buffer, index * 4, 3);
  return `#${[...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}

test('each cell has the colour of its number, zero and what is not finite their patterns, and what was not computed no rect', () => {
  const svg = draw(
    pictureOf([
      [-3, 0, 3, 9],
      [-Infinity, Infinity, NaN, 1],
    ]),
  );
  expect(rowsOf(svg)).toEqual([
    [
      { x: 0, width: 220, fill: hex(-3) },
      { x: 220, width: 220, fill: hex(0) },
      { x: 440, width: 440, fill: hex(3) }, // beyond the scale is as its end
    ],
    [
      { x: 0, width: 220, fill: 'url(#zero)' },
      { x: 220, width: 220, fill: 'url(#non-finite)' },
      { x: 660, width: 220, fill: hex(1) },
    ],
  ]);
  expect(wellFormed(svg)).toBe(true);
});

test('where there are more columns than pixels, the extreme that stands out is seen, and the first and last column are at the edges', () => {
  const values = Array.from({ length: 2000 }, () => 0);
  values[0] = -3;
  values[777] = 3;
  values[1999] = -2;
  const [row] = rowsOf(draw(pictureOf([values])));
  expect(row!.map(({ fill }) => fill)).toEqual([hex(-3), hex(0), hex(3), hex(0), hex(-2)]);
  expect(row![0]!.x).toBe(0);
  expect(row!.at(-1)!.x + row!.at(-1)!.width).toBe(880);
  expect(Math.abs(row![2]!.x - (777 / 2000) * 880)).toBeLessThanOrEqual(1);
});

describe('it needs nothing outside of itself', () => {
  const svg = draw(
    pictureOf(
      [
        [1, 2],
        [0, 0],
      ],
      {
        marks: [{ kind: 'finding', step: 2, ended: null, text: 'Gradient <vanishing>', colour: 'var(--bad)' }],
        moment: 1,
      },
    ),
  );

  test('no style sheet, no variable of the page, no font file, no link', () => {
    expect(svg).not.toMatch(/var\(|class="svelte|<style|href=|@import/);
  });

  test('title, names, scale, patterns, marks and the moment are in it, and what a name has of markup is text', () => {
    for (const words of [
      'Ten &lt;sigmoids&gt;',
      'signal · run 1',
      '>fc1<',
      '>fc2<',
      'decades from healthy',
      'exact zero',
      'not finite',
      'not computed',
    ])
      expect(svg).toContain(words);
    expect(svg).toContain('<title>Gradient &lt;vanishing&gt;</title>');
    expect(svg.match(/class="moment"/g)).toHaveLength(1);
    expect(wellFormed(svg)).toBe(true);
  });
});

test('as pixels, the cells are an image, and patterns stay patterns', () => {
  const svg = draw(pictureOf([[1, -Infinity]]), { image: 'data:image/png;base64,AAAA' });
  expect(rowsOf(svg)).toEqual([[{ x: 440, width: 440, fill: 'url(#zero)' }]]);
  expect(svg).toContain('href="data:image/png;base64,AAAA"');
});

test('two hundred layers have a row each, in a picture of a size that can be shown', () => {
  const picture = pictureOf(Array.from({ length: 200 }, (_, row) => [row / 100, 0]));
  expect(rowsOf(draw(picture))).toHaveLength(200);
  expect(heatPictureSize(picture).height).toBeLessThan(1000);
});

test('the margin shows where the rows stand at the moment', () => {
  const values = [[-3, 0, 3]];
  const now = (moment: number | null) => /<g class="now".*?<\/g>/s.exec(draw(pictureOf(values, { moment })))![0];
  expect(now(1)).not.toBe(now(null));
  expect(now(3).replace(/step 3/, 'now')).toBe(now(null));
});

test('where clipping engaged there is a bar below the cells, thick where it did on each step', () => {
  const of = [0, 1, 2, 2] as const;
  const svg = draw(
    pictureOf([[0, 0, 0, 0]], { clipping: { of: (column) => of[column]!, readout: (from, to) => `clipped ${from} to ${to}` } }),
  );
  const bars = [...svg.matchAll(/class="clipped" x="(\d+)" y="[\d.]+" width="(\d+)" height="([\d.]+)" fill="[^"]+"><title>([^<]+)/g)];
  expect(bars.map(([, ...bar]) => bar)).toEqual([
    ['220', '220', '1.5', 'clipped 1 to 1'],
    ['440', '440', '3', 'clipped 2 to 3'],
  ]);
});
