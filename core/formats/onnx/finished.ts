/** @file From a network that was put together to a document: names, wires, places; and its numbers under PyTorch's names. */
import type { Document, Edge } from '../../document/document.ts';
import { placedInRanks, type Unplaced } from '../../document/in-ranks.ts';
import { findLayer } from '../../layers/index.ts';
import type { NamedTensor } from '../model-file.ts';
import { Names } from './block-names.ts';
import type { Block, Draft } from './draft.ts';

export interface Finished {
  readonly document: Document;
  readonly state: readonly NamedTensor[];
  /** Of each block, which is its id as well. */
  readonly names: ReadonlyMap<Block, string>;
}

/** `title` is the name of the document. */
export function finished(title: string, { blocks }: Draft): Finished {
  const given = new Names();
  const names = new Map(blocks.map((block) => [block, given.take(block.names, findLayer(block.layer)!.stem)]));
  const nodes = blocks.map((block): Unplaced & { bypassed?: true } => {
    const name = names.get(block)!;
    return { id: name, layer: block.layer, name, settings: block.settings, ...(block.bypassed ? { bypassed: true } : {}) };
  });
  const edges = blocks.flatMap((block) => {
    const { inputs } = findLayer(block.layer)!;
    return block.sources.map((source, port): Edge => ({ from: [names.get(source)!, 'out'], to: [names.get(block)!, inputs[port]!] }));
  });
  const state = blocks.flatMap((block) =>
    [...block.numbers].map(([part, numbers]) => ({ name: `${names.get(block)!}.${part}`, ...numbers })),
  );
  const document: Document = { format: 'gradscape', version: 1, name: title, nodes: placedInRanks(nodes, edges), edges, training: {} };
  return { document, state, names };
}
