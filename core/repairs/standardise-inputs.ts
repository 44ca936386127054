import type { Scale } from '../datasets/scale.ts';
import { findSource } from '../datasets/sources.ts';
import type { Repair } from './repair.ts';

const STANDARDISE: Scale = 'standardise';

/** Brings every column of the data to mean 0 and deviation 1. */
export const standardiseInputs: Repair = ({ dataset }) => {
  const source = dataset && findSource(dataset.source);
  if (!source || (dataset['scale'] ?? source.settings.scale.default) === STANDARDISE) return null;
  return { edit: 'dataset', dataset: { ...dataset, scale: STANDARDISE } };
};
