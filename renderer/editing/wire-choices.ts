/** @file Which wires can be drawn from a block or to it: what a hand would try in turn, as a list. */
import type { Document, Edge, Node } from '../../core/document/document.ts';
import type { Outline } from '../../core/plan/outline.ts';
import { replacedBy } from './connection.ts';
import { depthOrder } from './depth-order.ts';
import { fitOf, type Fit } from './fits.ts';
import { portsOf } from './ports.ts';
import { wiringOf } from './wiring.ts';

export interface WireEnd {
  readonly node: string;
  /** The wire leaves the block, or leads to it. */
  readonly side: 'from' | 'to';
  /** Only this port of it. */
  readonly port?: string | undefined;
}

export interface WireChoiceLine {
  readonly edge: Edge;
  /** At the other end. */
  readonly other: Node;
  /** The wire is there: to choose it is to take it away. */
  readonly wired: boolean;
  /** Where the wire that goes comes from, for an input takes one only; null if none goes. */
  readonly replaces: Node | null;
  readonly fit: Fit;
}

/**
 * Every wire at this end that closes no circle: those that are there, those that fit into open inputs, those that fit and take the place of
 * another, and those that do not fit; in each, in the order of the data, from the block on.
 */
export function wireChoices(document: Document, outline: Outline | null, end: WireEnd): readonly WireChoiceLine[] {
  const node = document.nodes.find(({ id }) => id === end.node);
  if (!node) return [];
  const places = depthOrder(document);
  const { leaving } = wiringOf(document);
  const byId = new Map(document.nodes.map((each) => [each.id, each]));
  const circular = reachable(end, document);
  const own = portsOf(node)[end.side === 'from' ? 'outputs' : 'inputs'].filter((port) => end.port === undefined || port === end.port);
  const choices = own.flatMap((port) =>
    document.nodes
      .filter(({ id }) => id !== node.id && !circular.has(id))
      .flatMap((other) =>
        portsOf(other)[end.side === 'from' ? 'inputs' : 'outputs'].map((otherPort): WireChoiceLine => {
          const here: Edge['from'] = [node.id, port];
          const there: Edge['from'] = [other.id, otherPort];
          const edge: Edge = end.side === 'from' ? { from: here, to: there } : { from: there, to: here };
          const [source, sourceHandle] = edge.from;
          const [target, targetHandle] = edge.to;
          const wired = leaving(source).some(({ from, to }) => from[1] === sourceHandle && to[0] === target && to[1] === targetHandle);
          const replaced = replacedBy(document, { source, sourceHandle, target, targetHandle });
          return { edge, other, wired, replaces: (replaced && byId.get(replaced.from[0])) ?? null, fit: fitOf(document, outline, edge) };
        }),
      ),
  );
  const place = places.get(node.id) ?? 0;
  // the blocks that follow before those that come before, or the other way round
  const distance = ({ other }: WireChoiceLine) => {
    const steps = (places.get(other.id) ?? 0) - place;
    const onward = end.side === 'from' ? steps : -steps;
    return onward > 0 ? onward : document.nodes.length - onward;
  };
  return choices.toSorted((a, b) => rank(a) - rank(b) || distance(a) - distance(b));
}

function rank({ wired, fit, replaces }: WireChoiceLine): number {
  if (wired) return 0;
  if (!fit.fits) return 3;
  return replaces ? 2 : 1;
}

/** The blocks to which a wire at this end would close a circle: those that lead to it, or to which it leads. */
function reachable({ node, side }: WireEnd, document: Document): ReadonlySet<string> {
  const wiring = wiringOf(document);
  const seen = new Set([node]);
  for (const id of seen)
    for (const edge of side === 'from' ? wiring.arriving(id) : wiring.leaving(id)) seen.add(side === 'from' ? edge.from[0] : edge.to[0]);
  return seen;
}
