import { describe, expect, test } from 'vitest';
import { edgeName, emptyDocument, type Document, type Node } from '../../../core/document/document.ts';
import { apply, type Edit } from '../../../core/document/edits.ts';
import { findLayer } from '../../../core/layers/index.ts';
import { addAfter, addAt, addLoose, addWired, insertInto } from '../../../renderer/editing/add-block.ts';
import { BLOCK, collide } from '../../../renderer/editing/block.ts';
import { portsOf } from '../../../renderer/editing/ports.ts';
import { overlap } from '../../../renderer/editing/box.ts';
import { shownGroup, shownOf } from '../../../renderer/editing/shown.ts';
import { drawn as network } from '../../helpers/drawn-network.ts';

const layer = (name: string) => findLayer(name)!;
const after = (document: Document, name: string, node: Node) => addAfter(document, layer(name), node, portsOf(node).outputs);
const loose = (document: Document, name: string) => addLoose(document, layer(name), (node) => portsOf(node).outputs);
const done = (document: Document, edit: Edit) => apply(document, edit).document;
const wires = (document: Document) => document.edges.map(edgeName);

/** Input → Linear → ReLU, as three presses in the palette draw it. */
function drawn(...layers: string[]): Document {
  return layers.reduce((document, name) => done(document, loose(document, name).edit), emptyDocument());
}

describe('a block dropped by hand', () => {
  test('has its middle where the hand is, on the grid, and no wires', () => {
    const { edit, node } = addAt(emptyDocument(), layer('Linear'), [301, 149], null);
    const document = done(emptyDocument(), edit);
    expect(document.nodes).toEqual([{ id: node, layer: 'Linear', name: 'fc1', settings: {}, position: [236, 120] }]);
    expect(document.edges).toEqual([]);
  });

  test.each<[side: string, hand: [number, number], place: [number, number]]>([
    ['right', [172, 30], [148, 0]],
    ['left', [-40, 30], [-148, 0]],
    ['below', [66, 50], [0, 76]],
    ['above', [66, 5], [0, -76]],
  ])('on another block goes %s of it, and covers nothing', (_, hand, place) => {
    const document = drawn('Input');
    const { edit, node } = addAt(document, layer('Linear'), hand, null);
    expect(done(document, edit).nodes.find(({ id }) => id === node)!.position).toEqual(place);
  });

  test('on a wire stands between its two ends', () => {
    const document = drawn('Input', 'Linear');
    const { edit, node } = addAt(document, layer('ReLU'), [164, 30], document.edges[0]!);
    const [input, linear] = document.nodes.map(({ id }) => id);
    expect(wires(done(document, edit))).toEqual([`${input}.out -> ${node}.in`, `${node}.out -> ${linear}.in`]);
  });

  test('on a wire too short for it moves what follows on, and covers nothing', () => {
    const document = drawn('Input', 'Linear');
    const places = done(document, addAt(document, layer('ReLU'), [164, 30], document.edges[0]!).edit).nodes.map(({ position }) => position);
    expect(places).toEqual([
      [0, 0],
      [392, 0],
      [196, 0],
    ]);
  });

  test('on a long wire stays where it was dropped', () => {
    const far = done(drawn('Input', 'Linear'), { edit: 'move', positions: new Map([[drawn('Input', 'Linear').nodes[1]!.id, [600, 0]]]) });
    const { edit } = addAt(far, layer('ReLU'), [330, 30], far.edges[0]!);
    expect(done(far, edit).nodes.map(({ position }) => position)).toEqual([
      [0, 0],
      [600, 0],
      [264, 0],
    ]);
  });

  test('on a wire that passes another block goes next to that block, into the wire', () => {
    const places: readonly [number, number][] = [
      [0, 0],
      [800, 0],
      [400, 0],
    ];
    const row = drawn('Input', 'Linear', 'ReLU');
    const document = done(row, { edit: 'move', positions: new Map(row.nodes.map(({ id }, index) => [id, places[index]!])) });
    const { edit, node } = addAt(document, layer('Tanh'), [466, 70], document.edges[0]!);
    const after = done(document, edit);
    expect(after.nodes.find(({ id }) => id === node)!.position).toEqual([400, 76]);
    expect(after.nodes.slice(0, 3).map(({ position }) => position)).toEqual(document.nodes.map(({ position }) => position));
    expect(after.edges.some(({ to }) => to[0] === node)).toBe(true);
  });

  test('on a wire, but with nothing to pass on, leaves the wire as it is', () => {
    const document = drawn('Input', 'Linear');
    const { edit } = addAt(document, layer('MSELoss'), [164, 30], document.edges[0]!);
    expect(wires(done(document, edit))).toEqual(wires(document));
  });
});

