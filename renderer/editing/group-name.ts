import type { Group } from '../../core/layers/layer.ts';
import { m } from '../language/generated/messages.js';

const NAMES: { readonly [G in Group]: () => string } = {
  Data: m.group_data,
  Layers: m.group_layers,
  Normalise: m.group_normalise,
  Activate: m.group_activate,
  Regularise: m.group_regularise,
  Structure: m.group_structure,
  Loss: m.group_loss,
};

/** A group of the palette in the language spoken. */
export function groupName(group: Group): string {
  return NAMES[group]();
}
