import { describe, expect, test } from 'vitest';
import { emptyDocument, type Document } from '../../../core/document/document.ts';
import { apply, type Edit } from '../../../core/document/edits.ts';
import { changeText, ghostOf, type Ghost } from '../../../renderer/editing/ghost.ts';

const node = (id: string, layer: string, settings = {}) => ({ id, layer, name: id, settings, position: [0, 0] as [number, number] });
const document: Document = {
  ...emptyDocument(),
  nodes: [node('in', 'Input'), node('fc', 'Linear', { out_features: 256 }), node('act', 'Sigmoid')],
  edges: [
    { from: ['in', 'out'], to: ['fc', 'in'] },
    { from: ['fc', 'out'], to: ['act', 'in'] },
  ],
  training: { optimizer: { kind: 'SGD', lr: 0.1 } },
};

const ghost = (...edits: Edit[]): Ghost | null => ghostOf(document, apply(document, { edit: 'compound', edits }).document);
const texts = (changes: readonly Parameters<typeof changeText>[0][] = []) => changes.map((change) => changeText(change, true));

describe('a change that has not been made', () => {
  test('shows what would be added, and keeps apart the wire that makes room for another', () => {
    const insert = ghost(
      { edit: 'disconnect', edge: document.edges[1]! },
      {
        edit: 'add',
        nodes: [node('bn', 'BatchNorm1d')],
        edges: [
          { from: ['fc', 'out'], to: ['bn', 'in'] },
          { from: ['bn', 'out'], to: ['act', 'in'] },
        ],
      },
    )!;
    expect([...insert.added]).toEqual(['bn', 'fc.out -> bn.in', 'bn.out -> act.in']);
    expect(insert.going.size).toBe(0);
    expect([...insert.replaced]).toEqual(['fc.out -> act.in']);
    expect(insert.document.edges).toHaveLength(4);
  });

  test('keeps what would go, so that it can be seen going', () => {
    const remove = ghost({ edit: 'remove', nodes: ['act'], edges: [] })!;
    expect([...remove.going]).toEqual(['act', 'fc.out -> act.in']);
    expect(remove.document.nodes.map(({ id }) => id)).toEqual(['in', 'fc', 'act']);
    expect(remove.document.edges).toHaveLength(2);
  });

  test('tells a setting before and after, also where it takes its default', () => {
    const set = ghost(
      { edit: 'set', node: 'fc', setting: 'out_features', value: 512 },
      { edit: 'set', node: 'fc', setting: 'bias', value: false },
      { edit: 'set', node: 'fc', setting: 'init', value: { kind: 'kaiming_normal' } },
    )!;
    expect(texts(set.changed.get('fc'))).toEqual(['out_features 256 → 512', 'bias true → false', 'init default → kaiming_normal']);
    expect(changeText(set.changed.get('fc')![0]!, false)).toBe('256 → 512');
  });

  test('tells that a block becomes another one, or goes out of use', () => {
    expect(texts(ghost({ edit: 'replace_layer', node: 'act', layer: 'ReLU', settings: {} })!.changed.get('act'))).toEqual([
      'Sigmoid → ReLU',
    ]);
    expect(texts(ghost({ edit: 'bypass', nodes: ['act'], bypassed: true })!.changed.get('act'))).toEqual(['bypassed false → true']);
  });

  test('tells what no block shows: training and data', () => {
    const train = ghost(
      { edit: 'train', training: { optimizer: { kind: 'SGD', lr: 0.01 }, clip_grad_norm: 1 } },
      { edit: 'dataset', dataset: { source: 'moons' } },
    )!;
    expect(texts(train.elsewhere)).toEqual(['lr 0.1 → 0.01', 'clip_grad_norm None → 1', 'source spiral → moons']);
    expect(texts(ghost({ edit: 'train', training: { optimizer: { kind: 'Adam' } } })!.elsewhere)).toEqual(['optimizer SGD → Adam']);
  });

  test('is nothing where nothing would change but a place', () => {
    expect(ghost({ edit: 'move', positions: new Map([['fc', [8, 8]]]) })).toBeNull();
  });
});
