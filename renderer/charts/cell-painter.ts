/** @file An image of cells onto a canvas, with the patterns of those that are no numbers. */
import type { Palette } from '../theme/palette.ts';
import { cellPattern, type CellPattern } from './heat-patterns.ts';

/** One pixel for each cell; the masks are opaque where a cell is an exact zero, or not finite. Without a colour: not computed. */
export interface CellImage {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint32Array<ArrayBuffer>;
  readonly zero: Uint32Array<ArrayBuffer>;
  readonly nonFinite: Uint32Array<ArrayBuffer>;
  readonly hasZero: boolean;
  readonly hasNonFinite: boolean;
}

export class CellPainter {
  readonly #buffer = new OffscreenCanvas(1, 1);
  readonly #overlay = new OffscreenCanvas(1, 1);
  #patterns: { readonly palette: Palette; readonly density: number; readonly made: Map<CellPattern, CanvasPattern> } | null = null;

  /** Fills the canvas; `density` is how many of its pixels are one of CSS. */
  draw(context: CanvasRenderingContext2D, image: CellImage, palette: Palette, density: number): void {
    const { width, height } = context.canvas;
    context.save();
    context.imageSmoothingEnabled = false;
    if (image.hasZero) {
      // On the canvas itself, before anything else is on it: to cut it out elsewhere takes a frame on its own, and there are many zeros.
      this.#load(image, image.zero);
      context.globalCompositeOperation = 'copy';
      context.drawImage(this.#buffer, 0, 0, width, height);
      context.globalCompositeOperation = 'source-in';
      this.fill(context, 'zero', palette, density);
    } else context.clearRect(0, 0, width, height);
    context.globalCompositeOperation = 'destination-over';
    this.#load(image, image.pixels);
    context.drawImage(this.#buffer, 0, 0, width, height);
    if (image.hasNonFinite) this.#cut(context, image, image.nonFinite, 'non-finite', palette, density);
    this.fill(context, 'none', palette, density);
    context.restore();
  }

  /** The pattern all over the canvas. */
  fill(context: CanvasRenderingContext2D, kind: CellPattern, palette: Palette, density: number): void {
    context.fillStyle = this.pattern(context, kind, palette, density);
    context.fillRect(0, 0, context.canvas.width, context.canvas.height);
  }

  pattern(context: CanvasRenderingContext2D, kind: CellPattern, palette: Palette, density: number): CanvasPattern {
    if (this.#patterns?.palette !== palette || this.#patterns.density !== density) this.#patterns = { palette, density, made: new Map() };
    const { made } = this.#patterns;
    let found = made.get(kind);
    if (!found) made.set(kind, (found = cellPattern(context, kind, palette, density)));
    return found;
  }

  /** The pattern where the mask is opaque. */
  #cut(
    context: CanvasRenderingContext2D,
    image: CellImage,
    mask: Uint32Array<ArrayBuffer>,
    kind: CellPattern,
    palette: Palette,
    density: number,
  ): void {
    this.#load(image, mask);
    const overlay = this.#overlay;
    overlay.width = context.canvas.width;
    overlay.height = context.canvas.height;
    const over = overlay.getContext('2d')!;
    over.imageSmoothingEnabled = false;
    over.drawImage(this.#buffer, 0, 0, overlay.width, overlay.height);
    over.globalCompositeOperation = 'source-in';
    over.fillStyle = this.pattern(context, kind, palette, density);
    over.fillRect(0, 0, overlay.width, overlay.height);
    context.drawImage(overlay, 0, 0);
  }

  #load({ width, height }: CellImage, pixels: Uint32Array<ArrayBuffer>): void {
    if (this.#buffer.width !== width || this.#buffer.height !== height) {
      this.#buffer.width = width;
      this.#buffer.height = height;
    }
    this.#buffer.getContext('2d')!.putImageData(new ImageData(new Uint8ClampedArray(pixels.buffer), width, height), 0, 0);
  }
}
