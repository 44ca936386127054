/** @file A look at the plane as its picture is drawn from. */
import type { Surface, Units } from '../../core/telemetry/data-look.ts';
import { largestMagnitude, roundMaximum } from '../charts/round-maximum.ts';
import type { SurfaceMeaning, SurfaceSource } from '../charts/surface-source.ts';
import { m } from '../language/generated/messages.js';

export function surfaceOf({ plane, shows, unit, classes, values, points }: Surface, nameOf: (node: string) => string): SurfaceSource {
  const [x = 'x', y = 'y'] = plane.columns;
  const meaning: SurfaceMeaning =
    shows === 'probability'
      ? { kind: 'classes', names: classes }
      : shows === 'value'
        ? { kind: 'numbers', name: m.data_predicted_value(), low: points.range[0], high: points.range[1] }
        : { kind: 'numbers', name: m.data_unit_name({ unit: unit!.index, node: nameOf(unit!.node) }), ...around([values]) };
  return { cells: plane.cells, names: [x, y], x: plane.x, y: plane.y, values, meaning, points: { ...points, classes } };
}

/** All units on one scale, so that they can be compared. */
export function unitsMeaning({ values }: Units): Extract<SurfaceMeaning, { kind: 'numbers' }> {
  return { kind: 'numbers', name: '', ...around(values) };
}

/** Zero in the middle, the ends at round numbers, so that they stay while the numbers move a little. */
function around(planes: readonly Float32Array[]): { readonly low: number; readonly high: number } {
  const high = roundMaximum(
    planes.map(largestMagnitude).reduce((most, largest) => Math.max(most, largest), 0),
    null,
  );
  return { low: -high, high };
}
