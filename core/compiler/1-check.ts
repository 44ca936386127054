/**
 * @file Pass 1: is the document a network? Known layers with valid settings and names, every wire between two ports that
 * exist, one wire for each input, no circle, one loss. Whatever is wrong becomes a finding; what is right goes on, so that
 * a half-built network shows its shapes.
 */
import { edgeName, type Document, type Edge, type Node } from '../document/document.ts';
import type { Finding, Numbers } from '../findings/finding.ts';
import { finding } from '../findings/messages.ts';
import { show } from '../layers/accept.ts';
import { LAYERS, findLayer } from '../layers/index.ts';
import type { Layer } from '../layers/layer.ts';
import { resolveSettings, type Resolved } from '../layers/resolve-settings.ts';

export interface Wire {
  readonly edge: Edge;
  readonly from: GraphNode;
}

export interface GraphNode {
  readonly node: Node;
  /** Null for a layer that this version does not know. */
  readonly layer: Layer | null;
  readonly settings: Resolved;
  /** One for each input port, null where it is open; of an unknown layer, every wire that arrives. */
  readonly inputs: readonly (Wire | null)[];
  /** Edges on the longest way from a node without inputs; null in a circle and behind it. */
  readonly depth: number | null;
  /** Whether it leads to a loss. While there is none, everything may. */
  readonly used: boolean;
}

export interface Graph {
  /** In the order of the document. */
  readonly nodes: readonly GraphNode[];
  /** Those outside of circles, by depth and then by the order of the document: each after all that it reads. */
  readonly order: readonly GraphNode[];
  readonly losses: readonly GraphNode[];
}

interface Draft extends GraphNode {
  inputs: (Wire | null)[];
  depth: number | null;
  used: boolean;
}

/** What model files keep beside the weights is named so. */
const RESERVED_NAME = 'gradscape';
const NO_SETTINGS: Resolved = { values: {}, shaped: false };

/** Nodes by their id, in the order of the document; of two with one id the first stays. */
function readNodes(document: Document, findings: Finding[]): Map<string, Draft> {
  const drafts = new Map<string, Draft>();
  const names = new Set<string>();
  for (const node of document.nodes) {
    const { id, name } = node;
    if (drafts.has(id)) {
      findings.push(finding('node_id_duplicate', { node: id }, { id }));
      continue;
    }
    if (name === '' || name.includes('.') || name === RESERVED_NAME) {
      const expected = name === RESERVED_NAME ? 'clause:name_not_reserved' : 'clause:name_without_dot';
      const numbers = { name: name || id, setting: 'name', got: show(name), expected };
      findings.push(finding('setting_invalid', { node: id, setting: 'name' }, numbers));
    } else if (names.has(name)) findings.push(finding('node_name_duplicate', { node: id, setting: 'name' }, { name }));
    names.add(name);

    const layer = findLayer(node.layer) ?? null;
    if (!layer) findings.push(finding('layer_unknown', { node: id }, { name, layer: node.layer }));
    const settings = layer ? resolveSettings(layer, node.settings, { node: id, name }, findings) : NO_SETTINGS;
    drafts.set(id, { node, layer, settings, inputs: layer ? layer.inputs.map(() => null) : [], depth: null, used: true });
  }
  return drafts;
}

/** The end of an edge that does not exist, or null. */
function missingEnd(edge: Edge, from: Draft | undefined, to: Draft | undefined): Numbers | null {
  if (!from) return { missing: 'clause:missing_block', block: edge.from[0] };
  if (!to) return { missing: 'clause:missing_block', block: edge.to[0] };
  if (from.layer && !from.layer.outputs.includes(edge.from[1]))
    return { missing: 'clause:missing_output', port: edge.from[1], owner: from.node.name };
  if (to.layer && !to.layer.inputs.includes(edge.to[1])) return { missing: 'clause:missing_input', port: edge.to[1], owner: to.node.name };
  return null;
}

function joinWires(document: Document, drafts: Map<string, Draft>, findings: Finding[]): void {
  const arrivals = new Map<Draft, number[]>();
  for (const edge of document.edges) {
    const [from, to] = [drafts.get(edge.from[0]), drafts.get(edge.to[0])];
    const missing = missingEnd(edge, from, to);
    if (missing !== null || !from || !to) {
      const ends = { from: edge.from.join('.'), to: edge.to.join('.'), ...missing };
      findings.push(finding('edge_dangling', { edge: edgeName(edge) }, ends));
      continue;
    }
    if (!to.layer) {
      to.inputs.push({ edge, from });
      continue;
    }
    const port = to.layer.inputs.indexOf(edge.to[1]);
    const counts = arrivals.get(to) ?? to.inputs.map(() => 0);
    arrivals.set(to, counts);
    counts[port]! += 1;
    if (counts[port] === 1) to.inputs[port] = { edge, from };
  }
  for (const [to, counts] of arrivals)
    for (const [port, count] of counts.entries())
      if (count > 1)
        findings.push(finding('port_taken', { node: to.node.id }, { name: to.node.name, port: to.layer!.inputs[port]!, count }));
}

