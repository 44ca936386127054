/** @file The time axis below a chart: the first label says that the numbers are steps. */
import { axisBottom } from 'd3-axis';
import { select } from 'd3-selection';
import { m } from '../language/generated/messages.js';
import { stepText } from './number-text.ts';
import { timeScale, type TimeWindow } from './pixel-columns.ts';
import { stepTicks } from './step-ticks.ts';

/** A label this near to an end of the axis, in pixels, starts or ends there and does not stand out over it. */
const EDGE = 28;

/** Draws or updates the axis; null clears it. */
export function drawStepAxis(group: SVGGElement, time: TimeWindow | null, width: number): void {
  if (!time) {
    select(group).selectAll('*').remove();
    return;
  }
  const scale = timeScale(time, width);
  const ticks = stepTicks(time, width);
  const text = (step: number) => (step === ticks[0] ? m.chart_step({ step: stepText(step) }) : stepText(step));
  const axis = axisBottom<number>(scale)
    .tickValues(ticks)
    .tickFormat((step) => text(step))
    .tickSize(4)
    .tickSizeOuter(0);
  const anchor = (step: number) => (scale(step) < EDGE ? 'start' : scale(step) > width - EDGE ? 'end' : 'middle');
  const shift = { start: (step: number) => -scale(step), middle: () => 0, end: (step: number) => width - scale(step) };
  select(group)
    .call(axis)
    .selectAll<SVGTextElement, number>('.tick text')
    .attr('text-anchor', anchor)
    .attr('dx', (step) => shift[anchor(step)](step));
}
