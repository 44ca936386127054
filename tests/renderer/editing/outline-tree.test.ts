import { describe, expect, test } from 'vitest';
import type { Document } from '../../../core/document/document.ts';
import { lineOf, outlineTree, type OutlineLine } from '../../../renderer/editing/outline-tree.ts';
import { done, drawn } from '../../helpers/drawn-network.ts';

const CHAIN = drawn('x:Input > a1:Linear > b1:ReLU > a2:Linear > b2:ReLU > loss:CrossEntropyLoss');
const RESIDUAL = drawn('x:Input > f1:Linear > r1:ReLU > s1:Add > loss:CrossEntropyLoss', 'x > s1.in2');
const grouped = (document: Document, id: string, nodes: readonly string[], collapsed = false) =>
  done(document, { edit: 'group', group: { id, name: `Block ${id}`, nodes: [...nodes], ...(collapsed ? { collapsed } : {}) } });
const told = (lines: readonly OutlineLine[]) => lines.map(({ level, key }) => `${'  '.repeat(level - 1)}${key}`);

describe('the outline', () => {
  test('tells blocks in the order of the data, whatever their order in the file', () => {
    const shuffled = { ...CHAIN, nodes: CHAIN.nodes.toReversed() };
    expect(told(outlineTree(shuffled))).toEqual(['x', 'a1', 'b1', 'a2', 'b2', 'loss']);
  });

  test('says what a block feeds besides the next one', () => {
    const [x, f1] = outlineTree(RESIDUAL);
    expect(x).toMatchObject({ alsoFeeds: ['s1'], feedsNext: true });
    expect(f1).toMatchObject({ alsoFeeds: [], feedsNext: true });
  });

  test('tells the blocks of a group below it, in groups as deep as they lie', () => {
    const document = grouped(grouped(CHAIN, 'outer', ['a1', 'b1', 'a2', 'b2']), 'inner', ['a2', 'b2']);
    expect(told(outlineTree(document))).toEqual(['x', 'group:outer', '  a1', '  b1', '  group:inner', '    a2', '    b2', 'loss']);
    expect(outlineTree(document)[4]).toMatchObject({ position: 3, siblings: 3, parent: 'group:outer', open: true });
  });

  test('hides what a collapsed group hides on the canvas, and finds the group for it', () => {
    const document = grouped(CHAIN, 'g', ['a1', 'b1', 'a2', 'b2'], true);
    const lines = outlineTree(document);
    expect(told(lines)).toEqual(['x', 'group:g', 'loss']);
    expect(lines[1]).toMatchObject({ open: false, repeats: 2 });
    expect(lineOf(document, lines, 'b2')).toBe(lines[1]);
    expect(lineOf(document, lines, 'loss')).toBe(lines[2]);
  });

  test('tells the wires of a block that is opened, those that arrive first', () => {
    const lines = outlineTree(RESIDUAL, new Set(['s1']));
    const below = lines.filter(({ parent }) => parent === 's1');
    expect(below.map((line) => line.kind === 'wire' && `${line.side} ${line.other.name}`)).toEqual(['in r1', 'in x', 'out loss']);
    expect(below.map(({ position, siblings }) => `${position}/${siblings}`)).toEqual(['1/3', '2/3', '3/3']);
  });

  test('ends with the notes', () => {
    const document = done(CHAIN, { edit: 'note', note: { id: 'n1', text: 'Why so deep?', position: [0, -200] } });
    expect(outlineTree(document).at(-1)).toMatchObject({ kind: 'note', position: 7, siblings: 7, level: 1 });
  });

  test('never names two lines alike, even if a file names a wire, a block or a group twice', () => {
    const document = grouped(RESIDUAL, 'g', ['f1', 'r1']);
    const hostile: Document = {
      ...document,
      nodes: [...document.nodes, document.nodes[0]!],
      edges: [...document.edges, document.edges[0]!],
      groups: [...document.groups!, ...document.groups!, { id: 'h', name: 'Across', nodes: ['r1', 's1', 'nothing'] }],
    };
    const keys = outlineTree(hostile, new Set(['x', 'f1'])).map(({ key }) => key);
    expect(new Set(keys).size).toBe(keys.length);
    expect(keys).toEqual(expect.arrayContaining(['x', 'f1', 'r1', 's1', 'loss']));
  });
});