describe('a block added by a key', () => {
  test('makes a chain when nothing is selected, each to the right of the last', () => {
    const document = drawn('Input', 'Linear', 'ReLU', 'Linear', 'CrossEntropyLoss');
    expect(document.nodes.map(({ name }) => name)).toEqual(['input1', 'fc1', 'relu1', 'fc2', 'loss1']);
    expect(wires(document)).toEqual(document.nodes.slice(1).map(({ id }, index) => `${document.nodes[index]!.id}.out -> ${id}.in`));
    expect(new Set(document.nodes.map(({ position }) => position[0])).size).toBe(5);
  });

  test('after a block that feeds another goes in between, and what was in the way moves on by one undoable edit', () => {
    const document = drawn('Input', 'Linear', 'ReLU', 'CrossEntropyLoss');
    const linear = document.nodes[1]!;
    const { edit, node } = after(document, 'BatchNorm1d', linear);
    const { document: longer, inverse } = apply(document, edit);
    const [input, , relu, loss] = document.nodes.map(({ id }) => id);
    expect(new Set(wires(longer))).toEqual(
      new Set([
        `${input}.out -> ${linear.id}.in`,
        `${linear.id}.out -> ${node}.in`,
        `${node}.out -> ${relu}.in`,
        `${relu}.out -> ${loss}.in`,
      ]),
    );
    const places = longer.nodes.map(({ position }) => position);
    for (const [index, place] of places.entries()) for (const other of places.slice(index + 1)) expect(collide(place, other)).toBe(false);
    expect(apply(longer, inverse).document).toEqual(document);
  });

  test('after a loss stands free, for a loss feeds nothing', () => {
    const document = drawn('Input', 'Linear', 'MSELoss');
    const { edit } = after(document, 'ReLU', document.nodes[2]!);
    expect(wires(done(document, edit))).toEqual(wires(document));
  });

  test('never covers another block', () => {
    let document = drawn('Input');
    const input = document.nodes[0]!;
    for (let i = 0; i < 4; i++) document = done(document, after(document, 'MSELoss', input).edit);
    const places = document.nodes.map(({ position }) => position);
    for (const [index, place] of places.entries()) for (const other of places.slice(index + 1)) expect(collide(place, other)).toBe(false);
  });

  test('with two loose ends is wired to neither', () => {
    const two = done(drawn('Input'), addAt(drawn('Input'), layer('Input'), [500, 300], null).edit);
    expect(wires(done(two, loose(two, 'Linear').edit))).toEqual([]);
  });

  test('takes the first input of a block that has two', () => {
    const document = drawn('Input', 'Add');
    expect(wires(document)).toEqual([`${document.nodes[0]!.id}.out -> ${document.nodes[1]!.id}.in1`]);
  });
});

test('blocks that only touch corners do not collide', () => {
  expect(collide([0, 0], [BLOCK.width + 8, 0])).toBe(false);
  expect(collide([0, 0], [BLOCK.width - 1, BLOCK.height - 1])).toBe(true);
});

describe('a block that is asked for with a wire', () => {
  const document = network('x:Input > fc:Linear > sum:Add', 'x > sum.in2', 'y:ReLU');

  test('is fed by the output that the wire came from', () => {
    const { edit, node } = addWired(document, layer('ReLU'), [1000, 500], { from: ['fc', 'out'] });
    const after = done(document, edit);
    expect(after.nodes.at(-1)).toMatchObject({ id: node, name: 'relu1', position: [936, 472] });
    expect(wires(after)).toContain(`fc.out -> ${node}.in`);
    expect(after.edges).toHaveLength(document.edges.length + 1);
  });

  test('feeds the input that the wire came from, in place of what fed it', () => {
    const { edit, node } = addWired(document, layer('ReLU'), [1000, 500], { to: ['sum', 'in2'] });
    const after = wires(done(document, edit));
    expect(after).toContain(`${node}.out -> sum.in2`);
    expect(after).not.toContain('x.out -> sum.in2');
  });

  test('goes into a wire', () => {
    const { edit, node } = addWired(document, layer('ReLU'), [164, 30], { into: document.edges[0]! });
    expect(wires(done(document, edit))).toEqual(expect.arrayContaining([`x.out -> ${node}.in`, `${node}.out -> fc.in`]));
  });

  test('stays without a wire where it has no port for one', () => {
    expect(done(document, addWired(document, layer('Input'), [1000, 500], { from: ['fc', 'out'] }).edit).edges).toBe(document.edges);
    expect(done(document, addWired(document, layer('MSELoss'), [1000, 500], { to: ['y', 'in'] }).edit).edges).toBe(document.edges);
  });
});

