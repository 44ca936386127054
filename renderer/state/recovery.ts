/** @file What can be done for a run that has lost its numbers: the fixes that its findings offer, and whether it can go on with each. */
import type { Document } from '../../core/document/document.ts';
import { apply } from '../../core/document/edits.ts';
import type { Finding } from '../../core/findings/finding.ts';
import { fix, type Fix } from '../../core/findings/fixes.ts';
import { repairEdit } from '../../core/repairs/index.ts';
import { optimizerKind } from './defaults.ts';

export interface Recovery {
  readonly fix: Fix;
  /** The run can go back and on with it; else the network becomes another and begins anew. */
  readonly goesOn: boolean;
}

/**
 * In the findings' own order, each kind of fix once; none that would change nothing any more. Where the learning rate has been raised
 * since, the one that the run was sound with (`soundRate`, null if it is not known) comes before any other.
 */
export function recoveries(document: Document, findings: readonly Finding[], soundRate: number | null): Recovery[] {
  const offered = findings.filter(({ ended }) => ended === undefined).flatMap(({ fixes }) => fixes);
  const proven = soundRate === null ? [] : [fix('lower_learning_rate', { lr: soundRate })];
  const found = new Map<string, Recovery>();
  for (const each of [...proven, ...offered]) {
    const edit = found.has(each.code) ? null : repairEdit(document, each);
    if (edit) found.set(each.code, { fix: each, goesOn: runGoesOn(document, apply(document, edit).document) });
  }
  return [...found.values()];
}

/** Whether a run of one document can go on as a run of the other: nothing differs but settings that may change while it runs. */
export function runGoesOn(before: Document, after: Document): boolean {
  const { nodes, edges, dataset } = after;
  const same = before.nodes === nodes && before.edges === edges && before.dataset === dataset;
  return same && lasting(before.training) === lasting(after.training);
}

/** The training settings that hold from the first step to the last, as a text. */
function lasting(training: Document['training']): string {
  const without = (settings: object, names: readonly string[]) => Object.entries(settings).filter(([name]) => !names.includes(name));
  return JSON.stringify([
    without(training, ['optimizer', 'batch_size', 'epochs', 'clip_grad_norm']),
    optimizerKind(training),
    without(training.optimizer ?? {}, ['kind', 'lr']),
  ]);
}
