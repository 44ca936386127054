import { describe, expect, test } from 'vitest';
import { compileDocument } from '../../core/session/compiled.ts';
import { dataSet } from './data-sets.ts';
import { devRuns } from './dev-runs.ts';
import { runDocument } from './run-document.ts';

const { runs, leftOut } = devRuns();
const named = (start: string) => runs.find(({ name }) => name.startsWith(start))!;
const layersOf = (start: string) => runDocument(named(start), 1).nodes.map(({ layer }) => layer);

function compiled(run: (typeof runs)[number]) {
  const classes = new Set(dataSet(run.data).rows.map(({ kind }) => kind)).size;
  return compileDocument(runDocument(run, 1), { name: run.data, width: 2, task: 'classification', classes, targetWidth: 1 });
}

test('all but the two runs with an exponential can be drawn', () => {
  expect(runs.length).toBe(50);
  expect(leftOut).toEqual(['E1_AT_circle_8x5exp', 'E2_AT_blob_9x5exp']);
});

test.each(runs.map((run) => [run.name, run] as const))('%s compiles without a finding', (_, run) => {
  expect(compiled(run).findings).toEqual([]);
});

describe('what a run says is in its document', () => {
  test('BatchNorm before the activation, and a sum around each stage but the first', () => {
    const stage = ['Linear', 'BatchNorm1d', 'ReLU'];
    const layers = layersOf('H13_');
    expect(layers.slice(0, 8)).toEqual(['Input', ...stage, ...stage, 'Add']);
    expect(layers.filter((layer) => layer === 'Add').length).toBe(19);
    expect(layers.slice(-2)).toEqual(['Linear', 'BCEWithLogitsLoss']);
  });

  test('Dropout after it, no activation where it is the identity, and an output for each of three classes', () => {
    expect(layersOf('H11_').slice(0, 4)).toEqual(['Input', 'Linear', 'ReLU', 'Dropout']);
    expect(layersOf('UF1_')).toEqual(['Input', 'Linear', 'Linear', 'BCEWithLogitsLoss']);
    expect(layersOf('H7_').at(-1)).toBe('CrossEntropyLoss');
    expect(runDocument(named('H7_'), 1).nodes.find(({ id }) => id === 'head')!.settings).toMatchObject({ out_features: 3 });
  });

  test('biases are zero but where they are given, and the output may be drawn otherwise', () => {
    const settings = (start: string, node: string) => runDocument(named(start), 1).nodes.find(({ id }) => id === node)!.settings;
    expect(settings('D1_', 'fc1')).toEqual({
      out_features: 5,
      init: { kind: 'kaiming_uniform', mode: 'fan_in', nonlinearity: 'relu' },
      bias_init: { kind: 'zeros' },
    });
    expect(settings('D5_', 'fc4')['bias_init']).toEqual({ kind: 'constant', value: -3 });
    expect(settings('D5_', 'head')['bias_init']).toEqual({ kind: 'zeros' });
    expect(settings('O1_', 'fc1')['init']).toMatchObject({ kind: 'kaiming_uniform' });
    expect(settings('O1_', 'head')['init']).toEqual({ kind: 'xavier_uniform' });
  });

  test('the optimizer with its own settings, the seed, and the rows as they are', () => {
    const { training, dataset } = runDocument(named('O1_'), 7);
    expect(training).toEqual({ optimizer: { kind: 'SGD', lr: 0.01, momentum: 0.9 }, batch_size: 1, epochs: 20, seed: 7 });
    expect(dataset).toEqual({ source: 'csv', path: 'blob.csv', target: 'kind', scale: 'none', validation: 300 });
    expect(runDocument(named('H5_'), 1).training.optimizer).toEqual({ kind: 'Adam', lr: 0.001, eps: 1e-7, betas: [0.3499, 0.1259] });
  });
});
