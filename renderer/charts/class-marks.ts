/** @file How the classes of a data set are told apart: each by a colour of the theme and by a shape. */
import {
  symbol,
  symbolCircle,
  symbolCross,
  symbolDiamond,
  symbolSquare,
  symbolStar,
  symbolTriangle,
  symbolWye,
  type SymbolType,
} from 'd3-shape';

const COLOURS = [
  ...['--cold', '--hot', '--group-activate', '--group-normalise', '--group-loss'],
  ...['--warn', '--ok', '--group-data', '--accent', '--bad'],
] as const;

const SHAPES: readonly SymbolType[] = [symbolCircle, symbolSquare, symbolTriangle, symbolDiamond, symbolCross, symbolStar, symbolWye];

export interface ClassMark {
  /** `var(--cold)` */
  readonly colour: string;
  /** Around the origin, as a path of SVG; so many square pixels large. */
  readonly path: (area: number) => string;
}

/** No two of the first seventy classes are alike in both. */
export function classMark(index: number): ClassMark {
  const shape = SHAPES[index % SHAPES.length]!;
  return { colour: `var(${COLOURS[index % COLOURS.length]})`, path: (area) => symbol(shape, area)()! };
}
