/** @file Where a card stands that tells of something: beside it, never over it, and inside of the window. */
import type { Edges } from '../state/hover.svelte.ts';

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Between the card and what it tells of, and between the card and the edge of the window, in pixels. */
const GAP = 8;

/** The upper left corner of the card. Below where there is room, else above, right or left; with no room anywhere, where there is most. */
export function placeCard(thing: Edges, card: Size, window: Size): { readonly x: number; readonly y: number } {
  const across = Math.max(GAP, Math.min(thing.left, window.width - card.width - GAP));
  const down = Math.max(GAP, Math.min(thing.top, window.height - card.height - GAP));
  const sides = [
    { room: window.height - thing.bottom - 2 * GAP - card.height, x: across, y: thing.bottom + GAP },
    { room: thing.top - 2 * GAP - card.height, x: across, y: thing.top - GAP - card.height },
    { room: window.width - thing.right - 2 * GAP - card.width, x: thing.right + GAP, y: down },
    { room: thing.left - 2 * GAP - card.width, x: thing.left - GAP - card.width, y: down },
  ];
  const { x, y } = sides.find(({ room }) => room >= 0) ?? sides.reduce((best, side) => (side.room > best.room ? side : best));
  return { x, y };
}
