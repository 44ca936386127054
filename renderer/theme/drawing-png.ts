/** @file A drawing as pixels. */
import type { Drawing } from './drawing.ts';

/** Pixels for one of CSS: sharp on dense screens and in print. */
const DENSITY = 2;
/** No browser makes a larger picture, on a side or in all. */
const LONGEST = 16_000;
const MOST = 120_000_000;

/** @throws Error where the browser cannot make a picture of that size */
export async function drawingPng({ svg, width, height }: Drawing): Promise<Blob> {
  const density = Math.min(DENSITY, LONGEST / Math.max(width, height), Math.sqrt(MOST / (width * height)));
  const url = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    const canvas = new OffscreenCanvas(Math.round(width * density), Math.round(height * density));
    canvas.getContext('2d')!.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await canvas.convertToBlob({ type: 'image/png' });
  } finally {
    URL.revokeObjectURL(url);
  }
}
