/** @file What a line of the outline says to who hears it, and what is written on it. */
import type { Finding } from '../../core/findings/finding.ts';
import type { NodeOutline } from '../../core/plan/outline.ts';
import { portsOf } from '../editing/ports.ts';
import type { BlockLine, GroupLine, OutlineLine, WireLine } from '../editing/outline-tree.ts';
import { m } from '../language/generated/messages.js';
import { language } from '../language/language.ts';
import { titleOf } from '../state/finding-words.ts';

/** What is known of the line beside what the document says. */
export interface Known {
  readonly outline?: NodeOutline | undefined;
  /** The gravest. */
  readonly finding?: Finding | undefined;
  /** "gradient 2e−6", or what is foreseen; null while there is neither. */
  readonly gradient: string | null;
}

/** By what a line is found when somebody types. */
export function lineName(line: OutlineLine): string {
  switch (line.kind) {
    case 'block':
      return line.node.name;
    case 'group':
      return line.group.name;
    case 'wire':
      return line.other.name;
    case 'note':
      return line.note.text.trim();
    default:
      return line satisfies never;
  }
}

/** "fc3, Linear, 64 → 32, 2,080 parameters, gradient 2e−6, Gradient vanishing". */
export function blockWords(line: BlockLine, { outline, finding, gradient }: Known): string {
  const { node } = line;
  return listed([
    node.name,
    node.layer,
    node.bypassed && m.tree_bypassed(),
    outline?.summary || outline?.shape?.join(' × '),
    parameterWords(outline?.parameters ?? 0),
    feedsWords(line),
    gradient,
    finding && titleOf(finding),
  ]);
}

/** "Block 1, group of 15 blocks, 5 repeats, 2,080 parameters, Gradient vanishing". */
export function groupWords({ group, nodes, repeats }: GroupLine, { finding }: Pick<Known, 'finding'>, parameters: number): string {
  const named = m.group_named({ name: group.name, count: nodes.length });
  return listed([
    repeats > 1 ? m.group_repeating({ group: named, repeats }) : named,
    parameterWords(parameters),
    finding && titleOf(finding),
  ]);
}

/** "feeds add1, input in2, 64 × 32". */
export function wireWords({ side, other, edge }: WireLine, ends: { readonly ports: number }, shape: string, finding?: Finding): string {
  const port = edge.to[1];
  const named = ends.ports > 1;
  const words =
    side === 'in'
      ? named
        ? m.tree_fed_by_at({ name: other.name, port })
        : m.tree_fed_by({ name: other.name })
      : named
        ? m.tree_feeds_at({ name: other.name, port })
        : m.tree_feeds({ names: other.name });
  return listed([words, shape, finding && titleOf(finding)]);
}

/** Of what a wire leads to, how many inputs there are: a lone one need not be named. */
export function inputsAt(line: WireLine, own: BlockLine | undefined): number {
  const target = line.side === 'out' ? line.other : own?.node;
  return target ? portsOf(target).inputs.length : 1;
}

function feedsWords({ alsoFeeds, feedsNext }: BlockLine): string {
  if (alsoFeeds.length === 0) return '';
  const names = alsoFeeds.join(', ');
  return feedsNext ? m.tree_also_feeds({ names }) : m.tree_feeds({ names });
}

function parameterWords(count: number): string {
  return count > 0 ? m.tree_parameters({ count: count.toLocaleString(language()) }) : '';
}

function listed(words: readonly (string | false | null | undefined)[]): string {
  return words.filter(Boolean).join(', ');
}
