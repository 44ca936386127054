import { describe, expect, test } from 'vitest';
import type { Document } from '../../../core/document/document.ts';
import { BLOCK } from '../../../renderer/editing/block.ts';
import { contentsOf, endAt, nodesOf, shownGroup, shownNote, shownOf, type ShownGroup } from '../../../renderer/editing/shown.ts';
import { done, drawn } from '../../helpers/drawn-network.ts';

const RESIDUAL = drawn('x:Input > fc:Linear > act:ReLU > sum:Add > head:Linear > loss:CrossEntropyLoss', 'x > sum.in2');
const group = (id: string, nodes: string[], collapsed = true) => ({ id, name: id, nodes, ...(collapsed ? { collapsed } : {}) });
const SHUT: Document = { ...RESIDUAL, groups: [group('g', ['fc', 'act', 'sum'])] };
const OPEN: Document = { ...RESIDUAL, groups: [group('g', ['fc', 'act', 'sum'], false)] };
const wires = (document: Document) =>
  shownOf(document).wires.map((wire) => `${wire.source}[${wire.sourceHandle}] > ${wire.target}[${wire.targetHandle}]`);
const groupIn = (document: Document) => shownOf(document).groups[0]!;
const handles = ({ inputs, outputs }: ShownGroup) =>
  [inputs, outputs].map((ports) => ports.map(({ handle, wired }) => `${handle} ${wired}`));

describe('of a collapsed group the canvas shows', () => {
  test('one block in place of its own, at the top left of where they are', () => {
    const shown = shownOf(done(SHUT, { edit: 'move', positions: new Map([['act', [240, -40]]]) }));
    expect(shown.blocks.map(({ id }) => id)).toEqual(['x', 'head', 'loss']);
    expect(shown.groups.map(({ id, position, nodes }) => [id, position, nodes.length])).toEqual([['group:g', [196, -40], 3]]);
    expect(shown.frames).toEqual([]);
    expect(shown.ofNode.get('act')?.id).toBe('group:g');
  });

  test('the wires to what is outside, none of those inside', () =>
    expect(wires(SHUT)).toEqual([
      'x[out] > group:g[fc.in]',
      'group:g[sum.out] > head[in]',
      'head[out] > loss[in]',
      'x[out] > group:g[sum.in2]',
    ]));

  test('a port for each that is wired to the outside, and for each that is open', () => {
    expect(handles(groupIn(SHUT))).toEqual([['fc.in true', 'sum.in2 true'], ['sum.out true']]);
    const cut = done(SHUT, { edit: 'disconnect', edge: SHUT.edges[1]! });
    expect(handles(groupIn(cut))).toEqual([
      ['fc.in true', 'act.in false', 'sum.in2 true'],
      ['fc.out false', 'sum.out true'],
    ]);
  });

  test('a block that grows with its ports', () => {
    expect(groupIn(SHUT).size).toEqual([BLOCK.width, BLOCK.height]);
    const loose = drawn('a:Add', 'b:Add', 'c:Add', 'd:Add');
    expect(groupIn({ ...loose, groups: [group('g', ['a', 'b', 'c', 'd'])] }).size[1]).toBeGreaterThan(BLOCK.height);
  });

  test('the outermost of several', () => {
    const document = {
      ...SHUT,
      groups: [group('in', ['fc', 'act']), group('mid', ['fc', 'act', 'sum'], false), group('out', ['fc', 'act', 'sum', 'head'])],
    };
    const shown = shownOf(document);
    expect(shown.groups.map(({ id }) => id)).toEqual(['group:out']);
    expect(shown.frames).toEqual([]);
  });
});

describe('of an open group the canvas shows', () => {
  test('its blocks, and a frame around them with room for its name', () => {
    const [frame] = shownOf(OPEN).frames;
    expect(frame).toMatchObject({ id: 'group:g', depth: 0, position: [180, -44], size: [2 * 196 + 132 + 32, 60 + 32 + 28] });
    expect(wires(OPEN)).toEqual(wires(RESIDUAL));
  });

  test('frames around the frames in it, the outer ones first, and around collapsed groups', () => {
    const document = {
      ...RESIDUAL,
      groups: [group('in', ['fc', 'act']), group('mid', ['fc', 'act', 'sum'], false), group('out', ['fc', 'act', 'sum', 'head'], false)],
    };
    const { frames, groups } = shownOf(document);
    expect(frames.map(({ id, depth }) => [id, depth])).toEqual([
      ['group:out', 0],
      ['group:mid', 1],
    ]);
    expect(groups.map(({ id }) => id)).toEqual(['group:in']);
    const [out, mid] = frames;
    expect(out!.position[0]).toBe(mid!.position[0] - 16);
    expect(out!.position[1]).toBe(mid!.position[1] - 44);
  });
});

