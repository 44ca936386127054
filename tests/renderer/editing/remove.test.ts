import { describe, expect, test } from 'vitest';
import type { Document } from '../../../core/document/document.ts';
import { neighbourOf, removeJoined, removePlain } from '../../../renderer/editing/remove.ts';
import { done, drawn, wires } from '../../helpers/drawn-network.ts';

const CHAIN = drawn('x:Input > fc1:Linear > relu1:ReLU > fc2:Linear > loss:CrossEntropyLoss');
const RESIDUAL = drawn('x:Input > fc1:Linear > relu1:ReLU > sum:Add > head:Linear > loss:CrossEntropyLoss', 'x > sum.in2');
const ids = (document: Document) => document.nodes.map(({ id }) => id);
const joined = (document: Document, ...nodes: string[]) => done(document, removeJoined(document, nodes));

describe('deleting that keeps the neighbours joined', () => {
  test('leads the wire round a block', () => {
    const document = joined(CHAIN, 'relu1');
    expect(ids(document)).toEqual(['x', 'fc1', 'fc2', 'loss']);
    expect(wires(document)).toEqual(['fc1 > fc2', 'fc2 > loss', 'x > fc1']);
  });

  test('leads it round several in a row, and round several apart', () => {
    expect(wires(joined(CHAIN, 'fc1', 'relu1'))).toEqual(['fc2 > loss', 'x > fc2']);
    expect(wires(joined(CHAIN, 'fc1', 'fc2'))).toEqual(['relu1 > loss', 'x > relu1']);
  });

  test('gives all that a block fed what fed the block', () =>
    expect(wires(joined(drawn('x:Input > a:Linear > b:ReLU', 'a > c:Tanh'), 'a'))).toEqual(['x > b', 'x > c']));

  test('passes on what arrives at the first wired input of a block that joins two', () => {
    expect(wires(joined(RESIDUAL, 'sum'))).toContain('relu1 > head');
    const second = done(RESIDUAL, { edit: 'disconnect', edge: { from: ['relu1', 'out'], to: ['sum', 'in1'] } });
    expect(wires(joined(second, 'sum'))).toContain('x > head');
  });

  test('draws no second wire between the same two blocks', () =>
    expect(wires(joined(RESIDUAL, 'fc1', 'relu1'))).toEqual(['head > loss', 'sum > head', 'x > sum.in2']));

  test('leads nothing through an Input, for nothing arrives there, nor through a block that nothing feeds', () => {
    expect(wires(joined(CHAIN, 'x'))).toEqual(['fc1 > relu1', 'fc2 > loss', 'relu1 > fc2']);
    expect(wires(joined(CHAIN, 'x', 'fc1'))).toEqual(['fc2 > loss', 'relu1 > fc2']);
  });

  test('of a loss takes its wires away', () => expect(wires(joined(CHAIN, 'loss'))).toEqual(['fc1 > relu1', 'relu1 > fc2', 'x > fc1']));

  test('leads a wire through a layer that this version does not know', () =>
    expect(wires(joined(drawn('x:Input > a:Unheard > b:ReLU'), 'a'))).toEqual(['x > b']));

  test('of wires takes just these, and leads none through a wire that goes with the block', () => {
    const edge = CHAIN.edges[1]!;
    expect(wires(done(CHAIN, removeJoined(CHAIN, [], [edge])))).toEqual(['fc2 > loss', 'relu1 > fc2', 'x > fc1']);
    expect(wires(done(CHAIN, removeJoined(CHAIN, ['relu1'], [edge])))).toEqual(['fc2 > loss', 'x > fc1']);
  });

  test('takes the blocks out of their groups, and a group that has none left with them', () => {
    const groups = [
      { id: 'g1', name: 'One', nodes: ['fc1', 'relu1'] },
      { id: 'g2', name: 'Two', nodes: ['fc2'] },
    ];
    expect(joined({ ...CHAIN, groups }, 'relu1', 'fc2').groups).toEqual([{ id: 'g1', name: 'One', nodes: ['fc1'] }]);
  });

  test('takes notes with it in the same edit', () => {
    const document: Document = { ...CHAIN, notes: [{ id: 'note1', text: 'Wide', position: [0, 0] }] };
    const after = done(document, removeJoined(document, ['relu1'], [], ['note1']));
    expect(after.notes).toBeUndefined();
    expect(ids(after)).not.toContain('relu1');
  });

  test('ends on a circle, which an opened file may have', () => {
    expect(wires(joined(drawn('a:ReLU > b:ReLU > a', 'b > c:ReLU'), 'a', 'b'))).toEqual([]);
    expect(wires(joined(drawn('a:ReLU > b:ReLU > a'), 'b'))).toEqual([]);
  });

  test.each([removeJoined, removePlain])('is nothing if nothing is chosen, or it is not there', (remove) => {
    expect(remove(CHAIN, [])).toBeNull();
    expect(remove(CHAIN, ['gone'], [{ from: ['x', 'out'], to: ['gone', 'in'] }], ['note1'])).toBeNull();
  });
});

test('the plain delete takes every wire of a block with it', () =>
  expect(wires(done(CHAIN, removePlain(CHAIN, ['relu1'])))).toEqual(['fc2 > loss', 'x > fc1']));

describe('after a block is deleted, the focus goes', () => {
  test('to the block before it', () => expect(neighbourOf(CHAIN, ['relu1'])).toBe('fc1'));
  test('past others that are deleted with it', () => expect(neighbourOf(CHAIN, ['fc2', 'relu1', 'fc1'])).toBe('x'));
  test('to the one after it, if there is none before', () => expect(neighbourOf(CHAIN, ['x', 'fc1'])).toBe('relu1'));
  test('to the nearest, if it has no wires', () => {
    const loose = drawn('a:ReLU', 'b:ReLU', 'c:ReLU', 'd:ReLU');
    expect(neighbourOf(loose, ['d'])).toBe('c');
    expect(neighbourOf(loose, ['a'])).toBe('b');
  });
  test('nowhere, if none is left', () => expect(neighbourOf(CHAIN, ids(CHAIN))).toBeNull());
});
