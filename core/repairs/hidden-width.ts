/** @file Wider or narrower hidden layers. */
import type { Node } from '../document/document.ts';
import { linear } from '../layers/linear.ts';
import { numberFor } from './in-force.ts';
import { joined } from './joined.ts';
import { hiddenLinears, readNetwork, type Network } from './network.ts';
import type { Repair } from './repair.ts';

const setting = linear.settings.out_features;

/**
 * Gives `width` to the hidden Linears that it suits. What meets in a sum must stay of one width, so such Linears change together, or stay
 * where the sum has a term that is not theirs to change.
 */
const hiddenWidth =
  (improves: (wanted: number, present: number) => boolean): Repair =>
  (document, numbers) => {
    const width = numberFor(setting, numbers.width);
    if (width === null) return null;
    const network = readNetwork(document);
    const hidden = new Set(hiddenLinears(network));
    const changed = equalWidths(network)
      .filter((sources) => sources.every((node) => hidden.has(node) && improves(width, widthOf(node))))
      .flat();
    return joined(changed.map(({ id }) => ({ edit: 'set', node: id, setting: 'out_features', value: width })));
  };

/** Sets `width` where hidden layers are narrower. */
export const widenLayers = hiddenWidth((wanted, present) => wanted > present);

/** Sets `width` where hidden layers are wider. */
export const narrowLayers = hiddenWidth((wanted, present) => wanted < present);

function widthOf({ settings }: Node): number {
  return numberFor(setting, settings['out_features']) ?? setting.default;
}

/** Groups of blocks that must be of one width: those that set a width (a Linear, an Input, an unknown block), by the sums they meet in. */
function equalWidths({ order, into }: Network): Node[][] {
  const groups = new Map<string, Set<Node>>();
  for (const node of order) {
    const own = node.layer === 'Linear' ? [] : into(node.id).map(({ from }) => groups.get(from[0])!);
    const [group = new Set([node]), ...others] = new Set(own);
    for (const other of others) for (const source of other) group.add(source);
    groups.set(node.id, group);
    if (others.length > 0) for (const [id, present] of groups) if (others.includes(present)) groups.set(id, group);
  }
  return [...new Set(groups.values())].map((group) => [...group]);
}
