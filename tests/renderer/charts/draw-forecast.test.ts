import { expect, test } from 'vitest';
import { drawForecast, forecastAxis } from '../../../renderer/charts/draw-forecast.ts';
import type { HeatForecast } from '../../../renderer/charts/heat-source.ts';
import { fakeSource } from './fake-source.ts';

const palette = { ground: '#000000', panel: '#000000', muted: '#888888', cold: 'rgb(0, 0, 255)', hot: 'rgb(255, 0, 0)' };
const row = (value: number, measured: boolean) => ({ value, measured, text: '' });

/** What is drawn of a forecast 60 px wide with rows 10 px tall: [what, colour or opacity, x, width]. */
function drawn(forecast: HeatForecast): unknown[][] {
  const calls: unknown[][] = [];
  const context = {
    fillStyle: '',
    strokeStyle: '',
    globalAlpha: 1,
    fillRect(x: number, _: number, width: number) {
      calls.push(['bar', this.globalAlpha === 1 ? this.fillStyle : this.globalAlpha, x, width]);
    },
    setLineDash: () => undefined,
    beginPath: () => undefined,
    moveTo: () => undefined,
    lineTo(x: number) {
      calls.push(['line', this.strokeStyle, x]);
    },
    stroke: () => undefined,
  };
  const { x } = forecastAxis(forecast, 60);
  drawForecast(context as unknown as CanvasRenderingContext2D, forecast, { x, rowHeight: 10, scale: fakeSource([[0]]).scale, palette });
  return calls;
}

test('a bar goes from healthy to where the row stands, with a firm end only if it is measured', () => {
  expect(drawn({ rows: [row(-1.5, true), row(3, false)], predicted: [] })).toEqual([
    ['bar', 0.5, 15, 15],
    ['bar', palette.cold, 14, 2],
    ['bar', 0.25, 30, 30],
  ]);
});

test('an exact zero is a line without end, and what is not known is not drawn', () => {
  expect(drawn({ rows: [row(-Infinity, true), null], predicted: [] })).toEqual([['line', palette.cold, 0]]);
});

test('theory is on the scale as well, where it says more than was measured', () => {
  const { x, ticks } = forecastAxis({ rows: [row(-1, true)], predicted: [-8] }, 120);
  expect([x(-9), x(3)]).toEqual([0, 120]);
  expect(ticks).toEqual([-9, -6, -3, 0, 3]);
});
