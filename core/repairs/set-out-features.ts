import type { Edit } from '../document/edits.ts';
import { linear } from '../layers/linear.ts';
import { numberFor } from './in-force.ts';
import { joined } from './joined.ts';
import { readNetwork } from './network.ts';
import type { Repair } from './repair.ts';
import { widthSources } from './width-sources.ts';
import { wireInto } from './wire-into.ts';

/**
 * Gives the Linears that feed the input `port` of the block `node`, straight or through blocks that keep the width, `width` outputs; what
 * stands between and was told its width is told the new one.
 */
export const setOutFeatures: Repair = (document, numbers) => {
  const network = readNetwork(document);
  const wire = wireInto(network, numbers);
  const width = numberFor(linear.settings.out_features, numbers.width);
  const sources = wire && width !== null ? widthSources(network, wire) : null;
  if (!sources) return null;
  const edits: Edit[] = [
    ...sources.linears
      .filter(({ settings }) => (settings['out_features'] ?? linear.settings.out_features.default) !== width)
      .map(({ id }): Edit => ({ edit: 'set', node: id, setting: 'out_features', value: width })),
    ...sources.between
      .filter(({ settings }) => typeof settings['num_features'] === 'number' && settings['num_features'] !== width)
      .map(({ id }): Edit => ({ edit: 'set', node: id, setting: 'num_features', value: width })),
  ];
  return joined(edits);
};
