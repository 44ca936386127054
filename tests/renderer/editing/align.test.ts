import { describe, expect, test } from 'vitest';
import type { Document } from '../../../core/document/document.ts';
import { SIDES, align, distribute, type Side } from '../../../renderer/editing/align.ts';
import { done, drawn, place } from '../../helpers/drawn-network.ts';

/** Three blocks of 132 × 60, none in line with another. */
const THREE = done(drawn('a:ReLU', 'b:ReLU', 'c:ReLU'), {
  edit: 'move',
  positions: new Map<string, readonly [number, number]>([
    ['a', [0, 0]],
    ['b', [200, 100]],
    ['c', [600, 20]],
  ]),
});
const all = { nodes: ['a', 'b', 'c'] };
const places = (document: Document) => ['a', 'b', 'c'].map((id) => place(document, id));

describe('aligning', () => {
  test.each<[Side, [number, number][]]>([
    [
      'left',
      [
        [0, 0],
        [0, 100],
        [0, 20],
      ],
    ],
    [
      'centre',
      [
        [300, 0],
        [300, 100],
        [300, 20],
      ],
    ],
    [
      'right',
      [
        [600, 0],
        [600, 100],
        [600, 20],
      ],
    ],
    [
      'top',
      [
        [0, 0],
        [200, 0],
        [600, 0],
      ],
    ],
    [
      'middle',
      [
        [0, 52],
        [200, 52],
        [600, 52],
      ],
    ],
    [
      'bottom',
      [
        [0, 100],
        [200, 100],
        [600, 100],
      ],
    ],
  ])('to the %s moves along one axis only', (side, expected) => expect(places(done(THREE, align(THREE, all, side)))).toEqual(expected));

  test('a second time changes nothing', () => {
    for (const side of SIDES) {
      const once = done(THREE, align(THREE, all, side));
      expect(align(once, all, side)).toBeNull();
    }
  });

  test('takes two', () => expect(align(THREE, { nodes: ['a'] }, 'left')).toBeNull());

  test('takes notes by their own size', () => {
    const document: Document = { ...THREE, notes: [{ id: 'note1', text: '', position: [40, 300], size: [300, 80] }] };
    const after = done(document, align(document, { nodes: ['a'], notes: ['note1'] }, 'right'));
    expect(place(after, 'a')).toEqual([208, 0]);
    expect(after.notes).toBe(document.notes);
  });

  test('takes a collapsed group as one block, and an open one as its frame', () => {
    const shut: Document = { ...THREE, groups: [{ id: 'g', name: 'Block', nodes: ['b', 'c'], collapsed: true }] };
    expect(places(done(shut, align(shut, all, 'left')))).toEqual([
      [0, 0],
      [0, 100],
      [400, 20],
    ]);
    const open: Document = { ...shut, groups: [{ id: 'g', name: 'Block', nodes: ['b', 'c'] }] };
    expect(places(done(open, align(open, all, 'left')))).toEqual([
      [0, 0],
      [16, 100],
      [416, 20],
    ]);
  });

  test('within an open group, chosen alone, takes its blocks', () => {
    const open: Document = { ...THREE, groups: [{ id: 'g', name: 'Block', nodes: ['b', 'c'] }] };
    expect(places(done(open, align(open, { nodes: ['b', 'c'] }, 'top')))).toEqual([
      [0, 0],
      [200, 20],
      [600, 20],
    ]);
  });
});

describe('distributing', () => {
  test('leaves the outermost two and makes the gaps equal', () => {
    expect(places(done(THREE, distribute(THREE, all, 'horizontally')))).toEqual([
      [0, 0],
      [300, 100],
      [600, 20],
    ]);
    expect(places(done(THREE, distribute(THREE, all, 'vertically')))).toEqual([
      [0, 0],
      [200, 100],
      [600, 52],
    ]);
  });

  test('takes three', () => expect(distribute(THREE, { nodes: ['a', 'b'] }, 'horizontally')).toBeNull());

  test('counts sizes: the gaps are equal, not the steps', () => {
    const document: Document = { ...THREE, notes: [{ id: 'note1', text: '', position: [240, 100], size: [200, 80] }] };
    const after = done(document, distribute(document, { nodes: ['a', 'c'], notes: ['note1'] }, 'horizontally'));
    // 600 - 132 is the room between the two, 200 of it the note's
    expect((after.notes as { position: unknown }[])[0]!.position).toEqual([268, 100]);
  });
});
