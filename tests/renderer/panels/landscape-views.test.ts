import { expect, test } from 'vitest';
import { COLUMNS, Recording } from '../../../core/telemetry/recording.ts';
import { emptySource, emptyText, forecastSource, heatSource } from '../../../renderer/panels/landscape-views.ts';
import { VIEWS, type View } from '../../../renderer/state/landscape.svelte.ts';
import { headerOf, recordingOf, type Said } from './recorded-run.ts';

const signals = (...values: number[]): Said => ({ rows: values.map((signal) => ({ signal })) });

function cells(view: View, steps: readonly Said[], header = headerOf(4), reach: 'whole' | 'recent' = 'whole') {
  const source = heatSource(view, recordingOf(header, steps), reach);
  const out = new Float32Array(source.rows.length);
  return (column: number) => {
    source.fill(column, out);
    return [...out];
  };
}

test('heat is decades from healthy, anchored at the last hidden row', () => {
  const header = headerOf(4, { healthy: [-1, -0.5, -0.5, 0], anchor: 3 });
  const heat = cells('signal', [signals(1e-5, 1e-3, 1e-3, 1e-2)], header)(0);
  // log10(1e-5 / 1e-2) + 1 = -2, log10(1e-3 / 1e-2) + 0.5 = -0.5
  [-2, -0.5, -0.5, 0].forEach((expected, row) => expect(heat[row]).toBeCloseTo(expected, 5));
});

test('a zero is shown as zero, a broken number as broken, and neither as the other', () => {
  expect(cells('signal', [signals(0, 1, 1, 1)])(0)[0]).toBe(-Infinity);
  const broken: Said = { rows: [{ signal: NaN, non_finite: 3 }, { signal: 1 }, { signal: 1 }, { signal: 1 }] };
  expect(cells('signal', [broken])(0)[0]).toBe(Infinity);
});

test('rows are called as their blocks are now', () => {
  const source = heatSource('signal', recordingOf(headerOf(2), [signals(1, 1)]), 'whole', ['first', 'act1']);
  expect(source.rows.map(({ name }) => name)).toEqual(['first', 'act1']);
  expect(source.readout(0, 0)).toContain('first · step 1');
});

test('a row that theory says nothing of has no heat and no place in the profile', () => {
  const header = headerOf(3, { healthy: [null, 0, 0], predicted: [null, -1, 0], anchor: 2 });
  const source = heatSource('signal', recordingOf(header, [signals(1, 1, 1)]), 'whole');
  const out = new Float32Array(3);
  source.fill(0, out);
  expect(out[0]).toBeNaN();
  expect(source.profile!.values).toEqual([null, -1, 0]);
});

test('after merging, a spike of one row shows and a swing that all rows share does not', () => {
  const steps = Array.from({ length: 2 * COLUMNS }, (_, step) =>
    step === 100 ? signals(1000, 1, 1, 1) : step === 200 ? signals(1000, 1000, 1000, 1000) : signals(1, 1, 1, 1),
  );
  const heat = cells('signal', steps);
  expect(heat(50)[0]).toBeCloseTo(3, 5);
  expect(heat(50)[1]).toBe(0);
  expect(heat(100)[0]).toBe(0);
});

test('after merging, one broken step of a column breaks the column', () => {
  const steps: Said[] = Array.from({ length: 2 * COLUMNS }, () => signals(1, 1, 1, 1));
  steps[10] = { rows: [{ signal: 1, non_finite: 1 }, { signal: 1 }, { signal: 1 }, { signal: 1 }] };
  expect(cells('signal', steps)(5)[0]).toBe(Infinity);
});

test('update ratios are decades from one in a thousand, of rows with a weight', () => {
  const step: Said = { rows: [{ update_ratio: 1e-3 }, {}, { update_ratio: 1e-5 }, {}] };
  const heat = cells('update_ratio', [step])(0);
  expect(heat).toHaveLength(2);
  expect(heat[0]).toBeCloseTo(0, 5);
  expect(heat[1]).toBeCloseTo(-2, 5);
});

const saturating = headerOf(4, { rows: headerOf(4).rows.map((row) => ({ ...row, inspected: row.inspected && 'saturated' })) });

test('dead and saturated are fractions of activations, where zero is a number and not a broken cell', () => {
  const step: Said = { rows: [{}, { dead: 0, saturated: 0.25 }, {}, { dead: 1, saturated: 0 }] };
  expect(cells('dead', [step])(0)).toEqual([0, 1]);
  expect(cells('saturated', [step], saturating)(0)).toEqual([0.25, 0]);
});

