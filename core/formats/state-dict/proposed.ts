/** @file A network in which the layers of a state_dict stand in a row: what tensors do not tell is taken as is usual, and said. */
import type { Document } from '../../document/document.ts';
import { placedInRanks, type Unplaced } from '../../document/in-ranks.ts';
import { shownName } from '../../document/shown.ts';
import type { Finding } from '../../findings/finding.ts';
import { finding } from '../../findings/messages.ts';
import { listed } from './listed.ts';
import type { Module } from './modules.ts';
import { gapBetween, isSequence } from './sequence.ts';

export interface Proposed {
  readonly document: Document;
  /** Of each module, the name of its block. */
  readonly names: ReadonlyMap<Module, string>;
  readonly findings: readonly Finding[];
}

const LONGEST_NAME = 200;
const STEMS = { Linear: 'fc', BatchNorm1d: 'bn' } as const;

/** `modules` in their order, at least one; `title` is the name of the document. */
export function proposed(file: string, title: string, modules: readonly Module[]): Proposed {
  const findings: Finding[] = [];
  const given = new Set(modules.map(({ path }) => path));
  const names = new Map(modules.map((module) => [module, isName(module.path) ? module.path : free(given, STEMS[module.layer])]));
  for (const [{ path }, name] of names)
    if (name !== path) findings.push(finding('state_dict_renamed', {}, { file, module: shownName(path), name }));

  const blocks: Omit<Unplaced, 'id'>[] = [{ layer: 'Input', name: free(given, 'input', ''), settings: { shape: [modules[0]!.inputs] } }];
  const { gaps, after } = activationsIn(modules);
  for (const module of modules) {
    blocks.push({ layer: module.layer, name: names.get(module)!, settings: module.settings });
    const path = gaps.get(module);
    if (path !== undefined) blocks.push({ layer: 'ReLU', name: given.has(path) ? free(given, 'relu') : path, settings: {} });
    else if (after.has(module)) blocks.push({ layer: 'ReLU', name: free(given, 'relu'), settings: {} });
  }
  const width = modules.at(-1)!.outputs;
  const loss = width > 1 ? 'CrossEntropyLoss' : 'MSELoss';
  blocks.push({ layer: loss, name: free(given, 'loss', ''), settings: {} });

  findings.push(finding('state_dict_proposed', {}, { file, layers: listed([...names.values()]) }));
  if (gaps.size > 0) findings.push(finding('state_dict_gaps', {}, { names: listed([...gaps.values()]) }));
  if (after.size > 0)
    findings.push(finding('state_dict_activations', {}, { names: listed([...after].map((module) => names.get(module)!)) }));
  findings.push(finding('state_dict_loss', {}, { loss, width }));

  const nodes = blocks.map((block) => ({ id: block.name, ...block }));
  const edges = nodes.slice(1).map(({ id }, index): Document['edges'][number] => ({ from: [nodes[index]!.id, 'out'], to: [id, 'in'] }));
  return {
    document: { format: 'gradscape', version: 1, name: title, nodes: placedInRanks(nodes, edges), edges, training: {} },
    names,
    findings,
  };
}

/** What a block may be called, so that its tensors are called as they were. */
function isName(path: string): boolean {
  const parts = path.split('.');
  return path.length <= LONGEST_NAME && !parts.includes('') && parts[0] !== 'gradscape';
}

/** The stem with the first number that no block has; `first` may be none at all. */
function free(given: Set<string>, stem: string, first = '1'): string {
  let name = stem + first;
  for (let number = 1; given.has(name); number++) name = `${stem}${number}`;
  given.add(name);
  return name;
}

/**
 * One activation between each Linear and the next: in the first gap that the numbering of an nn.Sequential leaves, under the name that it
 * had there; behind the BatchNorm where there is no numbering; none where the numbering has no gap.
 */
function activationsIn(modules: readonly Module[]): { gaps: Map<Module, string>; after: Set<Module> } {
  const gaps = new Map<Module, string>();
  const after = new Set<Module>();
  let stretch: Module[] = [];
  for (const [index, module] of modules.entries()) {
    if (module.layer === 'Linear') stretch = [];
    stretch.push(module);
    if (stretch[0]!.layer !== 'Linear' || modules[index + 1]?.layer !== 'Linear') continue;
    const pairs = stretch.map((each, place) => [each, stretch[place + 1] ?? modules[index + 1]!] as const);
    const gap = pairs.find(([a, b]) => gapBetween(a, b) !== null);
    if (gap) gaps.set(gap[0], gapBetween(...gap)!.path);
    else if (!pairs.every(([a, b]) => isSequence(a, b))) after.add(module);
  }
  return { gaps, after };
}
