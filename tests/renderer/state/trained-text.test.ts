import { expect, test } from 'vitest';
import type { Document } from '../../../core/document/document.ts';
import { apply, type Edit } from '../../../core/document/edits.ts';
import { trainedText } from '../../../renderer/state/trained-text.ts';
import { moons } from '../../helpers/networks.ts';

const edited = (document: Document, edit: Edit) => trainedText(apply(document, edit).document);

test.each<[string, Edit]>([
  ['a place', { edit: 'move', positions: new Map([['fc1', [4, 4]]]) }],
  ['a name', { edit: 'rename', node: 'fc1', name: 'first' }],
  ['a title', { edit: 'title', name: 'Other' }],
  ['a muted finding', { edit: 'mute', code: 'overfitting', muted: true }],
])('%s changes nothing that is trained', (_, edit) => {
  expect(edited(moons(), edit)).toBe(trainedText(moons()));
});

test.each<[string, Edit]>([
  ['a setting of a block', { edit: 'set', node: 'fc1', setting: 'out_features', value: 5 }],
  ['a wire', { edit: 'disconnect', edge: moons().edges[0]! }],
  ['a training setting', { edit: 'train', training: { epochs: 3 } }],
  ['the data', { edit: 'dataset', dataset: { source: 'xor' } }],
])('%s makes another network of it', (_, edit) => {
  expect(edited(moons(), edit)).not.toBe(trainedText(moons()));
});
