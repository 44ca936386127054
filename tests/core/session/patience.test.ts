import { expect, test } from 'vitest';
import { compileDocument } from '../../../core/session/compiled.ts';
import { Patience } from '../../../core/session/patience.ts';
import { moons, withSetting } from '../../helpers/networks.ts';

function heard(work: (patience: Patience) => void): number[] {
  const told: number[] = [];
  work(new Patience((milliseconds) => told.push(milliseconds)));
  return told;
}

const files = (bytes: number) => ({ type: 'files', id: 1, files: [{ name: 'rows.csv', bytes: new Uint8Array(bytes) }] }) as const;

test('little work is announced to nobody', () => {
  expect(heard((patience) => patience.compile(compileDocument(moons(), null)))).toEqual([]);
});

test('a tenth of a gigabyte of rows may take more than ten seconds to read, and is announced before', () => {
  const [told] = heard((patience) => patience.begin(files(120e6)));
  expect(told).toBeGreaterThan(10_000);
});

test('a network with hundreds of millions of weights is announced by its memory and its step, and taken back by a small one', () => {
  const wide = (width: number) => withSetting(withSetting(moons(), 'fc1', 'out_features', width), 'head', 'out_features', width);
  const told = heard((patience) => {
    patience.compile(compileDocument(wide(12_000), null));
    patience.compile(compileDocument(moons(), null));
  });
  expect(told).toHaveLength(2);
  expect(told[0]).toBeGreaterThan(100_000);
  expect(told[1]).toBe(0);
});
