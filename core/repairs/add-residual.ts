import type { Node } from '../document/document.ts';
import { add } from '../layers/add.ts';
import { findLayer } from '../layers/index.ts';
import { Insertion } from './insertion.ts';
import { BYPASSED, hiddenLinears, readNetwork, type Network } from './network.ts';
import type { Repair } from './repair.ts';
import { shapesOf } from './shapes.ts';

/**
 * Adds to the output of each hidden stage (a Linear, perhaps with BatchNorm1d or Dropout, and its activation) what went into it, where
 * the two are of one shape. A stage that a wire already leads past is left: y = x + φ(W x + b), He et al. 2016.
 */
export const addResidual: Repair = (document) => {
  const network = readNetwork(document);
  const shapes = shapesOf(network);
  const insertion = new Insertion(document);
  for (const linear of hiddenLinears(network)) {
    const end = endOfStage(network, linear);
    const source = network.into(linear.id)[0]?.from[0];
    if (!end || !source || !sameShape(shapes.get(source), shapes.get(end)) || isPassedBy(network, linear)) continue;
    insertion.insert(add, {}, end, insertion.outOf(end), [insertion.into(linear.id)[0]!.from]);
  }
  return insertion.edit();
};

/** The activation that a Linear leads to and to nothing else; null if its stage is not of that form. */
function endOfStage({ node, outOf }: Network, linear: Node): string | null {
  let wires = outOf(linear.id);
  while (wires.length === 1) {
    const { id, layer } = node(wires[0]!.to[0])!;
    const group = findLayer(layer)?.group;
    if (group === 'Activate') return layer === 'Softmax' ? null : id;
    if (group !== 'Normalise' && group !== 'Regularise' && layer !== BYPASSED) return null;
    wires = outOf(id);
  }
  return null;
}

function sameShape(a: readonly number[] | undefined, b: readonly number[] | undefined): boolean {
  return a !== undefined && a.join() === b?.join();
}

/** Whether something that feeds the block also feeds, by another way, something that the block feeds. */
function isPassedBy({ into, outOf }: Network, { id }: Node): boolean {
  const before = walk([id], (at) => into(at).map(({ from }) => from[0]));
  const behind = walk([id], (at) => outOf(at).map(({ to }) => to[0]));
  before.delete(id);
  behind.delete(id);
  const around = walk([...before], (at) =>
    outOf(at)
      .map(({ to }) => to[0])
      .filter((next) => next !== id),
  );
  return [...around].some((at) => behind.has(at));
}

function walk(starts: readonly string[], next: (id: string) => readonly string[]): Set<string> {
  const seen = new Set(starts);
  for (const id of seen) for (const other of next(id)) seen.add(other);
  return seen;
}
