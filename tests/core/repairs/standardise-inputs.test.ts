import { expect, test } from 'vitest';
import { network } from '../../helpers/networks.ts';
import { repaired } from '../../helpers/repaired.ts';

const learning = (dataset: { source: string } | undefined) =>
  network([['Input', 'input']], dataset ? { dataset } : { dataset: undefined! });

test('columns that are taken as they are become standardised, and the rest of the data set stays', () => {
  const dataset = { source: 'csv', path: 'a.csv', scale: 'none' };
  expect(repaired(learning(dataset), 'standardise_inputs')!.dataset).toEqual({ ...dataset, scale: 'standardise' });
  expect(repaired(learning({ source: 'moons' }), 'standardise_inputs')!.dataset).toEqual({ source: 'moons', scale: 'standardise' });
});

test.each([{ source: 'moons', scale: 'standardise' }, { source: 'csv', path: 'a.csv' }, { source: 'mystery' }, undefined])(
  '%o has nothing to standardise',
  (dataset) => {
    expect(repaired(learning(dataset), 'standardise_inputs')).toBeNull();
  },
);
