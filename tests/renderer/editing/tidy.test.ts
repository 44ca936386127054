import { describe, expect, test } from 'vitest';
import { LESSONS } from '../../../core/lessons/index.ts';
import type { Document } from '../../../core/document/document.ts';
import { collide } from '../../../renderer/editing/block.ts';
import { overlap } from '../../../renderer/editing/box.ts';
import { shownOf } from '../../../renderer/editing/shown.ts';
import { blocksPerRow } from '../../../renderer/editing/rows.ts';
import { tidied } from '../../../renderer/editing/tidy.ts';
import { done, place } from '../../helpers/drawn-network.ts';

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

  test('lays blocks out whatever their ids, and leaves the objects of the language alone', () => {
    const wires = (id: string) => [`a>${id}`, `${id}>b`, `${id}>c`, 'b>d', 'c>d'];
    expect(places(graph(wires('__proto__')))).toEqual(places(graph(wires('plain'))));
    expect(Object.keys(Object.prototype)).toEqual([]);
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

describe('tidy with groups and notes', () => {
  const group = (id: string, nodes: string[], collapsed = false) => ({ id, name: id, nodes, ...(collapsed ? { collapsed } : {}) });
  const chain = graph(['a>b', 'b>c', 'c>d', 'd>e', 'e>f', 'f>g', 'g>h']);
  const spread = done(chain, {
    edit: 'move',
    positions: new Map(chain.nodes.map(({ id }, index) => [id, [(index % 3) * 160, index * 90]])),
  });
  const boxes = (document: Document) => {
    const { blocks, groups, notes, frames } = shownOf(document);
    return { things: [...blocks, ...groups, ...notes], frames };
  };
  const expectApart = (document: Document) => {
    const { things } = boxes(document);
    things.forEach((one, index) => {
      for (const other of things.slice(index + 1)) expect(overlap(one, other), `${one.id} ${other.id}`).toBe(false);
    });
  };

  test('lays a collapsed group out as one block, and its blocks keep their places in it', () => {
    const document = { ...spread, groups: [group('g', ['c', 'd', 'e'], true)] };
    const after = done(document, tidied(document));
    const shown = shownOf(after);
    expect(['a', 'b', 'c', 'f', 'g', 'h'].map((id) => shown.ofNode.get(id)!.position)).toEqual([
      [0, 0],
      [196, 0],
      [392, 0],
      [588, 0],
      [784, 0],
      [0, 132],
    ]);
    const way = (of: Document, from: string, to: string) => place(of, to)[0] - place(of, from)[0];
    for (const id of ['d', 'e']) expect(way(after, 'c', id)).toBe(way(document, 'c', id));
  });

  test('keeps the blocks of an open group together, and nothing else in its frame', () => {
    const document = { ...spread, groups: [group('g', ['c', 'd', 'e']), group('in', ['d', 'e'])] };
    const after = done(document, tidied(document));
    expectApart(after);
    const { things, frames } = boxes(after);
    for (const frame of frames)
      for (const thing of things) {
        const isMember = frame.nodes.some(({ id }) => id === thing.id);
        expect(overlap(frame, thing), `${frame.id} ${thing.id}`).toBe(isMember);
      }
  });

  test('has the wires into and out of a frame level', () => {
    const document = { ...spread, groups: [group('g', ['c', 'd'])] };
    const after = done(document, tidied(document));
    expect(['a', 'b', 'c', 'd'].map((id) => place(after, id)[1])).toEqual([44, 44, 44, 44]);
  });

  test('takes notes along with the blocks that they stand next to, and covers none', () => {
    const document: Document = {
      ...spread,
      notes: [
        { id: 'n1', text: 'below h, to the left', position: [20, 700], size: [96, 48] },
        { id: 'n2', text: 'above a', position: [0, -60], size: [96, 48] },
      ],
    };
    const after = done(document, tidied(document));
    expectApart(after);
    const { byId } = shownOf(after);
    const apart = (note: string, block: string) => {
      const [[x, y], [right, down]] = [byId.get(note)!.position, place(after, block)];
      return Math.hypot(x - right, y - down);
    };
    expect(apart('note:n2', 'a')).toBeLessThan(80);
    expect(apart('note:n1', 'h')).toBeLessThan(250);
  });

  test('leaves what is to be kept where it is, and the others stand around it without touching', () => {
    const document = { ...spread, groups: [group('g', ['f', 'g'])] };
    for (const keep of [['c'], ['a', 'd', 'h'], ['f']]) {
      const after = done(document, tidied(document, { keep: new Set(keep) }));
      expectApart(after);
      for (const id of keep) expect(place(after, id), id).toEqual(place(document, id));
      if (keep.includes('f')) expect(place(after, 'g')).toEqual(place(document, 'g'));
    }
    expect(tidied(document, { keep: new Set(document.nodes.map(({ id }) => id)) })).toBeNull();
  });

  test('is nothing where all is tidy', () => {
    const document = { ...spread, groups: [group('g', ['c', 'd', 'e']), group('s', ['g', 'h'], true)] };
    const once = done(document, tidied(document));
    expect(tidied(once)).toBeNull();
  });

  test('of groups that feed each other to and fro comes to an end', () => {
    const document = { ...chain, groups: [group('one', ['a', 'c', 'e'], true), group('two', ['b', 'd', 'f'])] };
    expectApart(done(document, tidied(document)));
  });
});
