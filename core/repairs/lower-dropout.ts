import { dropout } from '../layers/dropout.ts';
import { numberFor } from './in-force.ts';
import { joined } from './joined.ts';
import { readNetwork } from './network.ts';
import type { Repair } from './repair.ts';

/** Sets `p` of each Dropout that drops more. */
export const lowerDropout: Repair = (document, numbers) => {
  const setting = dropout.settings.p;
  const p = numberFor(setting, numbers.p);
  if (p === null) return null;
  const { order, used } = readNetwork(document);
  const higher = order.filter(
    ({ id, layer, settings }) => layer === dropout.name && used.has(id) && (numberFor(setting, settings['p']) ?? setting.default) > p,
  );
  return joined(higher.map(({ id }) => ({ edit: 'set', node: id, setting: 'p', value: p })));
};
