/**
 * @file Pass 1: is the document a network? Known layers with valid settings and names, every wire between two ports that
 * exist, one wire for each input, no circle, one loss. Whatever is wrong becomes a finding; what is right goes on, so that
 * a half-built network shows its shapes. Behind this pass nobody meets a bypassed block: who reads one reads what it passes on.
 */
import { edgeName, type Document, type Edge, type Node } from '../document/document.ts';
import type { Finding, Numbers } from '../findings/finding.ts';
import { finding } from '../findings/messages.ts';
import { show } from '../layers/accept.ts';
import { isBypassed } from '../layers/bypass.ts';
import { LAYERS, findLayer } from '../layers/index.ts';
import type { Layer } from '../layers/layer.ts';
import { resolveSettings, type Resolved } from '../layers/resolve-settings.ts';

export interface Wire {
  /** As drawn: its start may be a block that is bypassed. */
  readonly edge: Edge;
  /** What is read. */
  readonly from: GraphNode;
}

export interface GraphNode {
  readonly node: Node;
  /** Null for a layer that this version does not know. */
  readonly layer: Layer | null;
  readonly settings: Resolved;
  readonly bypassed: boolean;
  /** Of a bypassed block: what it hands on; null if nothing arrives. */
  readonly passes: Wire | null;
  /** One for each input port, null where it is open; of an unknown layer, every wire that arrives. */
  readonly inputs: readonly (Wire | null)[];
  /** Blocks in use before it, on the longest way; null in a circle and behind it. */
  readonly depth: number | null;
  /** Whether it leads to a loss. While there is none, everything may. */
  readonly used: boolean;
}

export interface Graph {
  /** In the order of the document. */
  readonly nodes: readonly GraphNode[];
  /** Those in use and outside of circles, by depth and then by the order of the document: each after all that it reads. */
  readonly order: readonly GraphNode[];
  readonly losses: readonly GraphNode[];
}

type Drawn = Wire & { readonly from: Draft };

interface Draft extends GraphNode {
  /** The wires that end there, by port, whatever they bring. */
  wires: (Drawn | null)[];
  inputs: (Drawn | null)[];
  passes: Drawn | null;
  depth: number | null;
  used: boolean;
}

/** What model files keep beside the weights begins so. */
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
    const parts = name.split('.');
    if (parts.includes('') || parts[0] === RESERVED_NAME) {
      const expected = parts.includes('') ? 'clause:name_of_module' : 'clause:name_not_reserved';
      const numbers = { name: name || id, setting: 'name', got: show(name), expected };
      findings.push(finding('setting_invalid', { node: id, setting: 'name' }, numbers));
    } else if (names.has(name)) findings.push(finding('node_name_duplicate', { node: id, setting: 'name' }, { name }));
    names.add(name);

    const layer = findLayer(node.layer) ?? null;
    const bypassed = isBypassed(node);
    if (node.bypassed && layer && !bypassed) findings.push(finding('bypass_ignored', { node: id }, { name, layer: layer.name }));
    if (!layer && !bypassed) findings.push(finding('layer_unknown', { node: id }, { name, layer: node.layer }));
    // what is out of use is not in the way, whatever its settings
    const settings = layer ? resolveSettings(layer, node.settings, { node: id, name }, bypassed ? [] : findings) : NO_SETTINGS;
    const wires = layer ? layer.inputs.map(() => null) : [];
    drafts.set(id, { node, layer, settings, bypassed, passes: null, wires, inputs: wires, depth: null, used: true });
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
  const arrivals = new Map<Draft, Edge[][]>();
  for (const edge of document.edges) {
    const [from, to] = [drafts.get(edge.from[0]), drafts.get(edge.to[0])];
    const missing = missingEnd(edge, from, to);
    if (missing !== null || !from || !to) {
      const ends = { from: edge.from.join('.'), to: edge.to.join('.'), ...missing };
      findings.push(finding('edge_dangling', { edge: edgeName(edge) }, ends));
      continue;
    }
    if (!to.layer) {
      to.wires.push({ edge, from });
      continue;
    }
    const port = to.layer.inputs.indexOf(edge.to[1]);
    const arriving = arrivals.get(to) ?? to.wires.map(() => []);
    arrivals.set(to, arriving);
    arriving[port]!.push(edge);
    if (arriving[port]!.length === 1) to.wires[port] = { edge, from };
  }
  for (const [{ node, layer }, arriving] of arrivals)
    for (const [port, wires] of arriving.entries()) {
      if (wires.length < 2) continue;
      const numbers = { name: node.name, port: layer!.inputs[port]!, count: wires.length };
      findings.push(finding('port_taken', { node: node.id, edge: edgeName(wires.at(-1)!) }, numbers));
    }
}

