/** @file A Linear in a wire, so that rows of another width arrive. */
import type { Settings } from '../document/document.ts';
import { flatten } from '../layers/flatten.ts';
import { linear } from '../layers/linear.ts';
import { numberFor } from './in-force.ts';
import { Insertion } from './insertion.ts';
import { readNetwork } from './network.ts';
import type { Repair } from './repair.ts';
import { shapesOf } from './shapes.ts';
import { wireInto } from './wire-into.ts';

const linearInto =
  (settings: Settings): Repair =>
  (document, numbers) => {
    const network = readNetwork(document);
    const wire = wireInto(network, numbers);
    const width = numberFor(linear.settings.out_features, numbers.width);
    if (!wire || width === null) return null;
    const shape = shapesOf(network).get(wire.from[0]);
    const insertion = new Insertion(document);
    const flat = shape !== undefined && shape.length > 1 ? insertion.insert(flatten, {}, wire.from[0], [wire]) : null;
    const last = flat === null ? wire : insertion.outOf(flat)[0]!;
    insertion.insert(linear, { out_features: width, ...settings }, last.from[0], [last]);
    return insertion.edit();
  };

/** Puts a Linear with `width` outputs into the wire at the input `port` of the block `node`. */
export const insertLinear = linearInto({});

/** The same for a branch that meets another in a sum: without a bias, as W_s of He et al. 2016, for the sum has one from its other branch. */
export const projectBranch = linearInto({ bias: false });
