import { describe, expect, test } from 'vitest';
import type { Point } from '../../../core/document/spacing.ts';
import { roomBehind } from '../../../core/repairs/room.ts';

const places = (entries: Record<string, Point>) => new Map(Object.entries(entries));

describe('room for a block', () => {
  test('that is there is taken, and nothing moves', () => {
    const wide = places({ a: [0, 0], b: [600, 0] });
    expect(roomBehind(wide, [0, 0], [600, 0])).toEqual({ place: [196, 0], moved: new Map() });
  });

  test('is made by moving on what follows in the row, and what that would run into', () => {
    const row = places({ a: [0, 0], b: [196, 0], below: [392, 60], under: [588, 120], left: [0, 132], next: [196, 132] });
    expect(roomBehind(row, [0, 0], [196, 0])).toEqual({
      place: [196, 0],
      moved: places({ b: [392, 0], below: [588, 60], under: [784, 120] }),
    });
  });

  test('at the end of a row is right of it, though the wire leads back to the next row', () => {
    expect(roomBehind(places({ a: [784, 0], b: [0, 132] }), [784, 0], [0, 132]).place).toEqual([980, 0]);
  });

  test('in a column is below, and what follows there moves down', () => {
    const column = places({ a: [0, 0], b: [0, 132], c: [0, 264], beside: [196, 132] });
    expect(roomBehind(column, [0, 0], [0, 132])).toEqual({ place: [0, 132], moved: places({ b: [0, 264], c: [0, 396] }) });
  });
});
