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
