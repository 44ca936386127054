/** @file Where a window is, and where one comes to be that is opened. */
import type { Rectangle } from 'electron';
import * as v from 'valibot';
import { KeptValue } from './kept-value.ts';

/** Bounds are those of the window when it is neither maximised nor fills the screen. Null: in the middle, as large as usual. */
export interface WindowPlace {
  readonly bounds: Rectangle | null;
  readonly maximised: boolean;
  readonly fullScreen: boolean;
}

const USUAL: WindowPlace = { bounds: null, maximised: false, fullScreen: false };

const pixels = v.pipe(v.number(), v.safeInteger());
const SCHEMA = v.object({
  bounds: v.nullable(v.object({ x: pixels, y: pixels, width: pixels, height: pixels })),
  maximised: v.boolean(),
  fullScreen: v.boolean(),
});

/** Pixels, across and down, from one window to the next that is opened beside it. */
const BESIDE = 28;

/** @param path of the file that the place of the window that was closed last is kept in */
export function keptPlace(path: string): KeptValue<WindowPlace> {
  return new KeptValue(path, SCHEMA, USUAL);
}

/** Beside a window that is there: never on top of it, and as it would be without filling the screen. */
export function beside({ bounds }: WindowPlace): WindowPlace {
  return { ...USUAL, bounds: bounds && { ...bounds, x: bounds.x + BESIDE, y: bounds.y + BESIDE } };
}

/** The place, moved and made smaller as far as it must be to lie in an area of the screen: the display that it was on may be gone. */
export function within({ width, height, x, y }: Rectangle, area: Rectangle): Rectangle {
  const [wide, high] = [Math.min(width, area.width), Math.min(height, area.height)];
  return {
    x: between(area.x, x, area.x + area.width - wide),
    y: between(area.y, y, area.y + area.height - high),
    width: wide,
    height: high,
  };
}

const between = (least: number, value: number, most: number) => Math.min(Math.max(value, least), most);
