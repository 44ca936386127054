/** @file The examples, in the order in which they are offered. */
import { digitsMlp } from './digits-mlp.ts';
import { exploding, explodingRepaired } from './exploding.ts';
import { iris } from './iris.ts';
import type { Lesson } from './lesson.ts';
import { regressionPlane } from './regression-plane.ts';
import { residual } from './residual.ts';
import { spiralMlp } from './spiral-mlp.ts';
import { tenSigmoids, tenSigmoidsRepaired } from './ten-sigmoids.ts';
import { xorSmall } from './xor-small.ts';

export const LESSONS: readonly Lesson[] = [
  digitsMlp,
  tenSigmoids,
  tenSigmoidsRepaired,
  exploding,
  explodingRepaired,
  spiralMlp,
  residual,
  iris,
  xorSmall,
  regressionPlane,
];