test('a view that no row of the network can have says why it is empty', () => {
  const relu = recordingOf(headerOf(4), [{}]);
  expect(heatSource('saturated', relu, 'whole').rows).toEqual([]);
  expect(emptyText('saturated', relu.header.rows)).toBe('There is no Sigmoid or Tanh in this network: its outputs cannot saturate.');
  expect(emptyText('dead', saturating.rows)).toMatch(/^There is no ReLU/);
  expect(emptyText('saturated', [])).toMatch(/^Press Train/);
  expect(emptyText('dead', relu.header.rows)).toMatch(/^Press Train/);
});

test('a signal that is not finite says so, in whichever row it shows', () => {
  const source = heatSource('signal', recordingOf(headerOf(2), [signals(Infinity, Infinity)]), 'whole');
  expect(source.readout(0, 0).split('\n')).toEqual(['fc1 · step 1 · 64 rows', 'signal not finite']);
});

test('the last steps are kept one by one, and stay with their id as the window moves', () => {
  const recording = recordingOf(
    headerOf(4),
    Array.from({ length: 3000 }, (_, step) => signals(step, 1, 1, 1)),
  );
  const source = heatSource('signal', recording, 'recent');
  expect([source.columns, source.stride]).toEqual([2000, 1]);
  expect(source.firstStepOf(0)).toBe(1001);
  expect(source.idOf(0)).toBe(1000);
});

test('a readout has the layer, the step, the number, what healthy would be, and the decades between', () => {
  const header = headerOf(4, { healthy: [-1, 0, 0, 0] });
  const source = heatSource('signal', recordingOf(header, [signals(1e-4, 1, 1, 0.1)]), 'whole');
  expect(source.readout(0, 0).split('\n')).toEqual([
    'fc1 · step 1 · 64 rows',
    'signal 1.00e−4',
    'healthy 0.01000',
    '−2.0 decades from healthy',
  ]);
  expect(source.readout(3, 0)).toContain('the other layers are compared with it');
});

test('a network that is not trained has its rows, and what is expected of them: measured where it was, else predicted', () => {
  const { rows } = headerOf(3);
  const forecast = { rows, healthy: [-1, 0, null], predicted: [-4, -1, 0], anchor: 2 };
  const source = forecastSource('signal', forecast, [-5.5, null, 0], ['first', 'act1', 'fc2']);
  expect(source.rows.map(({ name }) => name)).toEqual(['first', 'act1', 'fc2']);
  expect(source.columns).toBe(0);
  expect(source.forecast!.predicted).toEqual([-3, -1, null]);
  expect(source.forecast!.rows).toEqual([
    { value: -4.5, measured: true, text: 'first\nForecast: 4.5 decades below healthy\nmeasured with one batch, before training' },
    { value: -1, measured: false, text: 'act1\nForecast: 1.0 decades below healthy\nby theory, before training' },
    null,
  ]);
});

test('views of what no step has made yet have the rows that they will show, and no forecast', () => {
  const { rows } = headerOf(4);
  const source = forecastSource('dead', { rows, healthy: [0, 0, 0, 0], predicted: [0, 0, 0, 0], anchor: 2 }, null, ['a', 'b', 'c', 'd']);
  expect(source.rows.map(({ name }) => name)).toEqual(['b', 'd']);
  expect(source.forecast).toBeNull();
});

test('beside the predicted profile stands what was measured before the first step', () => {
  const header = headerOf(2, { healthy: [-1, 0], predicted: [-3, 0] });
  const { profile } = heatSource('signal', recordingOf(header, [signals(1, 1)]), 'whole', ['fc1', 'act1'], [-3.5, null]);
  expect(profile!.values).toEqual([-2, 0]);
  expect(profile!.start!.values).toEqual([-2.5, null]);
  expect(heatSource('signal', recordingOf(header, [signals(1, 1)]), 'whole').profile!.start).toBeNull();
});

test('a readout of many steps has their range', () => {
  const steps = Array.from({ length: 2 * COLUMNS }, (_, step) => signals(step % 2 === 0 ? 0.5 : 0.25, 1, 1, 1));
  const source = heatSource('signal', recordingOf(headerOf(4), steps), 'whole');
  expect(source.readout(0, 0).split('\n').slice(0, 2)).toEqual(['fc1 · steps 1 to 2', 'signal 0.2500 (0.2500 … 0.5000)']);
});

