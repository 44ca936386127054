import { describe, expect, test } from 'vitest';
import type { Document } from '../../../core/document/document.ts';
import { collide } from '../../../renderer/editing/block.ts';
import { findGroup } from '../../../renderer/editing/group.ts';
import { canRepeat, repeatsOf, repeatSetting, setRepeats } from '../../../renderer/editing/repeats.ts';
import { done, drawn, place, wires } from '../../helpers/drawn-network.ts';

const grouped = (document: Document, ...nodes: string[]): Document =>
  done(document, { edit: 'group', group: { id: 'g', name: 'Block', nodes } });
const repeats = (document: Document) => repeatsOf(document, findGroup(document, 'g')!);
const without = (document: Document, ...ids: string[]) => document.nodes.filter(({ id }) => !ids.includes(id)).map(({ id }) => id);

const MLP = drawn('x:Input > a1:Linear > b1:ReLU > a2:Linear > b2:ReLU > a3:Linear > b3:ReLU > head:Linear > loss:CrossEntropyLoss');
const CHAIN = grouped(MLP, 'a1', 'b1', 'a2', 'b2', 'a3', 'b3');
const RESIDUAL = grouped(
  drawn(
    'x:Input > f1:Linear > r1:ReLU > s1:Add > f2:Linear > r2:ReLU > s2:Add > head:Linear > loss:CrossEntropyLoss',
    'x > s1.in2',
    's1 > s2.in2',
  ),
  'f1',
  'r1',
  's1',
  'f2',
  'r2',
  's2',
);

describe('the copies in a group', () => {
  test('are found in a chain, in its order', () =>
    expect(repeats(CHAIN)).toEqual({
      count: 3,
      copies: [
        ['a1', 'b1'],
        ['a2', 'b2'],
        ['a3', 'b3'],
      ],
    }));

  test('are found with shortcuts from copy to copy', () =>
    expect(repeats(RESIDUAL)).toEqual({
      count: 2,
      copies: [
        ['f1', 'r1', 's1'],
        ['f2', 'r2', 's2'],
      ],
    }));

  test('are found however the blocks came to be in the document', () => {
    const shuffled = { ...RESIDUAL, nodes: RESIDUAL.nodes.toReversed(), edges: RESIDUAL.edges.toReversed() };
    expect(repeats(shuffled).copies.map((copy) => copy.toSorted())).toEqual([
      ['f1', 'r1', 's1'],
      ['f2', 'r2', 's2'],
    ]);
  });

  test('are found with a branch that leads nowhere yet', () => {
    const wired = drawn('x:Input > a:Linear > c:ReLU > e:Linear > g:ReLU', 'a > b:Tanh', 'e > f:Tanh');
    expect(repeats(grouped(wired, 'a', 'b', 'c', 'e', 'f', 'g')).count).toBe(2);
  });

  test('are as many as possible: four equal blocks in a row are four copies of one', () =>
    expect(repeats(grouped(drawn('x:Input > a:ReLU > b:ReLU > c:ReLU > d:ReLU'), 'a', 'b', 'c', 'd')).count).toBe(4));

  test('need not be wired to anything outside', () => expect(repeats(grouped(drawn('a:ReLU > b:ReLU'), 'a', 'b')).count).toBe(2));

  test.each<[string, Document]>([
    ['a setting of one block differs', done(CHAIN, { edit: 'set', node: 'a2', setting: 'out_features', value: 8 })],
    ['one block is bypassed', done(CHAIN, { edit: 'bypass', nodes: ['b1'], bypassed: true })],
    ['one block is of another layer', done(CHAIN, { edit: 'replace_layer', node: 'b3', layer: 'Tanh', settings: {} })],
    ['a copy in the middle feeds something outside', done(CHAIN, { edit: 'connect', edge: { from: ['b1', 'out'], to: ['head', 'in'] } })],
    ['one is not fed by the one before', done(CHAIN, { edit: 'disconnect', edge: { from: ['b1', 'out'], to: ['a2', 'in'] } })],
    ['one shortcut is missing', done(RESIDUAL, { edit: 'disconnect', edge: { from: ['s1', 'out'], to: ['s2', 'in2'] } })],
    ['one is fed from outside too', grouped(drawn('x:Input > a:Add > b:Add > y:ReLU', 'x > a.in2', 'x > b.in2'), 'a', 'b')],
    ['the last one is not whole', grouped(MLP, 'a1', 'b1', 'a2', 'b2', 'a3')],
    ['they are wired in a circle', grouped(drawn('a:ReLU > b:ReLU > a'), 'a', 'b')],
    ['there is one block only', grouped(MLP, 'a1')],
  ])('are none if %s', (_, document) => expect(repeats(document).count).toBe(1));

  test('may have settings in another order', () => {
    const set = (document: Document, node: string, settings: Record<string, unknown>) =>
      done(document, { edit: 'replace_layer', node, layer: 'Linear', settings });
    const document = set(set(CHAIN, 'a1', { out_features: 4, bias: false }), 'a2', { bias: false, out_features: 4 });
    expect(repeats(set(document, 'a3', { out_features: 4, bias: false })).count).toBe(3);
  });
});

