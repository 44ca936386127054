import { flatten } from '../layers/flatten.ts';
import { Insertion } from './insertion.ts';
import { readNetwork } from './network.ts';
import type { Repair } from './repair.ts';
import { shapesOf } from './shapes.ts';
import { wireInto } from './wire-into.ts';

/** Puts a Flatten into the wire at the input `port` of the block `node`, where rows of more than one axis arrive. */
export const insertFlatten: Repair = (document, numbers) => {
  const network = readNetwork(document);
  const wire = wireInto(network, numbers);
  const shape = wire && shapesOf(network).get(wire.from[0]);
  if (!shape || shape.length === 1) return null;
  const insertion = new Insertion(document);
  insertion.insert(flatten, {}, wire.from[0], [wire]);
  return insertion.edit();
};
