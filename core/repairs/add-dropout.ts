import { dropout } from '../layers/dropout.ts';
import { findLayer } from '../layers/index.ts';
import { numberFor } from './in-force.ts';
import { Insertion } from './insertion.ts';
import { readNetwork } from './network.ts';
import type { Repair } from './repair.ts';

/** Puts a Dropout behind each hidden activation that feeds none; all that the activation fed is fed by it. */
export const addDropout: Repair = (document, numbers) => {
  const p = numberFor(dropout.settings.p, numbers.p);
  if (!p) return null;
  const network = readNetwork(document);
  const insertion = new Insertion(document);
  for (const { id, layer } of network.order)
    if (
      network.hidden.has(id) &&
      findLayer(layer)?.group === 'Activate' &&
      !network.outOf(id).some(({ to }) => network.node(to[0])!.layer === dropout.name)
    )
      insertion.insert(dropout, { p }, id, insertion.outOf(id));
  return insertion.edit();
};
