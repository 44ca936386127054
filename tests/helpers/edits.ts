/** @file A small document to edit and an arbitrary over every kind of edit, for property tests. */
import fc from 'fast-check';
import { emptyDocument, type Document, type Edge, type Node } from '../../core/document/document.ts';
import type { Edit } from '../../core/document/edits.ts';

const node = (id: string, name = id): Node => ({ id, layer: 'Linear', name, settings: { out_features: 4 }, position: [0, 0] });
export const wire = (from: string, to: string, port = 'in'): Edge => ({ from: [from, 'out'], to: [to, port] });

export const abc: Document = {
  ...emptyDocument('abc'),
  nodes: [node('a'), node('b'), node('c')],
  edges: [wire('a', 'b'), wire('b', 'c'), wire('a', 'c', 'in2')],
};

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
const groupId = fc.constantFrom('g1', 'g2');
const anyGroup = fc.record({ id: groupId, name: fc.string(), nodes: fc.array(id, few), collapsed: fc.boolean() });
const anyNote = fc.record({ id: groupId, text: fc.string(), position: fc.tuple(fc.integer(), fc.integer()) });

export const anyEdit = fc.letrec<{ edit: Edit; compound: Edit }>((tie) => ({
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
    { weight: 1, arbitrary: fc.record({ edit: fc.constant('bypass'), nodes: fc.array(id, few), bypassed: fc.boolean() }) },
    { weight: 1, arbitrary: fc.record({ edit: fc.constant('group'), group: anyGroup }) },
    { weight: 1, arbitrary: fc.record({ edit: fc.constant('ungroup'), group: groupId }) },
    { weight: 1, arbitrary: fc.record({ edit: fc.constant('note'), note: anyNote }) },
    { weight: 1, arbitrary: fc.record({ edit: fc.constant('remove_notes'), notes: fc.array(groupId, few) }) },
    { weight: 1, arbitrary: tie('compound') },
  ) as fc.Arbitrary<Edit>,
  compound: fc.record({ edit: fc.constant('compound'), edits: fc.array(tie('edit'), few) }) as fc.Arbitrary<Edit>,
})).edit;
