/** @file Settings that must be something else, and are put there. */
import type { Document, Node } from '../document/document.ts';
import { accept } from '../layers/accept.ts';
import { findLayer } from '../layers/index.ts';
import { input } from '../layers/input.ts';
import { TRAINING_SETTINGS } from '../layers/training-settings.ts';
import { numberFor, trainingValue } from './in-force.ts';
import type { Repair } from './repair.ts';

export function nodeOf({ nodes }: Document, id: unknown): Node | undefined {
  return nodes.find((node) => node.id === id);
}

/** Sets `setting` of the block `node` to `width`, the number of what arrives there. */
export const setInFeatures: Repair = (document, { node: id, setting, width }) => {
  const node = nodeOf(document, id);
  const domain = findLayer(node?.layer ?? '')?.settings[String(setting)];
  if (!node || domain?.kind !== 'nullable_integer' || !accept(domain, width).accepted || node.settings[String(setting)] === width)
    return null;
  return { edit: 'set', node: node.id, setting: String(setting), value: width };
};

/** Makes the Input `node` take rows of `width` numbers. */
export const setInputShape: Repair = (document, { node: id, width }) => {
  const node = nodeOf(document, id);
  const shape = [width];
  if (node?.layer !== input.name || !accept(input.settings.shape, shape).accepted) return null;
  if (JSON.stringify(node.settings['shape'] ?? input.settings.shape.default) === JSON.stringify(shape)) return null;
  return { edit: 'set', node: node.id, setting: 'shape', value: shape };
};

/** Takes batches of `batch_size` rows. */
export const setBatchSize: Repair = (document, { batch_size }) => {
  const rows = numberFor(TRAINING_SETTINGS.batch_size, batch_size);
  return rows === null || rows === trainingValue(document, 'batch_size') ? null : { edit: 'train', training: { batch_size: rows } };
};

/** Takes what was written for `setting` of the block `node` away, so that its default holds. */
export const resetSetting: Repair = (document, { node: id, setting }) => {
  const node = nodeOf(document, id);
  if (!node || node.settings[String(setting)] === undefined) return null;
  return { edit: 'set', node: node.id, setting: String(setting), value: undefined };
};

/** The same of a training setting, `optimizer.lr` as well; an optimizer of no known kind is taken away whole. */
export const resetTraining: Repair = ({ training }, numbers) => {
  const [setting = '', field] = String(numbers['setting']).split('.');
  const written = training[setting];
  if (written === undefined) return null;
  if (field === undefined || field === 'kind') return { edit: 'train', training: { [setting]: undefined } };
  const { [field]: gone, ...rest } = written as Record<string, unknown>;
  return gone === undefined ? null : { edit: 'train', training: { [setting]: rest } };
};
