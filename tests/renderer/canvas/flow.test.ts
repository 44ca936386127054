import { describe, expect, test } from 'vitest';
import type { Document } from '../../../core/document/document.ts';
import { apply, type Edit } from '../../../core/document/edits.ts';
import { LESSONS } from '../../../core/lessons/index.ts';
import { chosenIn, flowEdges, flowNodes, movedPlaces, type CanvasNode, type Chosen } from '../../../renderer/canvas/flow.ts';
import { shownGroup, shownNote, shownOf } from '../../../renderer/editing/shown.ts';

const document = LESSONS[0]!.document;
const ids = document.nodes.map(({ id }) => id);
const label = (from: string, to: string) => `${from} to ${to}`;
const NOTHING: Chosen = { nodes: [], notes: [] };

const edited = (...edits: Edit[]): Document => edits.reduce((before, edit) => apply(before, edit).document, document);
const inner = ids.slice(1, 4);
const grouped = edited({ edit: 'group', group: { id: 'g1', name: 'Block', nodes: inner } });
const collapsed = edited({ edit: 'group', group: { id: 'g1', name: 'Block', nodes: inner, collapsed: true } });
const noted = edited({ edit: 'note', note: { id: 'n1', text: 'Watch\nthe first layer', position: [8, 16] } });

function flowOf(drawn: Document, chosen: Chosen = NOTHING, before: readonly CanvasNode[] = []): CanvasNode[] {
  return flowNodes(drawn, shownOf(drawn), before, chosen);
}

const find = (nodes: readonly CanvasNode[], id: string) => nodes.find((node) => node.id === id);

describe('the document as the flow draws it', () => {
  test('names every block by its name and its layer, and says which is out of use', () => {
    expect(flowOf(document).map(({ ariaLabel }) => ariaLabel)).toEqual(document.nodes.map(({ name, layer }) => `${name}, ${layer}`));
    const { id, name, layer } = document.nodes[2]!;
    const nodes = flowOf(edited({ edit: 'bypass', nodes: [id], bypassed: true }));
    expect(find(nodes, id)?.ariaLabel).toBe(`${name}, ${layer}, bypassed`);
  });

  test('keeps every block that an edit did not touch, and what was measured of the one it did', () => {
    const before = flowOf(document).map((node) => ({ ...node, measured: { width: 132, height: 60 } }) as CanvasNode);
    const { id } = document.nodes[1]!;
    const after = flowOf(edited({ edit: 'rename', node: id, name: 'renamed' }), NOTHING, before);
    after.forEach((node, index) => (node.id === id ? expect(node).not.toBe(before[index]) : expect(node).toBe(before[index])));
    expect(after[1]).toMatchObject({ ariaLabel: 'renamed, Linear', measured: { width: 132 } });
  });

  test('marks what is selected, and nothing else anew', () => {
    const before = flowOf(document);
    const after = flowOf(document, { nodes: [ids[2]!], notes: [] }, before);
    expect(after.map(({ selected }) => selected)).toEqual(ids.map((_, index) => index === 2));
    expect(after[0]).toBe(before[0]);
  });

  test('shows an id once and no wire without ends, whatever a file holds', () => {
    const twice: Document = {
      ...document,
      nodes: [...document.nodes, document.nodes[0]!],
      edges: [...document.edges, document.edges[0]!, { from: ['nowhere', 'out'], to: [ids[1]!, 'in'] }],
    };
    expect(flowOf(twice)).toHaveLength(document.nodes.length);
    expect(flowEdges(shownOf(twice), [], [], label)).toHaveLength(document.edges.length);
    const claimed: Document = { ...collapsed, nodes: [...collapsed.nodes, { ...collapsed.nodes[0]!, id: shownGroup('g1') }] };
    expect(flowOf(claimed).filter(({ id }) => id === shownGroup('g1'))).toHaveLength(1);
  });

  test('names a wire by the blocks at its ends, also by those that a group hides', () => {
    const names = (drawn: Document) => flowEdges(shownOf(drawn), [], [], label).map(({ ariaLabel }) => ariaLabel);
    expect(names(document)[0]).toBe(`${document.nodes[0]!.name} to ${document.nodes[1]!.name}`);
    expect(names(collapsed)[0]).toBe(names(document)[0]);
  });

  test('keeps a wire that stays where it is, and leads it to the group that hides its end', () => {
    const before = flowEdges(shownOf(document), [], [], label);
    expect(flowEdges(shownOf(grouped), before, [], label)).toEqual(before);
    flowEdges(shownOf(grouped), before, [], label).forEach((wire, index) => expect(wire).toBe(before[index]));
    const [first] = flowEdges(shownOf(collapsed), before, [], label);
    expect(first).toMatchObject({ id: before[0]!.id, source: ids[0], target: shownGroup('g1') });
  });
});

