import { expect, test } from 'vitest';
import { DataStore } from '../../../core/session/data-store.ts';

test('the data of a run stay while others are read', async () => {
  const store = new DataStore();
  await store.require({ source: 'moons' }, 1);
  const reading = store.require({ source: 'xor' }, 1);
  expect(store.facts!.name).toBe('moons');
  await reading;
  expect(store.facts!.name).toBe('xor');
});

test('data that cannot be read take the place of those before, with the reason', async () => {
  const store = new DataStore();
  await store.require({ source: 'moons' }, 1);
  await store.require({ source: 'nowhere' }, 1);
  expect([store.data, store.problem!.code]).toEqual([null, 'data_source_unknown']);
  await store.require({ source: 'moons' }, 1);
  expect([store.data!.train.name, store.problem]).toEqual(['moons', null]);
});

const table = (rows: number) =>
  new TextEncoder().encode(Array.from({ length: rows }, (_, row) => `${row},${row % 2 ? 'odd' : 'even'}\n`).join(''));

test('a file given anew makes other data of those that it is part of, and of no others', async () => {
  const store = new DataStore();
  const version = async (path: string) => {
    await store.require({ source: 'csv', path }, 1);
    return [store.version, store.data!.train.rows + store.data!.validation.rows];
  };
  store.give([{ name: 'a.csv', bytes: table(20) }]);
  expect(await version('data/a.csv')).toEqual([1, 20]);
  store.give([{ name: 'b.csv', bytes: table(30) }]);
  expect(await version('b.csv')).toEqual([1, 30]);
  expect(await version('data/a.csv')).toEqual([1, 20]);
  store.give([{ name: 'a.csv', bytes: table(40) }]);
  expect(await version('data/a.csv')).toEqual([2, 40]);
});
