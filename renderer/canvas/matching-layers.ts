/** @file Which layers a few typed letters mean. */
import { LAYERS } from '../../core/layers/index.ts';
import type { Layer } from '../../core/layers/layer.ts';

/** The layers that the letters may mean, the likeliest first; all of them, in the palette's order, for none. */
export function matchingLayers(query: string, groupName: (group: Layer['group']) => string): readonly Layer[] {
  const wanted = plain(query);
  if (wanted === '') return LAYERS;
  return LAYERS.map((layer) => ({ layer, distance: distanceTo(layer, wanted, groupName(layer.group)) }))
    .filter(({ distance }) => distance < Infinity)
    .sort((a, b) => a.distance - b.distance)
    .map(({ layer }) => layer);
}

/** 0 for the beginning of its name; more for what says less of it. */
function distanceTo({ name, stem, group, pytorch, help }: Layer, wanted: string, groupName: string): number {
  const initials = name.replace(/[^A-Z0-9]/g, '').toLowerCase();
  const ways = [
    plain(name).startsWith(wanted) || stem.startsWith(wanted),
    initials.startsWith(wanted),
    plain(name).includes(wanted) || plain(`torch.nn.${pytorch.module?.name ?? ''}`).includes(wanted),
    plain(group).startsWith(wanted) || plain(groupName).startsWith(wanted),
    wanted.length > 2 && [help.en, help.hi].some((text) => wordsOf(text).some((word) => word.startsWith(wanted))),
    wanted.length > 2 && isWithin(wanted, plain(name)),
  ];
  const nearest = ways.indexOf(true);
  return nearest < 0 ? Infinity : nearest;
}

function plain(text: string): string {
  return text.toLowerCase().replace(/[\s_-]+/g, '');
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().split(/[\s,.;:()]+/);
}

/** Whether the letters come in this order, whatever is between them: "lnr" in "linear". */
function isWithin(letters: string, text: string): boolean {
  let at = -1;
  return [...letters].every((letter) => (at = text.indexOf(letter, at + 1)) >= 0);
}
