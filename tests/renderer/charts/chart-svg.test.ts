import { expect, test } from 'vitest';
import { plotOf, type Chart } from '../../../renderer/charts/chart-plot.ts';
import { chartSvg, type ChartPicture } from '../../../renderer/charts/chart-svg.ts';
import type { Curve } from '../../../renderer/charts/curve.ts';
import { wellFormed } from '../../helpers/xml.ts';

const values = [4, 3, 2, 1];
const value = (index: number) => values[index]!;
const curve: Curve = {
  name: 'batch <1>',
  colour: 'var(--quiet)',
  look: 'line',
  count: 4,
  step: (index) => index + 1,
  value,
  low: value,
  high: value,
};
const earlier: Curve = { ...curve, name: 'run 3, batch', dash: '5 2', label: 'run 3', value: (index) => 2 * values[index]! };
const chart: Chart = {
  ...{ curves: [{ ...curve, name: 'each', look: 'band' }, curve, earlier], scale: 'linear', within: null },
  references: [{ name: 'constant predictor', value: 2.3 }],
  lane: { name: 'clipped', count: 1, step: () => 2, share: () => 'all' },
};
const picture: ChartPicture = { title: 'Net', about: 'loss', chart, moment: 2, valueText: (number) => `v${number}`, tickText: String };
const ink = () => 'rgb(1, 2, 3)';

test('the curves are those of the plot, told apart by dashes, and named with their numbers at the step that is shown', () => {
  const { svg, width, height } = chartSvg(picture, ink)!;
  expect(wellFormed(svg)).toBe(true);
  const paths = [...svg.matchAll(/class="curve" d="([^"]+)"/g)].map(([, path]) => path!.match(/[\d.]+/g)!.map(Number));
  const plot = plotOf(chart, 872, 400)!;
  expect(paths).toHaveLength(2);
  expect(paths[0]![0]).toBeCloseTo(plot.x(1), 1);
  expect(paths[0]![1]).toBeCloseTo(plot.y(4), 1);
  expect(svg.match(/stroke-dasharray="5 2"/g)).toHaveLength(2); // the line, and its sample in the legend
  expect(svg).toMatch(/batch &lt;1&gt; <tspan[^>]*>v3<\/tspan>/);
  for (const words of ['constant predictor v2.3', '>run 3<', '>clipped<', 'class="clipped"', 'class="moment"'])
    expect(svg).toContain(words);
  expect(svg).toContain(`width="${width}" height="${height}"`);
  expect(svg).not.toMatch(/var\(|<style|href=/);
});

test('without a point there is no picture', () => {
  expect(chartSvg({ ...picture, chart: { ...chart, curves: [] } }, ink)).toBeNull();
});
