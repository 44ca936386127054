import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Document } from '../../../core/document/document.ts';
import { apply, type Edit } from '../../../core/document/edits.ts';
import { abc, anyEdit, wire } from '../../helpers/edits.ts';

function editOf(document: Document, edit: Edit): Document {
  return apply(document, edit).document;
}

describe('edits', () => {
  test('removing a node takes its wires with it and undo puts all of them back where they were', () => {
    const { document, inverse } = apply(abc, { edit: 'remove', nodes: ['b'], edges: [] });
    expect(document.nodes.map(({ id }) => id)).toEqual(['a', 'c']);
    expect(document.edges).toEqual([wire('a', 'c', 'in2')]);
    const back = apply(document, inverse).document;
    expect(back).toEqual(abc);
    expect(back.nodes.every((restored, index) => restored === abc.nodes[index])).toBe(true);
  });

  test('what an edit does not touch keeps its identity', () => {
    const moved = editOf(abc, { edit: 'move', positions: new Map([['b', [5, 6]]]) });
    expect(moved.nodes[1]!.position).toEqual([5, 6]);
    expect(moved.nodes[0]).toBe(abc.nodes[0]);
    expect(moved.nodes[2]).toBe(abc.nodes[2]);
    expect(moved.edges).toBe(abc.edges);
    const added = editOf(abc, { edit: 'add', nodes: [{ ...abc.nodes[0]!, id: 'd' }], edges: [] });
    expect(added.edges).toBe(abc.edges);
    expect(editOf(abc, { edit: 'add', nodes: [], edges: [wire('b', 'a')] }).nodes).toBe(abc.nodes);
    const groups = [
      { id: 'g1', name: 'One', nodes: ['a', 'b'] },
      { id: 'g2', name: 'Two', nodes: ['c'] },
    ];
    expect(editOf({ ...abc, groups }, { edit: 'remove', nodes: ['a'], edges: [] }).groups![1]).toBe(groups[1]);
  });

  test('a wire to an input that has one takes its place, and the same wire again changes nothing', () => {
    const rewired = editOf(abc, { edit: 'connect', edge: wire('a', 'c') });
    expect(rewired.edges).toEqual([wire('a', 'b'), wire('a', 'c', 'in2'), wire('a', 'c')]);
    expect(editOf(rewired, { edit: 'connect', edge: wire('a', 'c') })).toBe(rewired);
  });

  test('a setting set to undefined leaves the document, so that it takes its default', () => {
    const set = editOf(abc, { edit: 'set', node: 'a', setting: 'bias', value: false });
    expect(set.nodes[0]!.settings).toEqual({ out_features: 4, bias: false });
    const unset = editOf(set, { edit: 'set', node: 'a', setting: 'out_features', value: undefined });
    expect(Object.keys(unset.nodes[0]!.settings)).toEqual(['bias']);
  });

  test('training settings given change, the others stay', () => {
    const trained = editOf(abc, { edit: 'train', training: { epochs: 3, batch_size: 8 } });
    expect(editOf(trained, { edit: 'train', training: { epochs: undefined, seed: 2 } }).training).toEqual({ batch_size: 8, seed: 2 });
  });

  test('taking a group away is the exact inverse of making it, and a group without blocks is none', () => {
    const grouped = editOf(abc, { edit: 'group', group: { id: 'g1', name: 'Block', nodes: ['a', 'b'] } });
    expect(grouped.groups).toEqual([{ id: 'g1', name: 'Block', nodes: ['a', 'b'] }]);
    expect(JSON.stringify(editOf(grouped, { edit: 'ungroup', group: 'g1' }))).toBe(JSON.stringify(abc));
    const smaller = editOf(grouped, { edit: 'remove', nodes: ['a'], edges: [] });
    expect(smaller.groups).toEqual([{ id: 'g1', name: 'Block', nodes: ['b'] }]);
    expect(editOf(smaller, { edit: 'remove', nodes: ['b'], edges: [] })).not.toHaveProperty('groups');
  });

  test('a note that was one text of the whole document becomes one with a place when a note is added', () => {
    const noted = { ...abc, notes: 'read me' };
    const both = editOf(noted, { edit: 'note', note: { id: 'note2', text: 'and me', position: [0, 0] } });
    expect(both.notes).toMatchObject([{ text: 'read me' }, { id: 'note2', text: 'and me' }]);
  });

  test.each<Edit>([
    { edit: 'add', nodes: [], edges: [] },
    { edit: 'remove', nodes: ['gone'], edges: [wire('c', 'a')] },
    { edit: 'connect', edge: wire('a', 'b') },
    { edit: 'disconnect', edge: wire('c', 'b') },
    { edit: 'move', positions: new Map([['a', [0, 0]]]) },
    { edit: 'rename', node: 'gone', name: 'x' },
    { edit: 'set', node: 'a', setting: 'out_features', value: 4 },
    { edit: 'replace_layer', node: 'gone', layer: 'ReLU', settings: {} },
    { edit: 'train', training: { epochs: undefined } },
    { edit: 'dataset', dataset: abc.dataset },
    { edit: 'title', name: 'abc' },
    { edit: 'bypass', nodes: ['a', 'gone'], bypassed: false },
    { edit: 'ungroup', group: 'gone' },
    { edit: 'remove_notes', notes: ['gone'] },
    { edit: 'compound', edits: [] },
  ])('$edit that changes nothing returns the same document', (edit) => {
    expect(editOf(abc, edit)).toBe(abc);
  });
});

describe('inverses', () => {
  test('any edit and its inverse give back an equal document, field order and the identity of nodes included', () => {
    fc.assert(
      fc.property(fc.array(anyEdit, { maxLength: 12 }), anyEdit, (before, edit) => {
        const document = before.reduce(editOf, abc);
        const { document: after, inverse } = apply(document, edit);
        const { document: back, inverse: again } = apply(after, inverse);
        expect(JSON.stringify(back)).toBe(JSON.stringify(document));
        expect(back.nodes.every((node, index) => node === document.nodes[index])).toBe(true);
        expect(apply(back, again).document).toEqual(after);
      }),
      { seed: 1 },
    );
  });

  test('no edit changes the document it is given', () => {
    fc.assert(
      fc.property(fc.array(anyEdit, { maxLength: 12 }), anyEdit, (before, edit) => {
        const document = before.reduce(editOf, abc);
        const text = JSON.stringify(document);
        const { document: after, inverse } = apply(document, edit);
        apply(after, inverse);
        expect(JSON.stringify(document)).toBe(text);
      }),
      { seed: 1 },
    );
  });
});
