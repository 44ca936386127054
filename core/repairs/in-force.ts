/** @file Training settings as a run takes them: what a document says where that is valid, what is usual where it says nothing. */
import type { Document } from '../document/document.ts';
import { accept } from '../layers/accept.ts';
import type { Setting } from '../layers/setting.ts';
import { DEFAULT_OPTIMIZER, OPTIMIZERS, TRAINING_SETTINGS } from '../layers/training-settings.ts';

type OptimizerKind = keyof typeof OPTIMIZERS;
type NumberSetting = Setting & { readonly kind: 'number' | 'integer' | 'nullable_number' };

/** The value as a number that the setting takes; null for anything else. */
export function numberFor(setting: NumberSetting, value: unknown): number | null {
  return typeof value === 'number' && accept(setting, value).accepted ? value : null;
}

/** Null stands for "never" where a setting may be left empty. */
export function trainingValue({ training }: Document, name: 'batch_size' | 'epochs' | 'clip_grad_norm'): number | null {
  return numberFor(TRAINING_SETTINGS[name], training[name]) ?? TRAINING_SETTINGS[name].default;
}

export interface OptimizerInForce {
  readonly kind: OptimizerKind;
  readonly lr: number;
  readonly weightDecay: number;
  /** As the document writes it: what a repair does not name stays. */
  readonly written: NonNullable<Document['training']['optimizer']>;
}

/** Null for an optimizer that this version does not know. */
export function optimizerInForce({ training }: Document): OptimizerInForce | null {
  const written = training.optimizer ?? { kind: DEFAULT_OPTIMIZER };
  if (!Object.hasOwn(OPTIMIZERS, written.kind)) return null;
  const kind = written.kind as OptimizerKind;
  const { lr, weight_decay } = OPTIMIZERS[kind];
  return {
    kind,
    lr: numberFor(lr, written['lr']) ?? lr.default,
    weightDecay: numberFor(weight_decay, written['weight_decay']) ?? weight_decay.default,
    written,
  };
}
