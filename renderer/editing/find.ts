/** @file Searching the network: blocks by name, layer and settings, groups by name, notes by what they say. */
import type { Document, Node } from '../../core/document/document.ts';
import { notesOf } from '../../core/document/notes.ts';
import { findLayer } from '../../core/layers/index.ts';
import { depthOrder } from './depth-order.ts';

export interface Match {
  readonly kind: 'node' | 'group' | 'note';
  readonly id: string;
}

/**
 * What answers all of the words: a part of a name, of a layer or of a note; a setting, or one with its value, written "p=0.5", "p: 0.5"
 * or "p 0.5" (a value that the document leaves out is the default). Blocks in the order in which data flows, then groups, then notes.
 */
export function findIn(document: Document, query: string): readonly Match[] {
  const words = query
    .toLowerCase()
    .replace(/\s*[=:]\s*/g, '=')
    .split(/\s+/)
    .filter(Boolean);
  if (words.length === 0) return [];
  const byId = new Map(document.nodes.map((node) => [node.id, node]));
  const nodes = [...depthOrder(document).keys()].flatMap((id) => byId.get(id) ?? []);
  const says = (text: string) => words.every((word) => text.toLowerCase().includes(word));
  return [
    ...nodes.filter((node) => answers(node, words)).map(({ id }): Match => ({ kind: 'node', id })),
    ...(document.groups ?? []).filter(({ name }) => says(name)).map(({ id }): Match => ({ kind: 'group', id })),
    ...notesOf(document)
      .filter(({ text }) => says(text))
      .map(({ id }): Match => ({ kind: 'note', id })),
  ];
}

function answers(node: Node, words: readonly string[]): boolean {
  const settings = settingsOf(node);
  const names = `${node.name} ${node.layer}`.toLowerCase();
  for (let at = 0; at < words.length; at++) {
    const word = words[at]!;
    const [setting = '', value] = word.split('=');
    const following = words[at + 1];
    if (value !== undefined) {
      if (!settings.some(([name, text]) => name === setting && text === value)) return false;
    } else if (following !== undefined && settings.some(([name, text]) => name === word && text === following)) at++;
    else if (!names.includes(word) && !settings.some(([name, text]) => name === word || text === word)) return false;
  }
  return true;
}

/** Names and values in small letters, with the defaults of what is left out. */
function settingsOf({ layer, settings }: Node): readonly (readonly [name: string, value: string])[] {
  const table = Object.entries(findLayer(layer)?.settings ?? {}).map(([name, { default: usual }]) => [name, usual] as const);
  const all: Record<string, unknown> = { ...Object.fromEntries(table), ...settings };
  return Object.entries(all).map(([name, value]) => [name.toLowerCase(), textOf(value)]);
}

/** "0.5", "true", "kaiming_normal". */
function textOf(value: unknown): string {
  if (typeof value === 'object' && value !== null) return 'kind' in value ? String(value.kind) : JSON.stringify(value);
  return String(value).toLowerCase();
}
