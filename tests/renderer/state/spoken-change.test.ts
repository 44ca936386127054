import { describe, expect, test } from 'vitest';
import { apply, type Edit } from '../../../core/document/edits.ts';
import type { Document, Node } from '../../../core/document/document.ts';
import { spokenChange, type How } from '../../../renderer/state/spoken-change.ts';

const node = (id: string, layer: string): Node => ({ id, layer, name: id, settings: {}, position: [0, 0] });
const chain: Document = {
  format: 'gradscape',
  version: 1,
  name: 'Chain',
  nodes: [node('input', 'Input'), node('fc1', 'Linear'), node('relu1', 'ReLU'), node('loss', 'CrossEntropyLoss')],
  edges: [
    { from: ['input', 'out'], to: ['fc1', 'in'] },
    { from: ['fc1', 'out'], to: ['relu1', 'in'] },
    { from: ['relu1', 'out'], to: ['loss', 'in'] },
  ],
  training: {},
};

const said = (edit: Edit, how: How = 'edit', before = chain) => spokenChange(before, apply(before, edit).document, how);

describe('an edit in one sentence', () => {
  test('a block that comes is named with the one it is wired to', () => {
    const fc2 = node('fc2', 'Linear');
    expect(said({ edit: 'add', nodes: [fc2], edges: [] })).toBe('fc2 added');
    expect(said({ edit: 'add', nodes: [fc2], edges: [{ from: ['relu1', 'out'], to: ['fc2', 'in'] }] })).toBe(
      'fc2 added after relu1, wired',
    );
    expect(said({ edit: 'add', nodes: [fc2, node('fc3', 'Linear')], edges: [] })).toBe('2 blocks added');
  });

  test('a block that goes is named, and the wire that joins its neighbours', () => {
    expect(said({ edit: 'remove', nodes: ['relu1'], edges: [] })).toBe('relu1 removed');
    const joined: Edit = {
      edit: 'compound',
      edits: [
        { edit: 'remove', nodes: ['relu1'], edges: [] },
        { edit: 'connect', edge: { from: ['fc1', 'out'], to: ['loss', 'in'] } },
      ],
    };
    expect(said(joined)).toBe('relu1 removed, fc1 wired to loss');
  });

  test('wires are named by their ends', () => {
    expect(said({ edit: 'disconnect', edge: chain.edges[1]! })).toBe('Wire from fc1 to relu1 removed');
    expect(said({ edit: 'connect', edge: { from: ['fc1', 'out'], to: ['loss', 'in'] } })).toBe(
      'Wire from fc1 to loss in place of that from relu1',
    );
    const apart = apply(chain, { edit: 'disconnect', edge: chain.edges[1]! }).document;
    expect(said({ edit: 'connect', edge: chain.edges[1]! }, 'edit', apart)).toBe('Wire from fc1 to relu1 added');
  });

  test.each<[Edit, string]>([
    [{ edit: 'rename', node: 'fc1', name: 'head' }, 'fc1 is now called head'],
    [{ edit: 'set', node: 'fc1', setting: 'out_features', value: 256 }, 'fc1: out_features 256'],
    [{ edit: 'set', node: 'fc1', setting: 'init', value: { kind: 'zeros' } }, 'fc1: init zeros'],
    [{ edit: 'replace_layer', node: 'relu1', layer: 'Tanh', settings: {} }, 'relu1 is now Tanh'],
    [{ edit: 'bypass', nodes: ['fc1'], bypassed: true }, 'fc1 bypassed'],
    [{ edit: 'group', group: { id: 'g', name: 'Block', nodes: ['fc1', 'relu1'] } }, 'Group Block made of 2 blocks'],
    [{ edit: 'note', note: { id: 'n', text: 'look', position: [0, 0] } }, 'Note added'],
    [{ edit: 'train', training: { epochs: 20 } }, 'Training: epochs 20'],
    [{ edit: 'dataset', dataset: { source: 'moons' } }, 'Data set changed'],
    [{ edit: 'move', positions: new Map([['fc1', [8, 8]]]) }, 'fc1 moved'],
  ])('%o', (edit, sentence) => expect(said(edit)).toBe(sentence));

  test('a block that makes room for another is not told beside it', () => {
    const edits: Edit[] = [
      { edit: 'move', positions: new Map([['loss', [96, 0]]]) },
      { edit: 'add', nodes: [node('bn1', 'BatchNorm1d')], edges: [] },
    ];
    expect(said({ edit: 'compound', edits })).toBe('bn1 added');
  });

  test('undo says what had been done and is no more, redo what is done again', () => {
    const { document: moved } = apply(chain, { edit: 'move', positions: new Map([['fc1', [8, 8]]]) });
    expect(spokenChange(moved, chain, 'undo')).toBe('Undone: fc1 moved');
    expect(spokenChange(chain, moved, 'redo')).toBe('Redone: fc1 moved');
    const { document: without } = apply(chain, { edit: 'remove', nodes: ['relu1'], edges: [] });
    expect(spokenChange(without, chain, 'undo')).toBe('Undone: relu1 removed');
  });

  test('nothing is said of nothing', () => expect(spokenChange(chain, chain, 'edit')).toBeNull());
});
