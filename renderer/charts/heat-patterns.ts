/**
 * @file The three cells that are no numbers, each a pattern that no colour of the scale can be mistaken for: dots for
 * "not computed", a hatch for exact zero, crosses on black for what is not finite.
 */
import type { Palette } from '../theme/palette.ts';

export type CellPattern = 'none' | 'zero' | 'non-finite';

const TILE = 6;

const draw: Readonly<Record<CellPattern, (context: CanvasRenderingContext2D, palette: Palette) => void>> = {
  none(context, palette) {
    context.fillStyle = palette.ground;
    context.fillRect(0, 0, TILE, TILE);
    context.globalAlpha = 0.5;
    context.fillStyle = palette.muted;
    context.fillRect(2, 3, 1, 1);
  },
  zero(context, palette) {
    context.fillStyle = palette.ground;
    context.fillRect(0, 0, TILE, TILE);
    context.strokeStyle = palette.muted;
    context.lineWidth = 1.2;
    context.beginPath();
    for (const shift of [-TILE, 0, TILE]) {
      context.moveTo(shift - 1, TILE + 1);
      context.lineTo(shift + TILE + 1, -1);
    }
    context.stroke();
  },
  'non-finite'(context) {
    context.fillStyle = '#000';
    context.fillRect(0, 0, TILE, TILE);
    context.strokeStyle = '#fff';
    context.lineWidth = 1;
    context.beginPath();
    context.moveTo(1, 1);
    context.lineTo(TILE - 1, TILE - 1);
    context.moveTo(TILE - 1, 1);
    context.lineTo(1, TILE - 1);
    context.stroke();
  },
};

/** A repeating pattern for canvas pixels of `density` per CSS pixel. */
export function cellPattern(context: CanvasRenderingContext2D, kind: CellPattern, palette: Palette, density: number): CanvasPattern {
  const tile = document.createElement('canvas');
  tile.width = tile.height = Math.round(TILE * density);
  const tileContext = tile.getContext('2d')!;
  tileContext.scale(tile.width / TILE, tile.height / TILE);
  draw[kind](tileContext, palette);
  return context.createPattern(tile, 'repeat')!;
}
