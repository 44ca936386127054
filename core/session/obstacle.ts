/** @file Why a compiled document cannot be trained, as the reason `why` of a sentence. */
import type { Data } from '../datasets/table.ts';
import type { Numbers } from '../findings/finding.ts';
import type { InputError } from '../findings/input-error.ts';
import { because } from '../findings/messages.ts';
import { firstError, type Compiled } from './compiled.ts';
import { smallestBatch } from './run.ts';

/** Null if it can; `problem` is why there are no data. */
export function obstacleTo({ plan, findings }: Compiled, data: Data | null, problem: InputError | null): Numbers | null {
  if (!data) return problem ? because(problem) : { why: 'clause:no_data' };
  const error = firstError(findings);
  if (error) return because(error);
  if (plan?.loss == null) return { why: 'clause:no_loss' };
  const { name, rows } = data.train;
  return rows < smallestBatch(plan) ? { data: name, why: 'sentence:rows_too_few' } : null;
}
