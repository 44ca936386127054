/** @file The landscape and the curves as files, in the colours of the page. */
import { heatPicturePixels, heatPictureSize, heatSvg, type HeatPicture } from '../charts/heat-svg.ts';
import { chartSvg, type ChartPicture } from '../charts/chart-svg.ts';
import { stepText } from '../charts/number-text.ts';
import { m } from '../language/generated/messages.js';
import { language } from '../language/language.ts';
import type { PictureFile } from '../state/file-kinds.ts';
import { gathered } from '../state/gathered.ts';
import type { Ink } from '../theme/drawing.ts';
import { drawingPng } from '../theme/drawing-png.ts';
import { readColour, readPalette } from '../theme/palette.ts';

/** Below the title: what is shown, of which run and which of its steps, and when. */
export function aboutOf(view: string, run: string, steps: { readonly first: number; readonly last: number }, now = new Date()): string {
  const date = now.toLocaleDateString(language(), { dateStyle: 'medium' });
  return m.export_about({ view, run, from: stepText(steps.first), to: stepText(steps.last), date });
}

/** Null of a landscape without cells. */
export async function landscapeFile(picture: HeatPicture, kind: PictureFile): Promise<Blob | null> {
  if (picture.source.rows.length === 0 || picture.source.columns === 0) return null;
  const palette = readPalette(document.body);
  const pixels = heatPicturePixels(picture, palette);
  if (kind === 'svg') return gathered(heatSvg(picture, pixels, 'rects', palette, inkOfPage()));
  // hundreds of thousands of rects would hold the page up for longer than their pixels
  const image = await pixelsUrl(pixels);
  const svg = [...heatSvg(picture, pixels, { image }, palette, inkOfPage())].join('');
  return drawingPng({ svg, ...heatPictureSize(picture) });
}

/** Null of a chart without a curve. */
export async function curvesFile(picture: ChartPicture, kind: PictureFile): Promise<Blob | null> {
  const drawing = chartSvg(picture, inkOfPage());
  if (!drawing) return null;
  return kind === 'svg' ? new Blob([drawing.svg]) : drawingPng(drawing);
}

function inkOfPage(): Ink {
  const inks = new Map<string, string>();
  return (colour) => {
    const ink = inks.get(colour) ?? readColour(document.body, colour);
    inks.set(colour, ink);
    return ink;
  };
}

async function pixelsUrl({ width, height, pixels }: ReturnType<typeof heatPicturePixels>): Promise<string> {
  const canvas = new OffscreenCanvas(width, height);
  canvas.getContext('2d')!.putImageData(new ImageData(new Uint8ClampedArray(pixels.buffer), width, height), 0, 0);
  const blob = await canvas.convertToBlob({ type: 'image/png' });
  const reader = new FileReader();
  return new Promise((resolve, reject) => {
    reader.onload = () => resolve(reader.result as string);
    reader.onerror = () => reject(reader.error ?? new Error('The cells could not be read.'));
    reader.readAsDataURL(blob);
  });
}