describe('another number of copies', () => {
  test('adds copies of the last one behind it, wired as it was, and what it fed is fed by the new last one', () => {
    const longer = done(CHAIN, setRepeats(CHAIN, 'g', 5));
    expect(repeats(longer).count).toBe(5);
    expect(findGroup(longer, 'g')!.nodes).toHaveLength(10);
    expect(longer.edges).toHaveLength(MLP.edges.length + 4);
    const last = repeats(longer).copies.at(-1)!.at(-1);
    expect(longer.edges.find(({ to }) => to[0] === 'head')!.from[0]).toBe(last);
  });

  test('keeps the shortcuts of each copy', () => {
    const longer = done(RESIDUAL, setRepeats(RESIDUAL, 'g', 4));
    expect(repeats(longer).count).toBe(4);
    expect(wires(longer)).toHaveLength(wires(RESIDUAL).length + 2 * 4);
  });

  test('takes the last ones away, and the network is what it was before they were added', () => {
    const longer = done(CHAIN, setRepeats(CHAIN, 'g', 5));
    const shorter = done(longer, setRepeats(longer, 'g', 3));
    expect(wires(shorter)).toEqual(wires(CHAIN));
    expect(findGroup(shorter, 'g')).toEqual(findGroup(CHAIN, 'g'));
    expect(without(shorter)).toEqual(without(CHAIN));
  });

  test('goes down to one, and up again', () => {
    for (const document of [CHAIN, RESIDUAL]) {
      const { count } = repeats(document);
      const one = done(document, setRepeats(document, 'g', 1));
      expect(repeats(one).count).toBe(1);
      expect(canRepeat(one, findGroup(one, 'g')!)).toBe(true);
      const again = done(one, setRepeats(one, 'g', count));
      expect(repeats(again).count).toBe(count);
      expect(again.edges).toHaveLength(document.edges.length);
    }
  });

  test('covers nothing, with the group open', () => {
    const longer = done(CHAIN, setRepeats(CHAIN, 'g', 6));
    longer.nodes.forEach((one, index) => {
      for (const other of longer.nodes.slice(index + 1)) expect(collide(one.position, other.position), `${one.id} ${other.id}`).toBe(false);
    });
    expect(place(longer, 'head')[0]).toBeGreaterThan(place(CHAIN, 'head')[0]);
  });

  test('leaves what is around a collapsed group where it is', () => {
    const collapsed = done(CHAIN, { edit: 'group', group: { ...findGroup(CHAIN, 'g')!, collapsed: true } });
    expect(place(done(collapsed, setRepeats(collapsed, 'g', 6)), 'head')).toEqual(place(CHAIN, 'head'));
  });

  test('copies the groups inside, and groups around grow with it', () => {
    const inner = done(CHAIN, { edit: 'group', group: { id: 'last', name: 'Part 1', nodes: ['a3', 'b3'], collapsed: true } });
    const around = done(inner, { edit: 'group', group: { id: 'all', name: 'All', nodes: [...findGroup(CHAIN, 'g')!.nodes, 'head'] } });
    const longer = done(around, setRepeats(around, 'g', 4));
    expect(longer.groups!.map(({ name, nodes }) => [name, nodes.length])).toEqual([
      ['Block', 8],
      ['Part 1', 2],
      ['All', 9],
      ['Part 2', 2],
    ]);
  });

  test('is refused where there is no telling what a copy would feed', () => {
    const two = grouped(drawn('x:Input > a:Linear > y:ReLU', 'a > b:Tanh', 'x > b2:Tanh', 'y > z:ReLU', 'b > w:ReLU'), 'a', 'b', 'y');
    expect(canRepeat(two, findGroup(two, 'g')!)).toBe(false);
    expect(setRepeats(two, 'g', 3)).toBeNull();
    const loss = grouped(MLP, 'head', 'loss');
    expect(setRepeats(loss, 'g', 2)).toBeNull();
  });

  test('is nothing if it is the number that there is', () => expect(setRepeats(CHAIN, 'g', 3)).toBeNull());
});

describe('a setting of one copy', () => {
  test('is set in the same block of all, which stay copies', () => {
    const document = done(CHAIN, repeatSetting(CHAIN, findGroup(CHAIN, 'g')!, 'a2', 'out_features', 32));
    expect(document.nodes.filter(({ settings }) => settings.out_features === 32).map(({ id }) => id)).toEqual(['a1', 'a2', 'a3']);
    expect(repeats(document).count).toBe(3);
  });

  test('of a group that does not repeat is set in that block alone', () => {
    const document = grouped(MLP, 'a1', 'b1');
    const after = done(document, repeatSetting(document, findGroup(document, 'g')!, 'a1', 'out_features', 32));
    expect(after.nodes.filter(({ settings }) => settings.out_features === 32).map(({ id }) => id)).toEqual(['a1']);
  });
});