describe('a block that is there already, dropped on a wire,', () => {
  const document = network('x:Input > fc:Linear > loss:CrossEntropyLoss', 'y:ReLU', 'z:Input');

  test('is put into it, at its new place, by one edit', () => {
    const after = done(document, insertInto(document, 'y', document.edges[1]!, [301, 99])!);
    expect(wires(after)).toEqual(['x.out -> fc.in', 'fc.out -> y.in', 'y.out -> loss.in']);
    expect(after.nodes.find(({ id }) => id === 'y')!.position).toEqual([300, 100]);
  });

  test('is left alone if it has wires of its own, or ports on one side only', () => {
    expect(insertInto(document, 'fc', document.edges[1]!)).toBeNull();
    expect(insertInto(document, 'z', document.edges[1]!)).toBeNull();
    expect(insertInto(document, 'gone', document.edges[1]!)).toBeNull();
  });

  test('leaves the group that it was in for the one that the wire is in', () => {
    const groups = [
      { id: 'g1', name: 'One', nodes: ['y'] },
      { id: 'g2', name: 'Two', nodes: ['fc', 'loss'] },
      { id: 'g3', name: 'Three', nodes: ['x', 'fc', 'loss'] },
    ];
    const grouped = { ...document, groups };
    const after = done(grouped, insertInto(grouped, 'y', document.edges[1]!)!);
    expect(after.groups!.map(({ id, nodes }) => `${id}: ${nodes.join(' ')}`)).toEqual(['g2: fc loss y', 'g3: x fc loss y']);
  });
});

describe('with groups', () => {
  const document: Document = {
    ...network('x:Input > a:Linear > b:ReLU > c:Linear > loss:CrossEntropyLoss'),
    groups: [{ id: 'g', name: 'Block', nodes: ['a', 'b', 'c'] }],
  };
  const shut: Document = { ...document, groups: [{ ...document.groups![0]!, collapsed: true }] };
  const members = (after: Document) => after.groups![0]!.nodes;

  test('a block between two of a group is one of the group', () => {
    const { edit, node } = addAfter(document, layer('ReLU'), document.nodes[1]!, ['out']);
    expect(members(done(document, edit))).toEqual(['a', 'b', 'c', node]);
  });

  test('a block before it or behind it is not', () => {
    for (const index of [0, 3]) {
      const { edit } = addAfter(document, layer('ReLU'), document.nodes[index]!, ['out']);
      expect(members(done(document, edit))).toEqual(['a', 'b', 'c']);
    }
  });

  test('a block dropped into the frame joins it, and the frames around it', () => {
    const nested = { ...document, groups: [...document.groups!, { id: 'all', name: 'All', nodes: ['a', 'b', 'c', 'loss'] }] };
    const wide = done(nested, { edit: 'move', positions: new Map([['b', [392, 300]]]) });
    const { edit, node } = addAt(wide, layer('ReLU'), [300, 250], null);
    expect(done(wide, edit).groups!.map(({ nodes }) => nodes.at(-1))).toEqual([node, node]);
  });

  test('blocks that a collapsed group hides take up no room, the group does', () => {
    const at = (centre: [number, number]) => done(shut, addAt(shut, layer('Linear'), centre, null).edit).nodes.at(-1)!.position;
    expect(at([458, 30])).toEqual([392, 0]);
    expect(at([262, 30])).not.toEqual([196, 0]);
  });

  test('a block added before a collapsed group moves it on as one', () => {
    const { edit } = addAfter(shut, layer('ReLU'), shut.nodes[0]!, ['out']);
    const after = done(shut, edit);
    expect(after.nodes.slice(1, 4).map(({ position }) => position[0])).toEqual([392, 588, 784]);
  });

  test('a block added where a collapsed group hides it joins the group, and moves nothing that is seen', () => {
    const { edit, node } = addAfter(shut, layer('ReLU'), shut.nodes[1]!, ['out']);
    const after = done(shut, edit);
    expect(members(after)).toEqual(['a', 'b', 'c', node]);
    expect(after.nodes.slice(0, 5)).toEqual(shut.nodes);
  });

  test('a block put between two of an open group moves away what the frame would then cover', () => {
    const under = {
      ...document,
      nodes: [...document.nodes, { ...document.nodes[0]!, id: 'y', name: 'y', position: [790, 70] as [number, number] }],
    };
    const after = done(under, addAfter(under, layer('ReLU'), under.nodes[1]!, ['out']).edit);
    const { byId } = shownOf(after);
    expect(overlap(byId.get(shownGroup('g'))!, byId.get('y')!)).toBe(false);
  });
});
