import { expect, test } from 'vitest';
import { forecastByNode, heatsOf, sameForecast, type Forecast } from '../../../renderer/state/forecast-heat.ts';
import { headerOf } from '../panels/recorded-run.ts';

const forecast: Forecast = { rows: headerOf(3).rows, healthy: [-1, 0.5, 0], predicted: [-4, null, 0], anchor: 2 };

test('heat is the profile against what is healthy, and unknown where either is', () => {
  expect(heatsOf(forecast, forecast.predicted)).toEqual([-3, null, 0]);
  expect(heatsOf({ healthy: [null, 0] }, [1, 1])).toEqual([null, 1]);
});

test('without a measurement a block has what theory predicts, and none where it predicts nothing', () => {
  const heats = forecastByNode(forecast, null);
  expect(heats.get('n0')).toEqual({ heat: -3, measured: false });
  expect(heats.has('n1')).toBe(false);
});

test('what was measured comes before what was predicted, row by row', () => {
  const heats = forecastByNode(forecast, [-4.5, 1, null]);
  expect(heats.get('n0')).toEqual({ heat: -3.5, measured: true });
  expect(heats.get('n1')).toEqual({ heat: 0.5, measured: true });
  expect(heats.get('n2')).toEqual({ heat: 0, measured: false });
});

test('a network that does not compile has none', () => {
  expect(forecastByNode(null, null).size).toBe(0);
});

test('a forecast stays the same when a block is renamed, and not when weights are drawn otherwise', () => {
  const renamed = { ...forecast, rows: forecast.rows.map((row) => ({ ...row, name: `${row.name}x` })) };
  expect(sameForecast(forecast, renamed)).toBe(true);
  expect(sameForecast(forecast, { ...forecast, predicted: [-3.9, null, 0] })).toBe(false);
  expect(sameForecast(forecast, null)).toBe(false);
});
