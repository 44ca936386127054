/**
 * @file What makes two networks the same run. Equal structures have equal weights at equal places, so an edit that leaves
 * the structure as it was (a move, a name, a learning rate) goes on with the run, and undoing one that changed it brings
 * the weights back.
 */
import type { Plan } from '../plan/plan.ts';
import type { Document } from '../document/document.ts';

/**
 * Everything of a compiled document but names, the batch size (and with it the offsets) and running settings. `files` tells
 * data files of the same name apart.
 */
export function structureOf(plan: Plan, document: Document, seed: number, files: number): string {
  const { lr: _, ...optimizer } = plan.optimizer;
  return stable([
    plan.tensors.map(({ shape, role, initial, batched }) => [shape, role, initial, batched]),
    plan.forward,
    plan.backward,
    plan.update,
    optimizer,
    document.dataset ?? null,
    seed,
    files,
  ]);
}

/** JSON whose objects have their keys in order, for an undone edit may put a key back at the end. */
function stable(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
