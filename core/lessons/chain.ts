/** @file Draws a network from a list of blocks, each wired to the one before it, in tidy rows. */
import type { Document, Edge, Node, Settings } from '../document/document.ts';
import { STEP } from '../document/spacing.ts';

/** How many stand in a row. */
const PER_ROW = 5;

export interface Block {
  readonly layer: string;
  /** Its name and its id. */
  readonly name: string;
  readonly settings: Settings;
  /** An Add sums the block before it and this one. */
  readonly shortcut: string | null;
}

export function block(layer: string, name: string, settings: Settings = {}): Block {
  return { layer, name, settings, shortcut: null };
}

/** The end of a residual block: the sum of the block before it and the block called `shortcut`. */
export function add(name: string, shortcut: string): Block {
  return { layer: 'Add', name, settings: {}, shortcut };
}

export function chain(name: string, blocks: readonly Block[], training: Document['training'], dataset: Document['dataset']): Document {
  const nodes = blocks.map(({ layer, name, settings }, index): Node => ({
    id: name,
    layer,
    name,
    settings,
    position: [(index % PER_ROW) * STEP.x, Math.floor(index / PER_ROW) * STEP.y],
  }));
  const edges = blocks.slice(1).flatMap(({ name, shortcut }, index): Edge[] => {
    const before = blocks[index]!.name;
    if (shortcut === null) return [{ from: [before, 'out'], to: [name, 'in'] }];
    return [
      { from: [before, 'out'], to: [name, 'in1'] },
      { from: [shortcut, 'out'], to: [name, 'in2'] },
    ];
  });
  return { format: 'gradscape', version: 1, name, nodes, edges, training, dataset };
}
