/** @file The colours of a heat scale in the theme that is on. */
import { divergingColours, sequentialColours, type Colours } from '../theme/heat.ts';
import type { Palette } from '../theme/palette.ts';
import type { HeatScale } from './heat-source.ts';

export function coloursOf(scale: HeatScale, palette: Palette): Colours {
  return scale.kind === 'diverging' ? divergingColours(palette, scale.high) : sequentialColours(palette, scale.low, scale.high, scale.kind);
}
