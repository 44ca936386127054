/**
 * @file What an edit would do, drawn before it is done: the network as it would be, together with what would go, and what is new, what goes
 * and which settings change.
 */
import { edgeName, type Document, type Edge, type Node } from '../../core/document/document.ts';
import { findLayer } from '../../core/layers/index.ts';

/** A value before and after, as a person reads them; `null` where it has none. */
export interface Change {
  /** Of the setting, in PyTorch's words; null where the block becomes one of another kind. */
  readonly setting: string | null;
  readonly before: unknown;
  readonly after: unknown;
}

export interface Ghost {
  /** All blocks and wires that there are and that there would be; those that stay stand where they would. */
  readonly document: Document;
  /** Ids of the blocks and `edgeName`s of the wires that are new. */
  readonly added: ReadonlySet<string>;
  /** Of those that go. */
  readonly going: ReadonlySet<string>;
  /** Of the wires that make room for another at their input: that they go need not be shown. */
  readonly replaced: ReadonlySet<string>;
  /** By block. */
  readonly changed: ReadonlyMap<string, readonly Change[]>;
  /** Of the training and of the data: no block shows them. */
  readonly elsewhere: readonly Change[];
}

/** Null if nothing that a person sees would change. */
export function ghostOf(before: Document, after: Document): Ghost | null {
  const nodesBefore = new Map(before.nodes.map((node) => [node.id, node]));
  const nodesAfter = new Map(after.nodes.map((node) => [node.id, node]));
  const wiresBefore = new Set(before.edges.map(edgeName));
  const wiresAfter = new Set(after.edges.map(edgeName));
  const fed = new Set(after.edges.map(({ to }) => JSON.stringify(to)));

  const goingNodes = before.nodes.filter(({ id }) => !nodesAfter.has(id));
  const gone = before.edges.filter((edge) => !wiresAfter.has(edgeName(edge)));
  const replaced = new Set(gone.filter(({ to }) => fed.has(JSON.stringify(to))).map(edgeName));
  const goingWires = gone.map(edgeName).filter((name) => !replaced.has(name));
  const changed = new Map<string, readonly Change[]>();
  for (const node of after.nodes) {
    const old = nodesBefore.get(node.id);
    const changes = old && old !== node ? changesOf(old, node) : [];
    if (changes.length > 0) changed.set(node.id, changes);
  }
  const ghost: Ghost = {
    document: withGoing(after, goingNodes, gone),
    added: new Set([
      ...after.nodes.filter(({ id }) => !nodesBefore.has(id)).map(({ id }) => id),
      ...after.edges.map(edgeName).filter((name) => !wiresBefore.has(name)),
    ]),
    going: new Set([...goingNodes.map(({ id }) => id), ...goingWires]),
    replaced,
    changed,
    elsewhere: [...fieldChanges(before.training, after.training), ...fieldChanges(before.dataset ?? {}, after.dataset ?? {})],
  };
  return ghost.added.size + ghost.going.size + changed.size + ghost.elsewhere.length > 0 ? ghost : null;
}

function withGoing(document: Document, nodes: readonly Node[], edges: readonly Edge[]): Document {
  return nodes.length + edges.length === 0
    ? document
    : { ...document, nodes: [...document.nodes, ...nodes], edges: [...document.edges, ...edges] };
}

function changesOf(before: Node, after: Node): Change[] {
  if (before.layer !== after.layer) return [{ setting: null, before: before.layer, after: after.layer }];
  const bypassed = [before, after].map((node) => node.bypassed ?? false);
  const table = findLayer(after.layer)?.settings ?? {};
  const inForce = ({ settings }: Node) => ({
    ...Object.fromEntries(Object.entries(table).map(([name, { default: value }]) => [name, value])),
    ...settings,
  });
  return [
    ...(bypassed[0] === bypassed[1] ? [] : [{ setting: 'bypassed', before: bypassed[0], after: bypassed[1] }]),
    ...fieldChanges(inForce(before), inForce(after)),
  ];
}

/** Of a field that holds several of its own, those of them that change. */
function fieldChanges(before: Readonly<Record<string, unknown>>, after: Readonly<Record<string, unknown>>): Change[] {
  if (before === after) return [];
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((setting): Change[] => {
    const [old, now] = [before[setting] ?? null, after[setting] ?? null];
    if (JSON.stringify(old) === JSON.stringify(now)) return [];
    const kindOf = (value: unknown) => (isRecord(value) ? value.kind : undefined);
    if (isRecord(old) && isRecord(now) && kindOf(old) === kindOf(now)) return fieldChanges(old, now);
    if (isRecord(old) || isRecord(now)) return [{ setting, before: kindOf(old) ?? old, after: kindOf(now) ?? now }];
    return [{ setting, before: old, after: now }];
  });
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** "256 → 512", with the name of the setting unless it is the only one of its block. */
export function changeText({ setting, before, after }: Change, named: boolean): string {
  const text = `${valueText(before)} → ${valueText(after)}`;
  return named && setting !== null ? `${setting} ${text}` : text;
}

function valueText(value: unknown): string {
  if (value === null) return 'None';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
