import { describe, expect, test } from 'vitest';
import type { Document } from '../../../core/document/document.ts';
import { apply } from '../../../core/document/edits.ts';
import { LESSONS } from '../../../core/lessons/index.ts';
import { flowEdges, flowNodes, movedPlaces } from '../../../renderer/canvas/flow.ts';

const document = LESSONS[0]!.document;
const label = (from: string, to: string) => `${from} to ${to}`;

describe('the document as the flow draws it', () => {
  test('names every block by its name and its layer', () => {
    expect(flowNodes(document, [], []).map(({ ariaLabel }) => ariaLabel)).toEqual(
      document.nodes.map(({ name, layer }) => `${name}, ${layer}`),
    );
  });

  test('keeps every block that an edit did not touch, and what was measured of the one it did', () => {
    const before = flowNodes(document, [], []).map((node) => ({ ...node, measured: { width: 132, height: 60 } }));
    const { id } = document.nodes[1]!;
    const after = flowNodes(apply(document, { edit: 'rename', node: id, name: 'renamed' }).document, before, []);
    after.forEach((node, index) => (node.id === id ? expect(node).not.toBe(before[index]) : expect(node).toBe(before[index])));
    expect(after[1]).toMatchObject({ ariaLabel: 'renamed, Linear', measured: { width: 132 } });
  });

  test('marks what is selected, and nothing else anew', () => {
    const before = flowNodes(document, [], []);
    const after = flowNodes(document, before, [document.nodes[2]!.id]);
    expect(after.map(({ selected }) => selected)).toEqual(document.nodes.map((_, index) => index === 2));
    expect(after[0]).toBe(before[0]);
  });

  test('shows an id once and no wire without ends, whatever a file holds', () => {
    const twice: Document = {
      ...document,
      nodes: [...document.nodes, document.nodes[0]!],
      edges: [...document.edges, document.edges[0]!, { from: ['nowhere', 'out'], to: [document.nodes[1]!.id, 'in'] }],
    };
    expect(flowNodes(twice, [], [])).toHaveLength(document.nodes.length);
    expect(flowEdges(twice, [], [], label)).toHaveLength(document.edges.length);
  });

  test('names a wire by the blocks at its ends', () => {
    expect(flowEdges(document, [], [], label)[0]!.ariaLabel).toBe(`${document.nodes[0]!.name} to ${document.nodes[1]!.name}`);
  });

  test('tells the blocks that a hand has moved', () => {
    const nodes = flowNodes(document, [], []);
    expect(movedPlaces(document, nodes)).toEqual(new Map());
    const moved = nodes.map((node, index) => (index === 1 ? { ...node, position: { x: 8, y: 16 } } : node));
    expect(movedPlaces(document, moved)).toEqual(new Map([[document.nodes[1]!.id, [8, 16]]]));
  });
});
