/**
 * @file The course of a wire. Forward it is one calm curve; to a block further left it turns back between the rows; over
 * blocks that stand in its way it makes a bow below them.
 */
import { Position, getSmoothStepPath } from '@xyflow/svelte';
import { BLOCK, GRID, STEP } from '../state/block.ts';

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

const AIR = 20;
const CLEARANCE = 12;

/** `blocks` are the top left corners of every block on the canvas, the two ends included. */
export function wireCourse(ends: WireEnds, blocks: readonly Corner[]): WireCourse {
  const { sourceX, sourceY, targetX, targetY } = ends;
  if (targetX < sourceX + GRID) return turnBack(ends);
  const between = blocks.filter((block) => standsBetween(ends, block));
  if (between.length > 0) return bow(ends, Math.max(...between.map((block) => block.y + BLOCK.height)) + AIR);
  const reach = Math.min(72, Math.max(AIR, (targetX - sourceX) / 2));
  return {
    path: `M${sourceX} ${sourceY}C${sourceX + reach} ${sourceY} ${targetX - reach} ${targetY} ${targetX} ${targetY}`,
    labelX: (sourceX + targetX) / 2,
    labelY: (sourceY + targetY) / 2,
    level: Math.abs(targetY - sourceY) < GRID,
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

function bow({ sourceX, sourceY, targetX, targetY }: WireEnds, lowest: number): WireCourse {
  const depth = Math.max(lowest, sourceY, targetY);
  const r = 14;
  return {
    path:
      `M${sourceX} ${sourceY}C${sourceX + r} ${sourceY} ${sourceX + r} ${sourceY + r} ${sourceX + r} ${sourceY + 2 * r}` +
      `L${sourceX + r} ${depth - r}Q${sourceX + r} ${depth} ${sourceX + 2 * r} ${depth}` +
      `L${targetX - 2 * r} ${depth}Q${targetX - r} ${depth} ${targetX - r} ${depth - r}` +
      `L${targetX - r} ${targetY + 2 * r}C${targetX - r} ${targetY + r} ${targetX - r} ${targetY} ${targetX} ${targetY}`,
    labelX: (sourceX + targetX) / 2,
    labelY: depth,
    level: false,
  };
}

/** Back to the left: out, along the gap between two rows, and in again. */
function turnBack({ sourceX, sourceY, targetX, targetY }: WireEnds): WireCourse {
  const rows = Math.abs(targetY - sourceY) / STEP.y;
  const sameRow = rows < 0.5;
  const [path, labelX, labelY] = getSmoothStepPath({
    sourceX,
    sourceY,
    sourcePosition: Position.Right,
    targetX,
    targetY,
    targetPosition: Position.Left,
    borderRadius: 14,
    // a wire over several rows keeps clear of those from one row to the next, and runs in the gap before its target
    offset: rows > 1.5 ? 36 : 24,
    ...(sameRow ? { centerY: Math.max(sourceY, targetY) + BLOCK.height / 2 + AIR } : {}),
    ...(rows > 1.5 ? { centerY: targetY - Math.sign(targetY - sourceY) * (STEP.y / 2) } : {}),
  });
  return { path, labelX, labelY, level: false };
}
