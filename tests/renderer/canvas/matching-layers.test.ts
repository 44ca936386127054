import { expect, test } from 'vitest';
import { LAYERS } from '../../../core/layers/index.ts';
import { matchingLayers } from '../../../renderer/canvas/matching-layers.ts';

const names = (query: string) => matchingLayers(query, (group) => `${group} in Hindi`).map(({ name }) => name);

test('no letters mean every layer, in the order of the palette', () => expect(names(' ')).toEqual(LAYERS.map(({ name }) => name)));

test('what a name begins with comes before what it holds', () => expect(names('relu').slice(0, 2)).toEqual(['ReLU', 'LeakyReLU']));

test('the short name of a layer finds it first', () => {
  expect(names('bn')[0]).toBe('BatchNorm1d');
  expect(names('fc')[0]).toBe('Linear');
});

test('case, spaces and hyphens make no difference', () => expect(names('batch norm-1D')).toEqual(['BatchNorm1d']));

test('the capitals of a name find it', () => expect(names('cel')[0]).toBe('CrossEntropyLoss'));

test('letters that are left out do not hinder', () => expect(names('sgmd')).toEqual(['Sigmoid']));

test('a group finds its layers', () => expect(names('activate')).toEqual(expect.arrayContaining(['ReLU', 'Sigmoid', 'Tanh'])));

test('what means nothing finds nothing', () => expect(names('zzz')).toEqual([]));
