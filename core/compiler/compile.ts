/** @file The compiler: from a document to a plan, or to findings that say why there is none. Six passes, one file each. */
import type { Document } from '../document/document.ts';
import type { Finding } from '../findings/finding.ts';
import type { Outline } from '../plan/outline.ts';
import type { Plan } from '../plan/plan.ts';
import { check } from './1-check.ts';
import { infer } from './2-infer.ts';
import { lower } from './3-lower.ts';
import { differentiate } from './4-differentiate.ts';
import { schedule } from './5-schedule.ts';
import { allocate } from './6-allocate.ts';
import type { DataFacts } from './data-facts.ts';
import { outlineOf } from './outline.ts';
import { resolveTraining, type Training } from './training.ts';

export interface Compiled {
  /** Null if any finding is an error. */
  readonly plan: Plan | null;
  readonly outline: Outline;
  readonly training: Training;
}

/**
 * Compiles a document. `data` says what the network must fit; without it everything else is checked and the plan follows
 * from the graph alone. `batch` takes the place of the document's batch size. Appends to `findings`; never throws for a
 * document that has the form of one.
 */
export function compile(document: Document, data: DataFacts | null, findings: Finding[], { batch }: { batch?: number } = {}): Compiled {
  const before = findings.length;
  const sound = () => !findings.slice(before).some(({ severity }) => severity === 'error');

  const graph = check(document, findings);
  const trainingFindings: Finding[] = [];
  const training = resolveTraining(document, trainingFindings);
  const rows = batch ?? training.batch_size;
  const shapes = infer(graph, data, rows, findings);
  findings.push(...trainingFindings);

  function plan(): Plan | null {
    if (!sound()) return null;
    const forward = lower(graph, shapes, rows, findings);
    if (!sound()) return null;
    return allocate(schedule(differentiate(forward), training.optimizer, rows), findings);
  }

  const planned = plan();
  return { plan: planned, outline: outlineOf(document, { graph, shapes, plan: planned, training, batch: rows }), training };
}