describe('a group as the flow draws it', () => {
  test('is one block while it is collapsed, and a frame below its blocks while it is open', () => {
    const folded = flowOf(collapsed);
    expect(folded).toHaveLength(document.nodes.length - 2);
    expect(find(folded, shownGroup('g1'))).toMatchObject({ type: 'folded', ariaLabel: 'Block, group of 3 blocks' });
    const open = flowOf(grouped);
    expect(open).toHaveLength(document.nodes.length + 1);
    expect(find(open, shownGroup('g1'))).toMatchObject({ type: 'frame', ariaLabel: 'Block, group of 3 blocks, expanded' });
    expect(find(open, shownGroup('g1'))!.zIndex).toBeLessThan(0);
  });

  test('is told as many times as it repeats', () => {
    const twice = {
      ...document,
      nodes: document.nodes.slice(0, 5).map((node) => ({ ...node, settings: {} })),
      edges: document.edges.slice(0, 4),
    };
    const repeating = apply(twice, { edit: 'group', group: { id: 'g1', name: 'Block', nodes: ids.slice(1, 5) } }).document;
    expect(find(flowOf(repeating), shownGroup('g1'))).toMatchObject({
      data: { repeats: 2 },
      ariaLabel: 'Block, group of 4 blocks, 2 repeats, expanded',
    });
  });

  test('lies above the frame that it is in', () => {
    const nested = apply(grouped, { edit: 'group', group: { id: 'g2', name: 'Outer', nodes: ids.slice(0, 5) } }).document;
    const nodes = flowOf(nested);
    expect(find(nodes, shownGroup('g2'))!.zIndex).toBeLessThan(find(nodes, shownGroup('g1'))!.zIndex!);
  });

  test('is selected as a frame with all its blocks, collapsed with any of them', () => {
    const marked = (drawn: Document, nodes: readonly string[]) => find(flowOf(drawn, { nodes, notes: [] }), shownGroup('g1'))!.selected;
    expect([marked(grouped, inner), marked(grouped, inner.slice(1))]).toEqual([true, false]);
    expect([marked(collapsed, inner), marked(collapsed, inner.slice(1)), marked(collapsed, [])]).toEqual([true, true, false]);
  });

  test('stands for all its blocks when it is chosen, or for those that were chosen before', () => {
    const group = flowOf(collapsed).filter(({ type }) => type === 'folded');
    expect(chosenIn(group, NOTHING).nodes).toEqual(inner);
    expect(chosenIn(group, { nodes: [inner[1]!], notes: [] }).nodes).toEqual([inner[1]]);
    expect(
      chosenIn(
        flowOf(grouped).filter(({ type }) => type === 'frame'),
        NOTHING,
      ).nodes,
    ).toEqual([]);
  });
});

describe('a note as the flow draws it', () => {
  test('is named by its first words and lies below all else', () => {
    const note = find(flowOf(noted), shownNote('n1'))!;
    expect(note).toMatchObject({ type: 'note', position: { x: 8, y: 16 }, ariaLabel: 'Note: Watch the first layer' });
    expect(note.zIndex).toBeLessThan(0);
  });

  test('is chosen as a note', () => {
    const nodes = flowOf(noted, { nodes: [], notes: ['n1'] });
    expect(nodes.filter(({ selected }) => selected).map(({ id }) => id)).toEqual([shownNote('n1')]);
    expect(
      chosenIn(
        nodes.filter(({ selected }) => selected),
        NOTHING,
      ),
    ).toEqual({ nodes: [], notes: ['n1'] });
  });
});

test('tells what a hand has moved, blocks, groups and notes', () => {
  const drawn = apply(collapsed, { edit: 'note', note: { id: 'n1', text: '', position: [0, 0] } }).document;
  const shown = shownOf(drawn);
  const nodes = flowNodes(drawn, shown, [], NOTHING);
  expect(movedPlaces(shown, nodes)).toEqual(new Map());
  const moved = nodes.map((node) => (node.id === ids[0] ? node : { ...node, position: { x: 8, y: 16 } }) as CanvasNode);
  expect([...movedPlaces(shown, moved).keys()].sort()).toEqual([...nodes.map(({ id }) => id).filter((id) => id !== ids[0])].sort());
});