const wiresOf = ({ wires }: Draft) => wires.filter((wire) => wire !== null);

/** What a wire brings: where a bypassed block stands at its start, what that hands on. What feeds that block has been seen to. */
function lookThrough(wire: Drawn | null): Drawn | null {
  if (!wire?.from.bypassed) return wire;
  const { passes } = wire.from;
  return passes && { edge: wire.edge, from: passes.from };
}

/** Sets inputs and depths (Kahn 1962) and answers with the nodes in order. */
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
    draft.inputs = draft.wires.map(lookThrough);
    if (draft.bypassed) draft.passes = lookThrough(wiresOf(draft)[0] ?? null);
    draft.depth = draft.inputs.reduce((depth, wire) => (wire ? Math.max(depth, wire.from.depth! + 1) : depth), 0);
    for (const next of outgoing.get(draft)!) {
      const left = waiting.get(next)! - 1;
      waiting.set(next, left);
      if (left === 0) order.push(next);
    }
  }
  const place = new Map(drafts.map((draft, at) => [draft, at]));
  return order.filter(({ bypassed }) => !bypassed).sort((a, b) => a.depth! - b.depth! || place.get(a)! - place.get(b)!);
}

/** Walks back from each node that has no depth: such a node has another before it, so the walk must close a circle. */
function findCycles(drafts: readonly Draft[], findings: Finding[]): void {
  const seen = new Set<Draft>();
  for (const start of drafts) {
    if (start.depth !== null || seen.has(start)) continue;
    const walk: Drawn[] = [];
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

/** Everything that a loss is computed from, and the bypassed blocks on the way. */
function markUsed(drafts: readonly Draft[], losses: readonly Draft[]): void {
  for (const draft of drafts) draft.used = false;
  const open = [...losses];
  for (const draft of open) draft.used = true;
  for (const draft of open)
    for (const { from } of draft.bypassed ? wiresOf(draft).slice(0, 1) : wiresOf(draft)) {
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
  for (const { node, wires } of losses.slice(1)) {
    const names = losses.map((loss) => loss.node.name).join(', ');
    const [wire] = wires;
    findings.push(finding('loss_many', { node: node.id, ...(wire && { edge: edgeName(wire.edge) }) }, { count: losses.length, names }));
  }
  for (const draft of drafts) if (draft.used) for (const port of openPorts(draft)) findings.push(openPort(draft, port));
  findLooseEnds(drafts, findings);
}

/** Of what leads to no loss, the last: the blocks before it lead nowhere for its sake. */
function findLooseEnds(drafts: readonly Draft[], findings: Finding[]): void {
  const unused = drafts.filter(({ used }) => !used);
  const leadOn = new Set(unused.flatMap((draft) => wiresOf(draft).map(({ from }) => from)));
  for (const draft of unused) {
    if (leadOn.has(draft)) continue;
    const others = wiresOf(draft).some(({ from }) => !from.used) ? 'clause:with_those_before' : '';
    findings.push(finding('output_unused', { node: draft.node.id }, { name: draft.node.name, others }));
  }
}

/** The inputs that a block waits at: of one that is bypassed the first, if nothing arrives at any. */
function openPorts({ layer, wires, bypassed }: Draft): string[] {
  const ports = layer?.inputs ?? (bypassed && wires.length === 0 ? ['in'] : []);
  const open = ports.filter((_, port) => !wires[port]);
  if (!bypassed) return open;
  return open.length === ports.length ? open.slice(0, 1) : [];
}

function openPort({ node }: Draft, port: string): Finding {
  return finding('port_open', { node: node.id }, { name: node.name, port });
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