test('a held number says when it was measured', () => {
  const source = heatSource('dead', recordingOf(headerOf(2), [{ rows: [{}, { dead: 0.5 }] }, {}, {}]), 'whole');
  expect(source.readout(0, 2).split('\n')).toEqual(['act1 · step 3 · 64 rows', 'dead units 50 %', 'measured at step 1']);
});

test('nothing computed and not finite are said in words', () => {
  const source = heatSource('signal', recordingOf(headerOf(2), [{}, { rows: [{ non_finite: 2 }] }]), 'whole');
  expect(source.readout(0, 0)).toContain('not computed');
  expect(source.readout(0, 1)).toContain('not finite (2 numbers)');
});

test.each(VIEWS)('%s has its scale before there is a run', (view) => {
  const { scale, rows, columns } = emptySource(view);
  expect([rows.length, columns]).toEqual([0, 0]);
  expect(scale.ticks[0]).toBe(scale.low);
  expect(scale.ticks.at(-1)).toBe(scale.high);
});

test('against the prediction the signal is decades from what these weights and activations let expect', () => {
  const header = headerOf(3, { healthy: [-1, 0, 0], predicted: [-4, null, 0], anchor: 2 });
  const heat = cells('signal_predicted', [signals(1e-6, 1e-3, 1e-1), signals(0, Infinity, 1e-1)], header);
  expect(heat(0)[0]).toBeCloseTo(-1, 5);
  expect(heat(0)[1]).toBeNaN();
  expect(heat(0)[2]).toBe(0);
  expect(heat(1).slice(0, 2)).toEqual([-Infinity, Infinity]);
});

test('absolute, the signal is its own logarithm', () => {
  const heat = cells('signal_absolute', [signals(1e-6, 0, 1, Infinity)])(0);
  expect(heat[0]).toBeCloseTo(-6, 5);
  expect(heat.slice(1)).toEqual([-Infinity, 0, Infinity]);
});

test('the first step stays the reference when columns have merged, and nothing is known of one that was zero', () => {
  const steps = Array.from({ length: 2 * COLUMNS }, (_, step) => signals(step === 0 ? 1 : 0.01, step === 0 ? 0 : 1, 1, 1));
  const heat = cells('signal_first', steps);
  expect(heat(5)[0]).toBeCloseTo(-2, 5);
  expect(heat(5)[1]).toBeNaN();
});

test('gradient and weight are shown as logarithms, of the rows that have a weight', () => {
  const step: Said = { rows: [{ gradient_mean: 1e-7, gradient_max: 0.01, weight_norm: 100 }, {}, {}, {}] };
  expect(cells('gradient_mean', [step])(0)[0]).toBeCloseTo(-7, 5);
  expect(cells('gradient_max', [step])(0)[0]).toBeCloseTo(-2, 5);
  expect(cells('weight_norm', [step])(0)[0]).toBeCloseTo(2, 5);
  expect(cells('weight_norm', [step])(0)).toHaveLength(2);
});

test('a readout says what its number is compared with', () => {
  const header = headerOf(2, { healthy: [0, 0], predicted: [-3, 0], anchor: 1 });
  const recording = recordingOf(header, [signals(1e-2, 1), signals(1e-4, 1)]);
  expect(heatSource('signal_predicted', recording, 'whole').readout(0, 1).split('\n').slice(1)).toEqual([
    'signal 1.00e−4',
    'predicted 0.001000',
    '−1.0 decades from predicted',
  ]);
  expect(heatSource('signal_first', recording, 'whole').readout(0, 1).split('\n').slice(1)).toEqual([
    'signal 1.00e−4',
    'at the first step 0.01000',
    '−2.0 decades from the first step',
  ]);
  expect(heatSource('signal_absolute', recording, 'whole').readout(0, 1).split('\n').slice(1)).toEqual(['signal 1.00e−4']);
});

test('a branch, and a run that was kept, have the first step of the run that they come from', () => {
  const header = headerOf(2);
  const recording = recordingOf(header, [signals(1, 1), signals(0.1, 1), signals(0.01, 1)]);
  for (const later of [recording.continuedBy({ ...header, run: 2 }, 2), Recording.fromKept(recording.toKept())]) {
    const source = heatSource('signal_first', later, 'whole');
    const out = new Float32Array(2);
    source.fill(1, out);
    expect(out[0]).toBeCloseTo(-1, 5);
  }
});
