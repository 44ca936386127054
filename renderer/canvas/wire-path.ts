/**
 * @file The course of a wire. Forward it is one calm curve; to a block further left it turns back between the rows; over
 * blocks that stand in its way it makes a bow below them.
 */
import { BLOCK, STEP, type Point } from '../editing/block.ts';

export interface WireEnds {
  readonly sourceX: number;
  readonly sourceY: number;
  readonly targetX: number;
  readonly targetY: number;
}

export interface WireCourse {
  /** An SVG path. */
  readonly path: string;
  /** Where its label stands. */
  readonly labelX: number;
  readonly labelY: number;
  /** The label is set above a level wire and upon any other. */
  readonly level: boolean;
}

interface Corner {
  readonly x: number;
  readonly y: number;
}

/** Two heights nearer than this look level. */
const NEAR = 8;
const AIR = 20;
const RADIUS = 14;
const CLEARANCE = 12;

/** `blocks` are the top left corners of every block on the canvas, the two ends included. */
export function wireCourse(ends: WireEnds, blocks: readonly Corner[]): WireCourse {
  const { sourceX, sourceY, targetX, targetY } = ends;
  if (targetX < sourceX + NEAR) return turnBack(ends);
  const between = blocks.filter((block) => standsBetween(ends, block));
  if (between.length > 0) return bow(ends, Math.max(...between.map((block) => block.y + BLOCK.height)) + AIR);
  const reach = Math.min(72, Math.max(AIR, (targetX - sourceX) / 2));
  return {
    path: `M${sourceX} ${sourceY}C${sourceX + reach} ${sourceY} ${targetX - reach} ${targetY} ${targetX} ${targetY}`,
    labelX: (sourceX + targetX) / 2,
    labelY: (sourceY + targetY) / 2,
    level: Math.abs(targetY - sourceY) < NEAR,
  };
}

/** Whether the straight line from end to end would cross the block. */
function standsBetween({ sourceX, sourceY, targetX, targetY }: WireEnds, { x, y }: Corner): boolean {
  const from = Math.max(sourceX + CLEARANCE, x);
  const to = Math.min(targetX - CLEARANCE, x + BLOCK.width);
  if (from >= to) return false;
  const heightAt = (at: number) => sourceY + ((at - sourceX) / (targetX - sourceX)) * (targetY - sourceY);
  const top = Math.min(heightAt(from), heightAt(to));
  const bottom = Math.max(heightAt(from), heightAt(to));
  return bottom > y && top < y + BLOCK.height;
}

function bow(ends: WireEnds, lowest: number): WireCourse {
  return detour(ends, Math.max(lowest, ends.sourceY, ends.targetY), AIR);
}

/** Back to the left: out, along the gap between two rows, and in again. */
function turnBack(ends: WireEnds): WireCourse {
  const { sourceY, targetY } = ends;
  const rows = Math.abs(targetY - sourceY) / STEP.y;
  if (rows < 0.5) return detour(ends, Math.max(sourceY, targetY) + BLOCK.height / 2 + AIR, 24);
  if (rows < 1.5) return detour(ends, (sourceY + targetY) / 2, 24);
  // a wire over several rows runs in the gap before its target, and keeps clear of those from one row to the next
  return detour(ends, targetY - Math.sign(targetY - sourceY) * (STEP.y / 2 - NEAR), 32);
}

/** Out by `reach`, to the height `level`, along it, and in again. */
function detour({ sourceX, sourceY, targetX, targetY }: WireEnds, level: number, reach: number): WireCourse {
  const path = rounded([
    [sourceX, sourceY],
    [sourceX + reach, sourceY],
    [sourceX + reach, level],
    [targetX - reach, level],
    [targetX - reach, targetY],
    [targetX, targetY],
  ]);
  return { path, labelX: (sourceX + targetX) / 2, labelY: level, level: false };
}

/** A line through right-angled corners, each rounded as far as its legs are long. */
function rounded(corners: readonly Point[]): string {
  const between = ([x1, y1]: Point, [x2, y2]: Point) => Math.hypot(x2 - x1, y2 - y1);
  const towards = ([x1, y1]: Point, [x2, y2]: Point, distance: number) => {
    const share = distance / (Math.hypot(x2 - x1, y2 - y1) || 1);
    return `${x1 + (x2 - x1) * share} ${y1 + (y2 - y1) * share}`;
  };
  const middle = corners.slice(1, -1).map((corner, index) => {
    const [before, after] = [corners[index]!, corners[index + 2]!];
    const radius = Math.min(RADIUS, between(before, corner) / 2, between(corner, after) / 2);
    return `L${towards(corner, before, radius)}Q${corner.join(' ')} ${towards(corner, after, radius)}`;
  });
  return `M${corners[0]!.join(' ')}${middle.join('')}L${corners.at(-1)!.join(' ')}`;
}
