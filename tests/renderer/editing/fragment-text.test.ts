import { describe, expect, test } from 'vitest';
import type { Document } from '../../../core/document/document.ts';
import { parseDocument } from '../../../core/document/parse-document.ts';
import { printDocument } from '../../../core/document/print-document.ts';
import { LESSONS } from '../../../core/lessons/index.ts';
import { fragmentOf, paste } from '../../../renderer/editing/fragment.ts';
import { parseFragment, printFragment } from '../../../renderer/editing/fragment-text.ts';
import { done, drawn, wires } from '../../helpers/drawn-network.ts';

const DRAWN: Document = {
  ...drawn('x:Input > fc:Linear > act:ReLU > head:Linear'),
  groups: [{ id: 'g1', name: 'Block 1', nodes: ['fc', 'act'], collapsed: true }],
  notes: [{ id: 'note1', text: 'Wide\nenough', position: [0, 100] }],
};

describe('a fragment as text', () => {
  test('is read as the same fragment', () => {
    const fragment = fragmentOf(DRAWN, ['fc', 'act'], ['note1']);
    expect(fragment.outside).toHaveLength(2);
    expect(parseFragment(printFragment(fragment))).toEqual(fragment);
  });

  test('is a document that can be opened', () => {
    const document = parseDocument('fragment', printFragment(fragmentOf(DRAWN, ['fc', 'act'], ['note1'])));
    expect(wires(document)).toEqual(['fc > act']);
    expect(document.groups).toEqual(DRAWN.groups);
  });

  test('of a whole document is all of it', () => {
    const { document } = LESSONS[0]!;
    const fragment = parseFragment(printDocument(document))!;
    expect(fragment.nodes).toEqual(document.nodes);
    expect(fragment.edges).toEqual(document.edges);
  });
});

test.each([
  '',
  'fc1',
  '{',
  '[]',
  'null',
  '{"a": 1}',
  '{"format":"gradscape"}',
  '{"format":"gradscape","version":1,"name":"","nodes":7,"edges":[]}',
])('foreign text is none: %s', (text) => expect(parseFragment(text)).toBeNull());

describe('of what no document should hold, nothing is pasted', () => {
  const parsed = (change: Record<string, unknown>) => parseFragment(JSON.stringify({ ...DRAWN, ...change }))!;

  test('no id twice: the first counts', () => {
    const { nodes } = parsed({ nodes: [...DRAWN.nodes, { ...DRAWN.nodes[0], name: 'again' }] });
    expect(nodes.map(({ name }) => name)).toEqual(['x', 'fc', 'act', 'head']);
  });

  test('no wire to nothing, no second wire at an input', () => {
    const edges = [...DRAWN.edges, { from: ['x', 'out'], to: ['gone', 'in'] }, { from: ['x', 'out'], to: ['head', 'in'] }];
    expect(parsed({ edges }).edges).toEqual(DRAWN.edges);
  });

  test('no circle', () => {
    const circle = drawn('a:Add > b:ReLU > c:ReLU > a', 'c > a.in2', 'd:ReLU > d');
    const pasted = parseFragment(printDocument(circle))!;
    expect(wires({ ...circle, edges: [...pasted.edges] })).toEqual(['a > b', 'b > c']);
  });

  test('no groups that cut each other, that are empty, or whose blocks are not there', () => {
    const groups = [
      { id: 'g1', name: 'One', nodes: ['fc', 'act', 'gone'] },
      { id: 'g2', name: 'Cut', nodes: ['act', 'head'] },
      { id: 'g3', name: 'None', nodes: ['gone'] },
      { id: 'g1', name: 'Id again', nodes: ['fc'] },
      { id: 'g4', name: 'In', nodes: ['fc', 'fc'] },
    ];
    expect(parsed({ groups }).groups).toEqual([
      { id: 'g1', name: 'One', nodes: ['fc', 'act'] },
      { id: 'g4', name: 'In', nodes: ['fc'] },
    ]);
  });

  test('no outside wire that is none', () => {
    const edge = { from: ['x', 'out'], to: ['far', 'in'] };
    const outside = [
      { edge, name: 'far', layer: 'ReLU' },
      { edge: { from: ['x', 'out'], to: ['fc', 'in'] }, name: 'fc', layer: 'Linear' },
      { edge: { from: ['p', 'out'], to: ['q', 'in'] }, name: 'p', layer: 'ReLU' },
      { edge: { from: 'x', to: ['far', 'in'] }, name: 'far', layer: 'ReLU' },
      { edge, name: 7, layer: 'ReLU' },
      null,
      'x',
    ];
    expect(parsed({ outside }).outside).toEqual([{ edge, name: 'far', layer: 'ReLU' }]);
    expect(parsed({ outside: 'none' }).outside).toEqual([]);
  });

  test('a long chain is read without losing a wire', () => {
    const chain = drawn(Array.from({ length: 3_000 }, (_, index) => `n${index}:ReLU`).join(' > '));
    expect(parseFragment(printDocument(chain))!.edges).toHaveLength(2_999);
  });
});

test('between two documents a fragment goes as text', () => {
  const other = drawn('x:Input');
  const fragment = parseFragment(printFragment(fragmentOf(DRAWN, ['fc', 'act'])))!;
  const after = done(other, paste(other, fragment, { withWires: true }).edit);
  expect(wires(after)).toEqual(['fc > act', 'x > fc']);
});
