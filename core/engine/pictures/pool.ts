/** @file Many numbers in few cells: the largest of each, or their mean. Each number is in one cell. */
import { MOST_CELLS, type Pool } from '../../telemetry/picture.ts';
import type { RealArray } from '../machine.ts';
import { indexAt, type Arrangement } from './arrangement.ts';

export interface Cells {
  readonly cells: readonly [rows: number, columns: number];
  readonly values: Float32Array<ArrayBuffer>;
  readonly places: Int32Array<ArrayBuffer> | null;
}

/** Into at most `room` cells, of which each is a block of the matrix: cell i of n has the rows from ⌊i·rows/n⌋ to before ⌊(i+1)·rows/n⌋. */
export function pooled(numbers: RealArray, arrangement: Arrangement, pool: Pool, room: readonly [rows: number, columns: number]): Cells {
  const { rows, columns } = arrangement;
  const cells = cellsWithin(room, rows, columns);
  const values = new Float32Array(cells[0] * cells[1]);
  const single = cells[0] === rows && cells[1] === columns;
  const places = pool === 'max' || single ? new Int32Array(values.length) : null;
  for (let down = 0, cell = 0; down < cells[0]; down++) {
    const top = Math.floor((down * rows) / cells[0]);
    const bottom = Math.floor(((down + 1) * rows) / cells[0]);
    for (let across = 0; across < cells[1]; across++, cell++) {
      const left = Math.floor((across * columns) / cells[1]);
      const right = Math.floor(((across + 1) * columns) / cells[1]);
      if (places) places[cell] = placeOfLargest(numbers, arrangement, top, bottom, left, right);
      values[cell] =
        pool === 'mean'
          ? meanMagnitude(numbers, arrangement, top, bottom, left, right)
          : shown(numberAt(numbers, arrangement, places![cell]!));
    }
  }
  return { cells, values, places };
}

/** One for each place of the room, or for each square of places: cells that are as wide as they are high look like those of the screen. */
function cellsWithin(room: readonly [rows: number, columns: number], rows: number, columns: number): readonly [number, number] {
  for (let side = 1; ; side++) {
    const cells = [clamp(room[0] / side, rows), clamp(room[1] / side, columns)] as const;
    if (cells[0] * cells[1] <= MOST_CELLS) return cells;
  }
}

function clamp(room: number, most: number): number {
  return Math.max(1, Math.min(Math.floor(room), most));
}

function numberAt(numbers: RealArray, arrangement: Arrangement, place: number): number {
  return numbers[indexAt(arrangement, Math.floor(place / arrangement.columns), place % arrangement.columns)]!;
}

/** NaN is what is not defined; what is computed and not finite has been made Infinity before. */
function shown(value: number): number {
  return Number.isNaN(value) || Number.isFinite(value) ? value : Infinity;
}

/** The first of the largest magnitude; the first of all if none of them is defined. */
function placeOfLargest(numbers: RealArray, at: Arrangement, top: number, bottom: number, left: number, right: number): number {
  const { columns, height } = at;
  let [place, largest] = [top * columns + left, -1];
  for (let row = top; row < bottom; row++)
    for (let column = left; column < right; column++) {
      const magnitude = Math.abs(numbers[height === 1 ? row * columns + column : indexAt(at, row, column)]!);
      if (magnitude > largest) {
        largest = magnitude;
        place = row * columns + column;
      }
    }
  return place;
}

/** Of those that are defined; NaN if none is. */
function meanMagnitude(numbers: RealArray, at: Arrangement, top: number, bottom: number, left: number, right: number): number {
  const { columns, height } = at;
  let [sum, count] = [0, 0];
  for (let row = top; row < bottom; row++)
    for (let column = left; column < right; column++) {
      const magnitude = Math.abs(numbers[height === 1 ? row * columns + column : indexAt(at, row, column)]!);
      if (magnitude !== magnitude) continue;
      sum += magnitude;
      count += 1;
    }
  return count > 0 ? sum / count : NaN;
}
