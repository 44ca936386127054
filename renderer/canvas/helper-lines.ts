/**
 * @file What lines up while something is moved: its edges and its middle with those of what stands near, and gaps that are equal. Each
 * axis is judged by itself; the nearest of what is within reach wins.
 */
import type { Point } from '../editing/block.ts';
import type { Box } from '../editing/box.ts';

/** A line on the canvas, in its pixels. */
export interface HelperLine {
  readonly from: Point;
  readonly to: Point;
  /** Between two things, told as equal to another one; else along their edges. */
  readonly gap: boolean;
}

export interface LinedUp {
  /** By how much to move so that it lines up; null where nothing is within reach. */
  readonly x: number | null;
  readonly y: number | null;
  readonly lines: readonly HelperLine[];
}

/** What is farther from the moved thing than this, in canvas pixels, does not speak. */
const NEAR = 640;
/** A line goes so far beyond what it joins. */
const BEYOND = 8;

type Axis = 0 | 1;

/** One axis of a box. */
interface Span {
  readonly start: number;
  readonly end: number;
}

interface Snap {
  readonly by: number;
  readonly lines: readonly HelperLine[];
}

/** `reach` is how far it snaps, in canvas pixels. */
export function lineUp(moved: Box, others: readonly Box[], reach: number): LinedUp {
  const near = others.filter((other) => isNear(moved, other));
  const [x, y] = ([0, 1] as const).map((axis) => best(snapsOf(axis, moved, near, reach)));
  const settled: Box = { ...moved, position: [moved.position[0] + (x?.by ?? 0), moved.position[1] + (y?.by ?? 0)] };
  // what the other axis has moved is drawn where it is now
  const lines = ([0, 1] as const).flatMap((axis) => {
    const snap = axis === 0 ? x : y;
    return snap ? (best(snapsOf(axis, settled, near, 0.5))?.lines ?? []) : [];
  });
  return { x: x?.by ?? null, y: y?.by ?? null, lines };
}

function isNear(a: Box, b: Box): boolean {
  return ([0, 1] as const).every((axis) => distance(span(a, axis), span(b, axis)) < NEAR);
}

function best(snaps: readonly Snap[]): Snap | null {
  if (snaps.length === 0) return null;
  const least = Math.min(...snaps.map(({ by }) => Math.abs(by)));
  const chosen = snaps.find(({ by }) => Math.abs(by) === least)!;
  // what this very move brings about; where things of one size line up at both edges, one line says it
  const lines = snaps.filter(({ by }) => Math.abs(by - chosen.by) < 0.5).flatMap(({ lines }) => lines);
  const edges = lines.filter(({ gap }) => !gap);
  return { by: chosen.by, lines: [...(edges[0] ? [longest(edges, edges[0])] : []), ...lines.filter(({ gap }) => gap)] };
}

/** All that run along with `one`, as one. */
function longest(lines: readonly HelperLine[], one: HelperLine): HelperLine {
  const axis: Axis = one.from[0] === one.to[0] ? 0 : 1;
  const across: Axis = axis === 0 ? 1 : 0;
  const along = lines.filter(({ from }) => Math.abs(from[axis] - one.from[axis]) < 0.5);
  const from = Math.min(...along.map((line) => line.from[across]));
  const to = Math.max(...along.map((line) => line.to[across]));
  return { from: point(axis, one.from[axis], from), to: point(axis, one.from[axis], to), gap: false };
}

function snapsOf(axis: Axis, moved: Box, others: readonly Box[], reach: number): Snap[] {
  return [...edgeSnaps(axis, moved, others), ...gapSnaps(axis, moved, others)].filter(({ by }) => Math.abs(by) <= reach);
}

/** Start with start, middle with middle, end with end. */
function edgeSnaps(axis: Axis, moved: Box, others: readonly Box[]): Snap[] {
  const own = marks(span(moved, axis));
  return others.flatMap((other) =>
    marks(span(other, axis)).map((at, index): Snap => {
      const across: Axis = axis === 0 ? 1 : 0;
      const [a, b] = [span(moved, across), span(other, across)];
      const from = Math.min(a.start, b.start) - BEYOND;
      const to = Math.max(a.end, b.end) + BEYOND;
      return { by: at - own[index]!, lines: [{ from: point(axis, at, from), to: point(axis, at, to), gap: false }] };
    }),
  );
}

/** Between two of a row in the middle, or at one end of the row as far from it as two of it are from each other. */
function gapSnaps(axis: Axis, moved: Box, others: readonly Box[]): Snap[] {
  const across: Axis = axis === 0 ? 1 : 0;
  const row = others
    .filter((other) => distance(span(moved, across), span(other, across)) < 0)
    .map((other) => ({ other, ...span(other, axis) }));
  row.sort((a, b) => a.start - b.start);
  const own = span(moved, axis);
  const length = own.end - own.start;
  const snaps: Snap[] = [];
  const add = (start: number, gaps: readonly (readonly [from: number, to: number])[]) => {
    const at = middle(span(moved, across));
    snaps.push({
      by: start - own.start,
      lines: gaps.map(([from, to]) => ({ from: point(across, at, from), to: point(across, at, to), gap: true })),
    });
  };
  for (let i = 1; i < row.length; i++) {
    const [a, b] = [row[i - 1]!, row[i]!];
    const gap = b.start - a.end;
    if (gap <= 0) continue;
    if (gap > length) {
      const each = (gap - length) / 2;
      add(a.end + each, [
        [a.end, a.end + each],
        [b.start - each, b.start],
      ]);
    }
    add(b.end + gap, [
      [a.end, b.start],
      [b.end, b.end + gap],
    ]);
    add(a.start - gap - length, [
      [a.start - gap, a.start],
      [a.end, b.start],
    ]);
  }
  return snaps;
}

function span({ position, size }: Box, axis: Axis): Span {
  return { start: position[axis], end: position[axis] + size[axis] };
}

function marks({ start, end }: Span): readonly [number, number, number] {
  return [start, (start + end) / 2, end];
}

function middle({ start, end }: Span): number {
  return (start + end) / 2;
}

/** Below zero where they overlap. */
function distance(a: Span, b: Span): number {
  return Math.max(a.start - b.end, b.start - a.end);
}

/** At `at` of one axis and `along` of the other. */
function point(axis: Axis, at: number, along: number): Point {
  return axis === 0 ? [at, along] : [along, at];
}
