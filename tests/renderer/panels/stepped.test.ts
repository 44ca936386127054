import { expect, test } from 'vitest';
import { findLayer } from '../../../core/layers/index.ts';
import { INITIALISATIONS } from '../../../core/layers/initialisations.ts';
import { OPTIMIZERS, TRAINING_SETTINGS } from '../../../core/layers/training-settings.ts';
import type { FieldDomain } from '../../../renderer/panels/field-domain.ts';
import { stepped } from '../../../renderer/panels/stepped.ts';

const { lr } = OPTIMIZERS.Adam;
const p = findLayer('Dropout')!.settings.p!;
const { mean } = INITIALISATIONS.normal;

test.each<[string, FieldDomain, unknown, 1 | -1, number | null]>([
  ['the next whole number', TRAINING_SETTINGS.batch_size, 32, 1, 33],
  ['one in the leading digit', lr, 0.001, 1, 0.002],
  ['one in the leading digit', lr, 0.0025, -1, 0.0015],
  ['through a power of ten', lr, 0.001, -1, 0.0009],
  ['through a power of ten', lr, 0.009, 1, 0.01],
  ['away from zero on either side', mean, -0.1, -1, -0.2],
  ['towards zero on either side', mean, -0.1, 1, -0.09],
  ['out of zero', p, 0, 1, 0.1],
  ['no further than the field goes', TRAINING_SETTINGS.batch_size, 1, -1, null],
  ['nowhere from what is no number', TRAINING_SETTINGS.clip_grad_norm, null, 1, null],
])('an arrow key steps %s', (_, domain, value, direction, next) => expect(stepped(domain, value, direction)).toBe(next));