const wiresOf = (draft: Draft) => draft.inputs.filter((wire) => wire !== null) as (Wire & { from: Draft })[];

/** Sets depths (Kahn 1962) and answers with the nodes in order. */
function sortByDepth(drafts: readonly Draft[]): Draft[] {
  const outgoing = new Map<Draft, Draft[]>(drafts.map((draft) => [draft, []]));
  const waiting = new Map<Draft, number>();
  for (const draft of drafts) {
    const wires = wiresOf(draft);
    waiting.set(draft, wires.length);
    for (const { from } of wires) outgoing.get(from)!.push(draft);
  }
  const order = drafts.filter((draft) => waiting.get(draft) === 0);
  for (const draft of order) {
    draft.depth = wiresOf(draft).reduce((depth, { from }) => Math.max(depth, from.depth! + 1), 0);
    for (const next of outgoing.get(draft)!) {
      const left = waiting.get(next)! - 1;
      waiting.set(next, left);
      if (left === 0) order.push(next);
    }
  }
  const place = new Map(drafts.map((draft, at) => [draft, at]));
  return order.sort((a, b) => a.depth! - b.depth! || place.get(a)! - place.get(b)!);
}

/** Walks back from each node that has no depth: such a node has another before it, so the walk must close a circle. */
function findCycles(drafts: readonly Draft[], findings: Finding[]): void {
  const seen = new Set<Draft>();
  for (const start of drafts) {
    if (start.depth !== null || seen.has(start)) continue;
    const walk: (Wire & { from: Draft })[] = [];
    const at = new Map<Draft, number>();
    let draft = start;
    while (!seen.has(draft)) {
      seen.add(draft);
      at.set(draft, walk.length);
      const wire = wiresOf(draft).find(({ from }) => from.depth === null)!;
      walk.push(wire);
      draft = wire.from;
    }
    const closed = at.get(draft);
    if (closed === undefined) continue; // ran into a circle that is already told
    const circle = walk.slice(closed).reverse();
    const path = [...circle.map(({ from }) => from.node.name), circle[0]!.from.node.name].join(' → ');
    findings.push(finding('cycle', { node: draft.node.id, edge: edgeName(circle.at(-1)!.edge) }, { path }));
  }
}

/** Everything from which a loss can be reached. */
function markUsed(drafts: readonly Draft[], losses: readonly Draft[]): void {
  for (const draft of drafts) draft.used = false;
  const open = [...losses];
  for (const draft of open) draft.used = true;
  for (const draft of open)
    for (const { from } of wiresOf(draft)) {
      if (from.used) continue;
      from.used = true;
      open.push(from);
    }
}

function checkWhole(drafts: readonly Draft[], losses: readonly Draft[], findings: Finding[]): void {
  if (!drafts.some(({ layer }) => layer?.role === 'input')) findings.push(finding('input_missing', {}, {}));
  if (losses.length === 0) {
    const suggestion = LAYERS.filter(({ role }) => role === 'loss')
      .map(({ name }) => name)
      .join(', ');
    findings.push(finding('loss_missing', {}, { suggestion }));
  }
  for (const extra of losses.slice(1)) {
    const names = losses.map(({ node }) => node.name).join(', ');
    findings.push(finding('loss_many', { node: extra.node.id }, { count: losses.length, names }));
  }
  for (const { node, layer, inputs, used } of drafts) {
    if (!used) findings.push(finding('output_unused', { node: node.id }, { name: node.name }));
    else if (layer)
      for (const [port, wire] of inputs.entries())
        if (!wire) findings.push(finding('port_open', { node: node.id }, { name: node.name, port: layer.inputs[port]! }));
  }
}

/** Reads the document as a graph. Never throws for a document that has the form of one; findings say what is wrong. */
export function check(document: Document, findings: Finding[]): Graph {
  const byId = readNodes(document, findings);
  joinWires(document, byId, findings);
  const nodes = [...byId.values()];
  const order = sortByDepth(nodes);
  findCycles(nodes, findings);
  const losses = nodes.filter(({ layer }) => layer?.role === 'loss');
  if (losses.length > 0) markUsed(nodes, losses);
  checkWhole(nodes, losses, findings);
  return { nodes, order, losses };
}
