import { describe, expect, test } from 'vitest';
import { LESSONS } from '../../../core/lessons/index.ts';
import type { Document } from '../../../core/document/document.ts';
import { collide } from '../../../renderer/editing/block.ts';
import { blocksPerRow, tidied } from '../../../renderer/editing/tidy.ts';
import { done } from '../../helpers/drawn-network.ts';

function graph(wires: readonly string[]): Document {
  const ids = [...new Set(wires.flatMap((wire) => wire.split('>')))];
  return {
    format: 'gradscape',
    version: 1,
    name: 'graph',
    nodes: ids.map((id) => ({ id, layer: 'ReLU', name: id, settings: {}, position: [0, 0] })),
    edges: wires.map((wire) => {
      const [from, to] = wire.split('>') as [string, string];
      return { from: [from, 'out'], to: [to, 'in'] };
    }),
    training: {},
  };
}

const places = (document: Document, perRow?: number) => done(document, tidied(document, { perRow })).nodes.map(({ position }) => position);

describe('tidy', () => {
  test('lays a chain in rows of five', () => {
    expect(places(graph(['a>b', 'b>c', 'c>d', 'd>e', 'e>f']))).toEqual([
      [0, 0],
      [196, 0],
      [392, 0],
      [588, 0],
      [784, 0],
      [0, 132],
    ]);
  });

  test('takes a chain with shortcuts for a chain', () => {
    const chain = ['a>b', 'b>c', 'c>d'];
    expect(places(graph([...chain, 'a>c', 'a>d', 'b>d']))).toEqual(places(graph(chain)));
  });

  test('sets branches one above the other', () => {
    const document = graph(['a>b', 'a>c', 'b>d', 'c>d']);
    const [a, b, c, d] = places(document);
    expect(b![0]).toBe(c![0]);
    expect(b![1]).not.toBe(c![1]);
    expect(a![0]).toBeLessThan(b![0]);
    expect(d![0]).toBeGreaterThan(b![0]);
  });

  test('folds a long branching network into bands no wider than five blocks', () => {
    const wires = Array.from({ length: 8 }, (_, i) => [`s${i}>l${i}`, `s${i}>r${i}`, `l${i}>s${i + 1}`, `r${i}>s${i + 1}`]).flat();
    expect(Math.max(...places(graph(wires)).map(([x]) => x))).toBe(4 * 196);
  });

  test('sets as many in a row as show a large network largest', () => {
    expect(blocksPerRow(9, 920, 500)).toBe(5);
    expect(blocksPerRow(60, 800, 350)).toBeGreaterThan(8);
    expect(blocksPerRow(60, 350, 2000)).toBe(5);
    const chain = graph(Array.from({ length: 11 }, (_, index) => `b${index}>b${index + 1}`));
    expect(Math.max(...places(chain, 6).map(([x]) => x))).toBe(5 * 196);
  });

  test('ends on a circle, which an opened file may have', () => {
    expect(places(graph(['a>b', 'b>c', 'c>a']))).toHaveLength(3);
    expect(places(graph(['a>b', 'b>c', 'c>b']))).toHaveLength(3);
  });

  test.each([...LESSONS.map(({ id, document }) => [id, document] as const), ['empty', graph([])] as const])(
    'covers no block of %s with another',
    (_, document) => {
      const all = places(document);
      for (const [index, place] of all.entries()) for (const other of all.slice(index + 1)) expect(collide(place, other)).toBe(false);
    },
  );

  test('says the same twice, also of a thousand blocks', () => {
    const wires = Array.from({ length: 999 }, (_, i) => `n${i}>n${i + 1}`);
    expect(places(graph(wires))).toEqual(places(graph(wires)));
  });
});
