import { describe, expect, test } from 'vitest';
import { wireChoices, type WireChoiceLine } from '../../../renderer/editing/wire-choices.ts';
import { refusalOf } from '../../../renderer/editing/connection.ts';
import { drawn } from '../../helpers/drawn-network.ts';

const RESIDUAL = drawn('x:Input > f1:Linear > r1:ReLU > s1:Add > loss:CrossEntropyLoss', 'lone:Linear');
const ends = (lines: readonly WireChoiceLine[]) => lines.map(({ edge }) => `${edge.from[0]} > ${edge.to.join('.')}`);

describe('the wires that a block can have', () => {
  test('are told with those that are there first, then open inputs, then those that would take the place of another', () => {
    const lines = wireChoices(RESIDUAL, null, { node: 'f1', side: 'from' });
    expect(lines[0]).toMatchObject({ wired: true, other: { id: 'r1' } });
    const free = lines.filter(({ wired, replaces }) => !wired && !replaces);
    expect(ends(free)).toEqual(['f1 > s1.in2', 'f1 > lone.in']);
    const taken = lines.slice(1 + free.length);
    expect(taken.map(({ edge, replaces }) => `${edge.to.join('.')} from ${replaces!.name}`)).toEqual(['s1.in1 from r1', 'loss.in from s1']);
  });

  test('close no circle, whichever end is chosen', () => {
    for (const { id } of RESIDUAL.nodes)
      for (const side of ['from', 'to'] as const)
        for (const { edge, wired } of wireChoices(RESIDUAL, null, { node: id, side })) {
          const [source, sourceHandle] = edge.from;
          const [target, targetHandle] = edge.to;
          if (!wired) expect(refusalOf(RESIDUAL, { source, sourceHandle, target, targetHandle }), JSON.stringify(edge)).toBeNull();
        }
  });

  test('leave no wire out that a hand could draw', () => {
    for (const from of RESIDUAL.nodes)
      for (const to of RESIDUAL.nodes) {
        const port = to.layer === 'Add' ? 'in2' : 'in';
        const drawable = refusalOf(RESIDUAL, { source: from.id, sourceHandle: 'out', target: to.id, targetHandle: port }) === null;
        const listed = ends(wireChoices(RESIDUAL, null, { node: from.id, side: 'from' }));
        expect(listed.includes(`${from.id} > ${to.id}.${port}`), `${from.id} > ${to.id}`).toBe(drawable);
      }
  });

  test('can be asked of one port alone', () => {
    const lines = wireChoices(RESIDUAL, null, { node: 's1', side: 'to', port: 'in2' });
    expect(ends(lines)).toEqual(['r1 > s1.in2', 'f1 > s1.in2', 'lone > s1.in2', 'x > s1.in2']);
  });

  test('say what does not fit, and why, behind all that fit', () => {
    const outline = {
      nodes: [
        { node: 'x', shape: [2] },
        { node: 'f1', shape: [8] },
        { node: 'r1', shape: [8] },
      ].map((node) => ({ parameters: 0, flops: 0, memory: 0, summary: '', ...node })),
      edges: [],
      parameters: 0,
      flops: 0,
      memory: 0,
    };
    const lines = wireChoices(RESIDUAL, outline as never, { node: 's1', side: 'to', port: 'in2' });
    expect(lines.at(-1)).toMatchObject({ other: { id: 'x' }, fit: { fits: false, code: 'add_shapes_differ' } });
  });
});
