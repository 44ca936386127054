/** @file In what two documents differ, as far as training sees it: blocks, their settings, wires, the training, the data. Places and names count nothing. */
import type { Document, Edge, Node } from './document.ts';

/** `from` and `to` undefined are the default. Blocks go by their names. */
export type DocumentDifference =
  | { readonly kind: 'added' | 'removed'; readonly name: string; readonly layer: string }
  | { readonly kind: 'layer'; readonly name: string; readonly from: string; readonly to: string }
  | { readonly kind: 'bypassed' | 'used'; readonly name: string }
  | { readonly kind: 'setting'; readonly name: string; readonly setting: string; readonly from: unknown; readonly to: unknown }
  | { readonly kind: 'wired' | 'unwired'; readonly from: string; readonly to: string }
  | { readonly kind: 'training' | 'dataset'; readonly setting: string; readonly from: unknown; readonly to: unknown };

/** What `to` has otherwise than `from`: what is there and what is not, block by block, wires, training, data. */
export function compareDocuments(from: Document, to: Document): DocumentDifference[] {
  const before = new Map(from.nodes.map((node) => [node.id, node]));
  const after = new Map(to.nodes.map((node) => [node.id, node]));
  return [
    ...from.nodes.filter(({ id }) => !after.has(id)).map(({ name, layer }) => ({ kind: 'removed', name, layer }) as const),
    ...to.nodes.filter(({ id }) => !before.has(id)).map(({ name, layer }) => ({ kind: 'added', name, layer }) as const),
    ...to.nodes.flatMap((node) => blockDifferences(before.get(node.id), node)),
    ...wireDifferences(from, to),
    ...settingDifferences(flat({ ...from.training }), flat({ ...to.training })).map((each) => ({ kind: 'training', ...each }) as const),
    ...settingDifferences(flat({ ...from.dataset }), flat({ ...to.dataset })).map((each) => ({ kind: 'dataset', ...each }) as const),
  ];
}

function blockDifferences(before: Node | undefined, after: Node): DocumentDifference[] {
  if (!before) return [];
  const { name } = after;
  const differences: DocumentDifference[] = [];
  if (before.layer !== after.layer) differences.push({ kind: 'layer', name, from: before.layer, to: after.layer });
  else for (const each of settingDifferences(before.settings, after.settings)) differences.push({ kind: 'setting', name, ...each });
  if ((before.bypassed ?? false) !== (after.bypassed ?? false)) differences.push({ kind: after.bypassed ? 'bypassed' : 'used', name });
  return differences;
}

/** Of blocks that both have: the wires of a block that came or went are told with it. */
function wireDifferences(from: Document, to: Document): DocumentDifference[] {
  const ids = (document: Document) => new Set(document.nodes.map(({ id }) => id));
  const [before, after] = [ids(from), ids(to)];
  const inBoth = ({ from: [source], to: [target] }: Edge) => [source, target].every((id) => before.has(id) && after.has(id));
  const keys = (document: Document) => new Set(document.edges.map((edge) => JSON.stringify([edge.from, edge.to])));
  const [wiredBefore, wiredAfter] = [keys(from), keys(to)];
  const otherwise = (document: Document, kind: 'wired' | 'unwired', other: ReadonlySet<string>): DocumentDifference[] => {
    const names = new Map(document.nodes.map(({ id, name }) => [id, name]));
    return document.edges
      .filter((edge) => inBoth(edge) && !other.has(JSON.stringify([edge.from, edge.to])))
      .map(({ from: [source], to: [target] }) => ({ kind, from: names.get(source) ?? source, to: names.get(target) ?? target }));
  };
  return [...otherwise(from, 'unwired', wiredAfter), ...otherwise(to, 'wired', wiredBefore)];
}

interface Setting {
  readonly setting: string;
  readonly from: unknown;
  readonly to: unknown;
}

function settingDifferences(from: Readonly<Record<string, unknown>>, to: Readonly<Record<string, unknown>>): Setting[] {
  const settings = [...new Set([...Object.keys(from), ...Object.keys(to)])];
  return settings
    .filter((setting) => JSON.stringify(from[setting]) !== JSON.stringify(to[setting]))
    .map((setting) => ({ setting, from: from[setting], to: to[setting] }));
}

/** The optimizer's settings beside the others, its kind as `optimizer`. */
function flat({ optimizer, ...rest }: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  if (optimizer === null || typeof optimizer !== 'object') return rest;
  const { kind, ...settings } = optimizer as Readonly<Record<string, unknown>>;
  return { optimizer: kind, ...settings, ...rest };
}
