import fc from 'fast-check';
import { expect, test } from 'vitest';
import { BAR, FOLDABLE, LEAST, PANES, paneSizes, type Foldable } from '../../../renderer/state/pane-sizes.ts';

const NONE: ReadonlySet<Foldable> = new Set();
const LAPTOP = { width: 1280, height: 720 };
const LARGE = { width: 2560, height: 1440 };

test('nobody has chosen: a large window gives every panel more', () => {
  const [small, large] = [LAPTOP, LARGE].map((window) => paneSizes({}, NONE, window));
  for (const pane of PANES) expect(large![pane].now, pane).toBeGreaterThan(small![pane].now);
});

test('a size that was chosen holds, in a smaller window as far as there is room', () => {
  expect(paneSizes({ left: 500, below: 560 }, NONE, LARGE)).toMatchObject({ left: { now: 500 }, below: { now: 560 } });
  expect(paneSizes({ left: 5000, below: 560 }, NONE, LAPTOP)).toMatchObject({ left: { now: 720 }, below: { now: 480 } });
});

test('what is folded is a bar, and leaves its room to others', () => {
  const folded = paneSizes({ left: 5000 }, new Set<Foldable>(['right', 'below']), LAPTOP);
  expect(folded).toMatchObject({ left: { now: 932 }, right: { now: BAR }, below: { now: BAR } });
});

const size = fc.record({ width: fc.integer({ min: 1, max: 4000 }), height: fc.integer({ min: 1, max: 3000 }) });
const wanted = fc.record(Object.fromEntries(PANES.map((pane) => [pane, fc.double({ noNaN: true })])), { requiredKeys: [] });

test('whatever was chosen, no panel is below its least, and a window that has room for the least of all leaves the canvas its own', () => {
  fc.assert(
    fc.property(wanted, fc.subarray([...FOLDABLE]), size, (wanted, folded, window) => {
      const sizes = paneSizes(wanted, new Set(folded), window);
      for (const pane of PANES) {
        const { now, least, most } = sizes[pane];
        expect(least).toBe(folded.some((each) => each === pane) ? BAR : LEAST[pane]);
        expect(now).toBeGreaterThanOrEqual(least);
        expect(now).toBeLessThanOrEqual(most);
        expect(Number.isInteger(now)).toBe(true);
      }
      if (window.width >= 320 + LEAST.left + LEAST.right)
        expect(window.width - sizes.left.now - sizes.right.now).toBeGreaterThanOrEqual(320);
      if (window.height >= 72 + 168 + LEAST.below) expect(window.height - 72 - sizes.below.now).toBeGreaterThanOrEqual(168);
      if (window.width >= 400 + LEAST.curves + LEAST.findings)
        expect(window.width - sizes.curves.now - sizes.findings.now).toBeGreaterThanOrEqual(400);
    }),
  );
});
