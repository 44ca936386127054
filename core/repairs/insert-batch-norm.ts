import { batchNorm1d } from '../layers/batch-norm-1d.ts';
import { trainingValue } from './in-force.ts';
import { Insertion } from './insertion.ts';
import { hiddenLinears, readNetwork } from './network.ts';
import type { Repair } from './repair.ts';

/** Puts a BatchNorm1d behind each hidden Linear that feeds none; all that the Linear fed is fed by it. A batch of one row has no variance. */
export const insertBatchNorm: Repair = (document) => {
  if (trainingValue(document, 'batch_size')! < 2) return null;
  const network = readNetwork(document);
  const insertion = new Insertion(document);
  for (const { id } of hiddenLinears(network))
    if (!network.outOf(id).some(({ to }) => network.node(to[0])!.layer === batchNorm1d.name))
      insertion.insert(batchNorm1d, {}, id, insertion.outOf(id));
  return insertion.edit();
};
