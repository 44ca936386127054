/** @file The training settings of a document, each present and valid, or findings that say what is wrong. */
import type { Document } from '../document/document.ts';
import { expectOneOf, expectPair, type Expectation } from '../findings/expectation.ts';
import type { Finding } from '../findings/finding.ts';
import { finding } from '../findings/messages.ts';
import { accept, show, type Answer } from '../layers/accept.ts';
import {
  DEFAULT_OPTIMIZER,
  OPTIMIZERS,
  TRAINING_SETTINGS,
  type TrainingSetting,
  type TrainingSettingTable,
} from '../layers/training-settings.ts';
import type { Optimizer } from '../plan/plan.ts';

export interface Training {
  readonly optimizer: Optimizer;
  readonly batch_size: number;
  readonly epochs: number;
  readonly seed: number;
  /** The largest norm of the whole gradient, or null for no clipping. */
  readonly clip_grad_norm: number | null;
}

function acceptTraining(setting: TrainingSetting, given: unknown): Answer {
  if (setting.kind !== 'pair') return accept(setting, given);
  const { min, max } = setting;
  const pair = Array.isArray(given) && given.length === 2 && given.every((item) => typeof item === 'number' && item >= min && item < max);
  return pair
    ? { accepted: true, value: given, ignored: [] }
    : { accepted: false, at: '', got: show(given), expectation: expectPair(setting) };
}

/** Every setting of the table, from what was given or by default; `path` names the group in findings. */
function resolveTable(
  table: TrainingSettingTable,
  given: Readonly<Record<string, unknown>>,
  path: string,
  findings: Finding[],
): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  for (const [name, setting] of Object.entries(table)) {
    values[name] = setting.default;
    if (!Object.hasOwn(given, name) || given[name] === undefined) continue;
    const answer = acceptTraining(setting, given[name]);
    if (answer.accepted) values[name] = answer.value;
    else refuse(path + name, answer.got, answer.expectation, findings);
  }
  for (const name of Object.keys(given))
    if (!Object.hasOwn(table, name)) findings.push(finding('training_unknown', { setting: path + name }, { setting: path + name }));
  return values;
}

function refuse(setting: string, got: string, expectation: Expectation, findings: Finding[]): void {
  findings.push(finding('training_invalid', { setting }, { setting, got, ...expectation }));
}

function resolveOptimizer(given: Document['training']['optimizer'], findings: Finding[]): Optimizer {
  const { kind, ...settings } = given ?? { kind: DEFAULT_OPTIMIZER };
  if (!Object.hasOwn(OPTIMIZERS, kind)) {
    refuse('optimizer.kind', show(kind), expectOneOf(Object.keys(OPTIMIZERS)), findings);
    return resolveOptimizer(undefined, []);
  }
  const table = OPTIMIZERS[kind as Optimizer['kind']];
  const optimizer = { kind, ...resolveTable(table, settings, 'optimizer.', findings) } as Optimizer;
  // torch.optim.SGD: "Nesterov momentum requires a momentum and zero dampening"
  if (optimizer.kind === 'SGD' && optimizer.nesterov && (optimizer.momentum === 0 || optimizer.dampening !== 0))
    refuse('optimizer.nesterov', 'true', { expected: 'clause:no_nesterov' }, findings);
  return optimizer;
}

/** What a run of this document is trained with. A setting that is wrong has its default, and a finding. */
export function resolveTraining(document: Document, findings: Finding[]): Training {
  const { optimizer, ...rest } = document.training;
  return {
    optimizer: resolveOptimizer(optimizer, findings),
    ...(resolveTable(TRAINING_SETTINGS, rest, '', findings) as Omit<Training, 'optimizer'>),
  };
}
