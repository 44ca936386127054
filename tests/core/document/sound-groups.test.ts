import { describe, expect, test } from 'vitest';
import { emptyDocument, type Group } from '../../../core/document/document.ts';
import { parseDocument } from '../../../core/document/parse-document.ts';
import { printDocument } from '../../../core/document/print-document.ts';

const nodes = ['a', 'b', 'c', 'd'].map((id) => ({ id, layer: 'ReLU', name: id, settings: {}, position: [0, 0] as [number, number] }));

function opened(groups: Group[]): Group[] | undefined {
  return parseDocument('', printDocument({ ...emptyDocument(), nodes, groups })).groups;
}

const group = (id: string, ...members: string[]): Group => ({ id, name: id, nodes: members });

describe('the groups of a file that is opened', () => {
  test('stay as they are, in their order, if each lies in the next or apart from it', () => {
    const groups = [group('inner', 'b', 'a'), group('apart', 'd'), group('outer', 'a', 'b', 'c'), group('same', 'a', 'b')];
    expect(opened(groups)).toEqual(groups);
  });

  test('are without those that cut a larger one, that are empty or have the id of another', () => {
    const large = group('large', 'a', 'b', 'c');
    expect(opened([group('cut', 'c', 'd'), large, group('empty'), group('large', 'a')])).toEqual([large]);
  });

  test('hold each block once, and none that is not there', () => {
    expect(opened([group('g', 'a', 'ghost', 'a', 'b')])).toEqual([group('g', 'a', 'b')]);
  });
});
