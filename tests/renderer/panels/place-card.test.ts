import fc from 'fast-check';
import { expect, test } from 'vitest';
import { placeCard } from '../../../renderer/panels/place-card.ts';

const WINDOW = { width: 1280, height: 720 };
const CARD = { width: 262, height: 240 };
const at = (left: number, top: number, width = 132, height = 60) => ({ left, top, right: left + width, bottom: top + height });

test('a card stands below its block, at its left edge', () => {
  expect(placeCard(at(300, 100), CARD, WINDOW)).toEqual({ x: 300, y: 168 });
});

test('with no room below it stands above', () => {
  expect(placeCard(at(300, 600), CARD, WINDOW)).toEqual({ x: 300, y: 352 });
});

test('between a low window and a high card it stands beside', () => {
  const low = { width: 1280, height: 400 };
  expect(placeCard(at(300, 150), CARD, low).x).toBe(440);
  expect(placeCard(at(1100, 150), CARD, low).x).toBe(1100 - 8 - 262);
});

test('wherever the block is in the window, the card is inside of the window and not over the block', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1148 }), fc.integer({ min: 0, max: 660 }), (left, top) => {
      const thing = at(left, top);
      const { x, y } = placeCard(thing, CARD, WINDOW);
      expect(x).toBeGreaterThanOrEqual(0);
      expect(y).toBeGreaterThanOrEqual(0);
      expect(x + CARD.width).toBeLessThanOrEqual(WINDOW.width);
      expect(y + CARD.height).toBeLessThanOrEqual(WINDOW.height);
      const apart = x >= thing.right || x + CARD.width <= thing.left || y >= thing.bottom || y + CARD.height <= thing.top;
      expect(apart).toBe(true);
    }),
  );
});
