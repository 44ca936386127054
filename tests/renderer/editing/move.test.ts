import { expect, test } from 'vitest';
import type { Document } from '../../../core/document/document.ts';
import { apply } from '../../../core/document/edits.ts';
import { moveBy, moveThings } from '../../../renderer/editing/move.ts';
import { shownGroup, shownNote, shownOf } from '../../../renderer/editing/shown.ts';
import { done, drawn, place } from '../../helpers/drawn-network.ts';

const DRAWN: Document = {
  ...drawn('a:ReLU > b:ReLU > c:ReLU > d:ReLU'),
  groups: [
    { id: 'shut', name: 'Shut', nodes: ['a', 'b'], collapsed: true },
    { id: 'open', name: 'Open', nodes: ['c'] },
  ],
  notes: [
    { id: 'in', text: 'In', position: [392, -40], size: [96, 40] },
    { id: 'off', text: 'Off', position: [0, 300] },
  ],
};
const notePlaces = ({ notes }: Document) => (notes as { position: unknown }[]).map(({ position }) => position);

test('blocks and notes go to their places, a collapsed group takes its blocks along, all in one edit', () => {
  const edit = moveThings(
    DRAWN,
    new Map([
      [shownGroup('shut'), [40, 80]],
      ['d', [600, 8]],
      [shownNote('off'), [4, 4]],
    ]),
  )!;
  const after = done(DRAWN, edit);
  expect(['a', 'b', 'c', 'd'].map((id) => place(after, id))).toEqual([
    [40, 80],
    [236, 80],
    [392, 0],
    [600, 8],
  ]);
  expect(notePlaces(after)).toEqual([
    [392, -40],
    [4, 4],
  ]);
  expect(JSON.stringify(apply(after, apply(DRAWN, edit).inverse).document)).toBe(JSON.stringify(DRAWN));
});

test('a frame takes along what is in it, but for what is moved by itself', () => {
  const {
    position: [x, y],
  } = shownOf(DRAWN).byId.get(shownGroup('open'))!;
  const places = new Map<string, readonly [number, number]>([
    ['c', [1000, 0]],
    [shownGroup('open'), [x + 40, y]],
  ]);
  const after = done(DRAWN, moveThings(DRAWN, places));
  expect(place(after, 'c')).toEqual([1000, 0]);
  expect(notePlaces(after)[0]).toEqual([432, -40]);
});

test('what stands there already is no edit', () => {
  const places = [...shownOf(DRAWN).byId.values()].map(({ id, position }) => [id, position] as const);
  expect(moveThings(DRAWN, new Map(places))).toBeNull();
  expect(moveThings(DRAWN, new Map([['gone', [0, 0]]]))).toBeNull();
});

test('a step of the arrow keys moves what is chosen, to the grid', () => {
  const after = done(DRAWN, moveBy(DRAWN, { nodes: ['d'], notes: ['off'] }, [5, -4]));
  expect(place(after, 'd')).toEqual([592, -4]);
  expect(notePlaces(after)[1]).toEqual([4, 296]);
  expect(moveBy(DRAWN, { nodes: [] }, [4, 0])).toBeNull();
});
