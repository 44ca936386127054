import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { emptyDocument, type Document, type Edge, type Node } from '../../../core/document/document.ts';
import { apply, type Edit } from '../../../core/document/edits.ts';
import {
  canRedo,
  canUndo,
  edited,
  isDirty,
  markSaved,
  redo,
  settle,
  startHistory,
  undo,
  type History,
} from '../../../core/document/history.ts';

const node = (id: string, name = id): Node => ({ id, layer: 'Linear', name, settings: { out_features: 4 }, position: [0, 0] });
const wire = (from: string, to: string, port = 'in'): Edge => ({ from: [from, 'out'], to: [to, port] });

const abc: Document = {
  ...emptyDocument('abc'),
  nodes: [node('a'), node('b'), node('c')],
  edges: [wire('a', 'b'), wire('b', 'c'), wire('a', 'c', 'in2')],
};

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
    { edit: 'compound', edits: [] },
  ])('$edit that changes nothing returns the same document', (edit) => {
    expect(editOf(abc, edit)).toBe(abc);
  });
});

const id = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'n6', 'n7');
const anyNode = fc
  .record({
    id,
    layer: fc.constantFrom('Linear', 'ReLU', 'Mystery'),
    name: fc.constantFrom('fc1', 'fc2', ''),
    x: fc.integer(),
    extra: fc.boolean(),
  })
  .map(({ id, layer, name, x, extra }): Node => ({ id, layer, name, settings: {}, position: [x, 0], ...(extra && { colour: 'red' }) }));
const port = fc.constantFrom('in', 'in1', 'in2');
const anyWire = fc.record({ from: id, to: id, port }).map(({ from, to, port }) => wire(from, to, port));
const few = { maxLength: 4 };

const anyEdit = fc.letrec<{ edit: Edit; compound: Edit }>((tie) => ({
  edit: fc.oneof(
    { weight: 3, arbitrary: fc.record({ edit: fc.constant('add'), nodes: fc.array(anyNode, few), edges: fc.array(anyWire, few) }) },
    { weight: 1, arbitrary: fc.record({ edit: fc.constant('remove'), nodes: fc.array(id, few), edges: fc.array(anyWire, few) }) },
    { weight: 2, arbitrary: fc.record({ edit: fc.constant('connect'), edge: anyWire }) },
    { weight: 1, arbitrary: fc.record({ edit: fc.constant('disconnect'), edge: anyWire }) },
    {
      weight: 1,
      arbitrary: fc.record({
        edit: fc.constant('move'),
        positions: fc.array(fc.tuple(id, fc.tuple(fc.integer(), fc.integer()))).map((entries) => new Map(entries)),
      }),
    },
    { weight: 1, arbitrary: fc.record({ edit: fc.constant('rename'), node: id, name: fc.string() }) },
    {
      weight: 1,
      arbitrary: fc.record({
        edit: fc.constant('set'),
        node: id,
        setting: fc.constantFrom('p', 'bias'),
        value: fc.constantFrom(1, true, undefined, { kind: 'zeros' }),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({ edit: fc.constant('replace_layer'), node: id, layer: fc.constant('Tanh'), settings: fc.constant({}) }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        edit: fc.constant('train'),
        training: fc.record({ epochs: fc.nat(), seed: fc.constantFrom(undefined, 1) }, { requiredKeys: [] }),
      }),
    },
    { weight: 1, arbitrary: fc.record({ edit: fc.constant('dataset'), dataset: fc.constantFrom(undefined, { source: 'moons' }) }) },
    { weight: 1, arbitrary: fc.record({ edit: fc.constant('title'), name: fc.string() }) },
    { weight: 1, arbitrary: tie('compound') },
  ) as fc.Arbitrary<Edit>,
  compound: fc.record({ edit: fc.constant('compound'), edits: fc.array(tie('edit'), few) }) as fc.Arbitrary<Edit>,
})).edit;

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
    );
  });
});

describe('history', () => {
  const move = (x: number): Edit => ({ edit: 'move', positions: new Map([['a', [x, 0]]]) });

  test('undo all the way and redo all the way pass through the same documents', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(anyEdit, fc.constantFrom(null, 'k', 'l')), { maxLength: 15 }), (steps) => {
        let history = startHistory(abc);
        const seen = [history.document];
        for (const [edit, key] of steps) {
          const before = history;
          history = edited(history, edit, key);
          if (history === before) continue;
          if (history.past.length === before.past.length) seen.pop();
          seen.push(history.document);
        }
        for (let i = seen.length - 1; i > 0; i--, history = undo(history)) expect(history.document).toEqual(seen[i]);
        expect(history.document).toEqual(abc);
        expect(canUndo(history)).toBe(false);
        for (let i = 1; i < seen.length; i++) expect((history = redo(history)).document).toEqual(seen[i]);
        expect(canRedo(history)).toBe(false);
      }),
    );
  });

  test('a drag is one step and undo returns to where it began', () => {
    let history = startHistory(abc);
    for (let x = 1; x <= 50; x++) history = edited(history, move(x), 'move a');
    expect(history.past).toHaveLength(1);
    expect(history.document.nodes[0]!.position).toEqual([50, 0]);
    expect(undo(history).document).toEqual(abc);
    expect(redo(undo(history)).document).toEqual(history.document);
  });

  test('after settling, the same drag is a new step', () => {
    const history = edited(settle(edited(startHistory(abc), move(1), 'move a')), move(2), 'move a');
    expect(history.past).toHaveLength(2);
  });

  test('an edit after undo does not merge with the step before it, and ends what could be redone', () => {
    const twice = edited(edited(startHistory(abc), move(1), 'k'), move(2));
    const history = edited(undo(twice), move(3), 'k');
    expect(history.past).toHaveLength(2);
    expect(canRedo(history)).toBe(false);
  });

  test('the document is dirty except at the version that was saved', () => {
    const states: [History, boolean][] = [];
    let history = startHistory(abc);
    states.push([history, false]);
    history = edited(history, move(1), 'k');
    states.push([history, true]);
    history = markSaved(history);
    states.push([history, false], [edited(history, move(2), 'k'), true]);
    states.push([undo(edited(history, move(2), 'k')), false], [undo(history), true], [redo(undo(history)), false]);
    states.push([edited(undo(history), move(1)), true], [startHistory(abc, false), true]);
    for (const [state, dirty] of states) expect(isDirty(state)).toBe(dirty);
  });

  test('at most 500 steps are kept, and a saved version that was dropped stays dirty', () => {
    let history = markSaved(startHistory(abc));
    for (let x = 1; x <= 510; x++) history = edited(history, move(x));
    expect(history.past).toHaveLength(500);
    for (let step = 0; step < 600; step++) history = undo(history);
    expect(history.document.nodes[0]!.position).toEqual([10, 0]);
    expect(isDirty(history)).toBe(true);
  });
});
