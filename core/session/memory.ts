/** @file Whether a network and its data fit into the memory of one machine, asked before any of it is taken. */
import type { Data } from '../datasets/table.ts';
import { ADDRESSABLE, memoryNeeded } from '../engine/memory-needed.ts';
import type { Finding, Numbers } from '../findings/finding.ts';
import { InputError } from '../findings/input-error.ts';
import { finding } from '../findings/messages.ts';
import type { Plan } from '../plan/plan.ts';
import type { Engine } from './engine.ts';
import { rowLists } from './row-lists.ts';

/** Bytes for the plan and, where there are any, the data. */
export function memoryOf(plan: Plan, engine: Engine | null, data: Data | null): number {
  const threads = engine?.team?.threads ?? 1;
  return data ? memoryNeeded(plan, threads, data.train.rows + data.validation.rows, rowLists(data).places) : memoryNeeded(plan, threads);
}

/** Why a plan, or a plan with these data, can be trained on no machine; null if it can on one that has the memory. */
export function memoryExceeded(plan: Plan, engine: Engine | null, data: Data | null): Finding | null {
  const needed = memoryOf(plan, engine, data);
  if (needed <= ADDRESSABLE) return null;
  const rows = needed - memoryOf(plan, engine, null);
  const about: Numbers = rows > 0 ? { with: 'clause:with_data', or: 'clause:or_fewer_rows', data: rows } : { with: '', or: '' };
  return finding('memory_exceeded', {}, { needed, batch: plan.batch, available: ADDRESSABLE, ...about });
}

/** Whether an error says that there is no more memory to be had. */
export function isDenied(error: unknown): error is RangeError {
  return error instanceof RangeError && /memory|allocat/i.test(error.message);
}

/** What takes `needed` bytes. @throws InputError memory_denied where the system does not give them */
export function withMemory<T>(needed: number, take: () => T): T {
  try {
    return take();
  } catch (error) {
    if (error instanceof RangeError) throw new InputError('memory_denied', { needed });
    throw error;
  }
}