describe('from what is shown', () => {
  const shown = shownOf({ ...SHUT, notes: [{ id: 'n', text: '', position: [0, 0] }] });

  test('a handle leads back to node and port', () => {
    expect(endAt(shown, 'group:g', 'sum.in2')).toEqual(['sum', 'in2']);
    expect(endAt(shown, 'head', 'in')).toEqual(['head', 'in']);
    expect(endAt(shown, 'group:g', 'act.in')).toBeNull();
    expect(endAt(shown, 'gone', 'in')).toBeNull();
    for (const { edge, source, sourceHandle, target, targetHandle } of shown.wires) {
      expect(endAt(shown, source, sourceHandle)).toEqual(edge.from);
      expect(endAt(shown, target, targetHandle)).toEqual(edge.to);
    }
  });

  test('everything leads to its nodes', () => {
    expect(nodesOf(shown, 'group:g')).toEqual(['fc', 'act', 'sum']);
    expect(nodesOf(shownOf(OPEN), 'group:g')).toEqual(['fc', 'act', 'sum']);
    expect(nodesOf(shown, 'x')).toEqual(['x']);
    expect(nodesOf(shown, shownNote('n'))).toEqual([]);
    expect(nodesOf(shown, 'gone')).toEqual([]);
  });
});

describe('what an edit does not touch keeps its identity', () => {
  const document: Document = {
    ...SHUT,
    groups: [...SHUT.groups!, group('tail', ['head', 'loss'], false)],
    notes: [{ id: 'n', text: 'a', position: [0, 0] }],
  };
  const before = shownOf(document);

  test('all of it, if nothing that is seen has changed', () => {
    const after = shownOf(done(document, { edit: 'title', name: 'Other' }), before);
    for (const part of ['blocks', 'groups', 'frames', 'notes', 'wires'] as const) expect(after[part], part).toBe(before[part]);
  });

  test('all but the block that was moved and the frame around it', () => {
    const after = shownOf(done(document, { edit: 'move', positions: new Map([['loss', [2000, 0]]]) }), before);
    expect(after.blocks.filter((block) => !before.blocks.includes(block)).map(({ id }) => id)).toEqual(['loss']);
    expect(after.frames).not.toBe(before.frames);
    for (const part of ['groups', 'notes', 'wires'] as const) expect(after[part], part).toBe(before[part]);
  });

  test('but not a group of which a block inside has changed', () => {
    const after = shownOf(done(document, { edit: 'set', node: 'fc', setting: 'out_features', value: 8 }), before);
    expect(after.groups[0]).not.toBe(before.groups[0]);
    expect(after.groups[0]!.nodes[0]!.settings).toEqual({ out_features: 8 });
    expect(after.blocks).toBe(before.blocks);
    expect(after.wires).toBe(before.wires);
  });

  test('nor a note with other words', () => {
    const after = shownOf(done(document, { edit: 'note', note: { id: 'n', text: 'b', position: [0, 0] } }), before);
    expect(after.notes[0]!.note.text).toBe('b');
  });
});

describe('a file that nobody drew is shown as far as it goes', () => {
  test('an id twice once, no wire to nothing, no wire twice', () => {
    const document: Document = {
      ...RESIDUAL,
      nodes: [...RESIDUAL.nodes, { ...RESIDUAL.nodes[0]!, name: 'again' }],
      edges: [...RESIDUAL.edges, RESIDUAL.edges[0]!, { from: ['x', 'out'], to: ['gone', 'in'] }],
    };
    expect(shownOf(document).blocks).toHaveLength(6);
    expect(shownOf(document).wires).toHaveLength(RESIDUAL.edges.length);
  });

  test('groups that cut each other, of blocks that are not there, or of none', () => {
    const groups = [
      group('a', ['fc', 'act', 'gone']),
      group('b', ['act', 'sum', 'head'], false),
      group('none', []),
      group('c', ['nowhere']),
    ];
    const shown = shownOf({ ...RESIDUAL, groups });
    expect(shown.groups.map(({ id, nodes }) => [id, nodes.length])).toEqual([['group:a', 2]]);
    expect([...shown.ofNode.keys()].toSorted()).toEqual(RESIDUAL.nodes.map(({ id }) => id).toSorted());
  });
});

test('what lies directly in a frame: blocks, collapsed groups, inner frames, and the notes on it', () => {
  const document: Document = {
    ...RESIDUAL,
    groups: [group('in', ['fc', 'act'], false), group('out', ['fc', 'act', 'sum', 'head'], false), group('end', ['loss'])],
    notes: [
      { id: 'on', text: '', position: [200, -40], size: [100, 40] },
      { id: 'off', text: '', position: [0, 400] },
    ],
  };
  const shown = shownOf(document);
  const contents = contentsOf(document, shown);
  const [out, inner] = shown.frames;
  const inside = (frame: typeof out | null) =>
    contents
      .in(frame ?? null)
      .map(({ id }) => id)
      .toSorted();
  expect(inside(null)).toEqual(['group:end', 'group:out', 'note:off', 'x']);
  expect(inside(out!)).toEqual(['group:in', 'head', 'sum']);
  expect(inside(inner!)).toEqual(['act', 'fc', 'note:on']);
  expect(contents.parentOf(inner!)).toBe(out);
  expect(shown.byId.get(shownGroup('out'))).toBe(out);
});
