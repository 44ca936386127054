/**
 * @file How older model files become current ones: an ordered list of pure steps over metadata and tensors, as documents have them
 * (document/migrations.ts); the drawing inside has a version of its own. A change of the file's form appends one.
 */
import type { Safetensors } from './safetensors.ts';

/** A model file of some version, taken apart. */
export type ModelDraft = Pick<Safetensors, 'tensors' | 'metadata'>;
export type ModelMigration = (older: ModelDraft) => ModelDraft;

const MODEL_MIGRATIONS: readonly ModelMigration[] = [];

/** The version that this program writes. */
export const MODEL_VERSION = MODEL_MIGRATIONS.length + 1;

/** Brings a model file of `version` up to the version after the last of `steps`. */
export function migrateModel(draft: ModelDraft, version: number, steps: readonly ModelMigration[] = MODEL_MIGRATIONS): ModelDraft {
  return steps.slice(version - 1).reduce((older, step) => step(older), draft);
}
