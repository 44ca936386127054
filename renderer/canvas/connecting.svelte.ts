/**
 * @file A wire under the hand: where it would end if the hand let go, what it would replace, and why it may not. Svelte Flow follows the
 * pointer; what comes of it is an edit of the document.
 */
import type { Connection, OnConnectEnd, OnConnectStart, SvelteFlowStore, useConnection } from '@xyflow/svelte';
import { edgeName, type Edge } from '../../core/document/document.ts';
import { BLOCK, type Point } from '../editing/block.ts';
import { refusalOf, replacedBy, type Ends } from '../editing/connection.ts';
import { fitOf } from '../editing/fits.ts';
import { portsOf } from '../editing/ports.ts';
import { endAt, nodesOf, type Shown, type ShownBlock, type ShownGroup } from '../editing/shown.ts';
import { wiringOf } from '../editing/wiring.ts';
import { m } from '../language/generated/messages.js';
import { sentenceOf } from '../state/finding-words.ts';
import type { Workbench } from '../state/workbench.svelte.ts';
import type { WireEdge } from './flow.ts';

type FlowConnection = ReturnType<typeof useConnection>;
/** The side of a block that a port is on. */
export type Side = 'source' | 'target';

export interface PortOfNode {
  readonly node: string;
  readonly port: string;
  readonly side: Side;
}

/** Where the wire would end. */
export interface Landing {
  /** Null on a block that has no port on that side. */
  readonly edge: Edge | null;
  /** It may not end there; it may, but what it brings does not fit; or all is well. */
  readonly verdict: 'refused' | 'unfit' | 'fits';
  /** Why not, what does not fit, which wire it takes the place of; null if there is nothing to say. */
  readonly sentence: string | null;
  /** The port on the canvas. */
  readonly place: Point | null;
}

/** So near to an end, in pixels of the screen, a wire is taken by that end. */
const REACH = 36;

export class Connecting {
  readonly #bench: Workbench;
  readonly #flow: FlowConnection;
  readonly #shown: () => Shown;
  /** The wire whose end was pressed and is taken as soon as the hand moves. */
  #held: Edge | null = null;

  /** The wire that the hand has taken off one of its ends, to lead it elsewhere or to drop it. */
  pulled = $state.raw<Edge | null>(null);
  /** The port that was clicked: a click on another draws the wire. */
  clicked = $state.raw<PortOfNode | null>(null);

  /** A text, so that it stays the same while the hand moves: every port of the canvas hangs on it. */
  readonly #drawnFrom: string | null = $derived.by(() => {
    const { inProgress, fromHandle } = this.#flow.current;
    return inProgress ? JSON.stringify([fromHandle.nodeId, fromHandle.id ?? null, fromHandle.type]) : null;
  });

  /** The port that the wire is drawn from; null while none is drawn. */
  readonly from: PortOfNode | null = $derived.by(() => {
    if (this.#drawnFrom === null) return this.clicked;
    const [id, handle, side] = JSON.parse(this.#drawnFrom) as [string, string | null, Side];
    return this.#portOf(id, handle, side);
  });

  /** Blocks that cannot be at the other end, whichever of their ports is tried: a circle would close. */
  readonly #barred: ReadonlySet<string> | null = $derived(this.from && barredBlocks(this.#wires(), this.from.node, this.from.side));

  /** Null over the empty canvas. */
  readonly landing: Landing | null = $derived.by(() => {
    const { inProgress, to, toHandle } = this.#flow.current;
    const { from } = this;
    if (!inProgress || !from) return null;
    if (toHandle) {
      const port = toHandle.type === from.side ? null : this.#portOf(toHandle.nodeId, toHandle.id, toHandle.type);
      return port && this.#landingOn(from, port);
    }
    const thing = thingAt(this.#shown(), [to.x, to.y]);
    if (!thing || nodesOf(this.#shown(), thing.id).includes(from.node)) return null;
    const port = this.#firstPort(thing, from);
    return port ? this.#landingOn(from, port) : { edge: null, verdict: 'refused', sentence: portless(thing, from.side), place: null };
  });

  constructor(bench: Workbench, flow: FlowConnection, shown: () => Shown) {
    this.#bench = bench;
    this.#flow = flow;
    this.#shown = shown;
  }

  /** Whether a port can take the wire that is drawn; null while none is, and of the ports on the side that it comes from. */
  takes(node: string, side: Side): boolean | null {
    return this.#barred && this.from!.side !== side ? !this.#barred.has(node) : null;
  }

  mayConnect = (connection: Connection | WireEdge): boolean => {
    const edge = this.#edgeOf(connection);
    return edge !== null && this.#refusal(edge) === null;
  };

  start: OnConnectStart = () => {
    this.pulled = this.#held;
    this.#held = null;
    this.clicked = null;
  };

  /** The document takes the wire; the flow must not add one of its own. */
  connect = (connection: Connection): false => {
    const edge = this.#edgeOf(connection);
    if (edge) this.#lead(edge);
    return false;
  };

  /** `place` is where the hand let go, in canvas pixels; null outside of the canvas. */
  end(state: Parameters<OnConnectEnd>[1], place: Point | null): void {
    const { landing, pulled, from } = this;
    const { project, notices, quickAdd } = this.#bench;
    if (!from) return void (this.pulled = null); // it was given up
    if (landing?.verdict === 'refused') notices.inform(landing.sentence!);
    else if (landing?.edge && state.isValid !== true) this.#lead(landing.edge);
    else if (!landing && !state.toHandle && pulled) project.edit({ edit: 'disconnect', edge: pulled });
    else if (!landing && !state.toHandle && place && !thingAt(this.#shown(), place))
      quickAdd.open({ at: middleBehind(place, from.side), [from.side === 'source' ? 'from' : 'to']: [from.node, from.port] });
    this.pulled = null;
  }

  clickStart: OnConnectStart = (_, { nodeId, handleId, handleType }) => {
    this.clicked = nodeId && handleType ? this.#portOf(nodeId, handleId, handleType) : null;
  };

  /** The second click. */
  clickEnd(event: MouseEvent | TouchEvent): void {
    const from = this.clicked;
    this.clicked = null;
    const { nodeid, handleid } = (event.currentTarget as HTMLElement).dataset;
    const side: Side = (event.currentTarget as HTMLElement).classList.contains('source') ? 'source' : 'target';
    const port = nodeid && handleid ? this.#portOf(nodeid, handleid, side) : null;
    if (!from || !port || from.side === side) return;
    const { verdict, sentence } = this.#landingOn(from, port);
    if (verdict === 'refused') this.#bench.notices.inform(sentence!);
  }

  /** Gives the wire up. */
  cancel(store: Pick<SvelteFlowStore, 'clickConnectStartHandle' | 'cancelConnection'>): void {
    if (!this.from) return;
    this.clicked = null;
    this.pulled = null;
    store.clickConnectStartHandle = null;
    store.cancelConnection();
  }

  /**
   * A press on an input that is wired, or on a wire near one of its ends, takes that end: the wire is drawn from its other end then.
   * Svelte Flow would draw a new one from the port under the hand.
   */
  takeEnd(event: MouseEvent, surface: HTMLElement, wires: readonly WireEdge[]): void {
    if (!event.isTrusted) return;
    this.#held = null;
    if (event.button !== 0 || event.shiftKey || event.ctrlKey || event.metaKey) return;
    const end = endUnder(event, surface, wires);
    if (!end) return;
    const other = portElement(surface, end.wire, end.side === 'source' ? 'target' : 'source');
    event.stopPropagation();
    this.#held = end.wire.data?.edge ?? null;
    const { clientX, clientY } = event;
    other?.dispatchEvent(new MouseEvent('mousedown', { bubbles: true, button: 0, clientX, clientY, view: window }));
  }

  #lead(edge: Edge): void {
    const { project } = this.#bench;
    const { pulled } = this;
    if (!pulled) project.edit({ edit: 'connect', edge });
    else if (edgeName(pulled) !== edgeName(edge))
      project.edit({
        edit: 'compound',
        edits: [
          { edit: 'disconnect', edge: pulled },
          { edit: 'connect', edge },
        ],
      });
  }

  #refusal(edge: Edge): string | null {
    return refusalOf(this.#bench.project.document, endsOf(edge), this.pulled);
  }

  #landingOn(from: PortOfNode, to: PortOfNode): Landing {
    const [source, target] = from.side === 'source' ? [from, to] : [to, from];
    const edge: Edge = { from: [source.node, source.port], to: [target.node, target.port] };
    const place = portPlace(this.#shown(), to);
    const refusal = this.#refusal(edge);
    if (refusal !== null) return { edge, verdict: 'refused', sentence: refusal, place };
    const { project, compile } = this.#bench;
    const fit = fitOf(project.document, compile.outline, edge);
    const said = [fit.fits ? null : sentenceOf(fit), this.#replacement(edge)];
    const sentence = said.filter((each) => each !== null).join(' ');
    return { edge, verdict: fit.fits ? 'fits' : 'unfit', sentence: sentence === '' ? null : sentence, place };
  }

  #replacement(edge: Edge): string | null {
    const { document } = this.#bench.project;
    const replaced = replacedBy(document, endsOf(edge));
    if (!replaced || replaced === this.pulled) return null;
    return m.wire_replaces({ name: document.nodes.find(({ id }) => id === replaced.from[0])?.name ?? replaced.from[0] });
  }

  /** Of what the hand is over: the first port that the wire fits, else the first that is free, else its first. */
  #firstPort(thing: ShownBlock | ShownGroup, from: PortOfNode): PortOfNode | null {
    const side: Side = from.side === 'source' ? 'target' : 'source';
    const ports = portsOn(thing, side).filter(({ node }) => node !== from.node);
    const { document } = this.#bench.project;
    const free = ports.filter(({ node, port }) => side === 'source' || !wiringOf(document).into(node, port));
    return free.find((port) => this.#landingOn(from, port).verdict === 'fits') ?? free[0] ?? ports[0] ?? null;
  }

  #portOf(id: string, handle: string | null | undefined, side: Side): PortOfNode | null {
    const end = endAt(this.#shown(), id, handle ?? '');
    return end && { node: end[0], port: end[1], side };
  }

  #edgeOf({ source, sourceHandle, target, targetHandle }: Connection | WireEdge): Edge | null {
    const from = endAt(this.#shown(), source, sourceHandle ?? '');
    const to = endAt(this.#shown(), target, targetHandle ?? '');
    return from && to && { from, to };
  }

  #wires(): readonly Edge[] {
    return this.#bench.project.document.edges.filter((edge) => edge !== this.pulled);
  }
}

/** The middle of a block whose port is where the hand let go of a wire from the other side. */
function middleBehind([x, y]: Point, from: Side): Point {
  return [from === 'source' ? x + BLOCK.width / 2 : x - BLOCK.width / 2, y];
}

function portless(thing: ShownBlock | ShownGroup, from: Side): string {
  const { name } = thing.kind === 'group' ? thing.group : thing.node;
  return from === 'source' ? m.wire_portless_input({ name }) : m.wire_portless_output({ name });
}

function endsOf({ from, to }: Edge): Ends {
  return { source: from[0], sourceHandle: from[1], target: to[0], targetHandle: to[1] };
}

function portsOn(thing: ShownBlock | ShownGroup, side: Side): readonly PortOfNode[] {
  if (thing.kind === 'group')
    return (side === 'source' ? thing.outputs : thing.inputs).map(({ node, port }) => ({ node: node.id, port, side }));
  const { inputs, outputs } = portsOf(thing.node);
  return (side === 'source' ? outputs : inputs).map((port) => ({ node: thing.id, port, side }));
}

/** Where a port is on the canvas; of a collapsed group, where the group has it. */
export function portPlace(shown: Shown, { node, port, side }: PortOfNode): Point | null {
  const thing = shown.ofNode.get(node);
  if (!thing) return null;
  const ports = portsOn(thing, side);
  const index = ports.findIndex((each) => each.node === node && each.port === port);
  const { position, size } = thing;
  return [position[0] + (side === 'source' ? size[0] : 0), position[1] + (size[1] * (index + 1)) / (ports.length + 1)];
}

/** What leads to an output's block cannot be fed by it; what an input's block leads to cannot feed it. The block itself is among them. */
function barredBlocks(wires: readonly Edge[], node: string, side: Side): ReadonlySet<string> {
  const next = Map.groupBy(wires, ({ from, to }) => (side === 'source' ? to[0] : from[0]));
  const barred = new Set([node]);
  for (const id of barred) for (const { from, to } of next.get(id) ?? []) barred.add(side === 'source' ? from[0] : to[0]);
  return barred;
}

/** What a place of the canvas lies on; the last drawn is on top. */
function thingAt({ blocks, groups }: Shown, [x, y]: Point): ShownBlock | ShownGroup | null {
  const covers = ({ position, size }: ShownBlock | ShownGroup) =>
    x >= position[0] && x <= position[0] + size[0] && y >= position[1] && y <= position[1] + size[1];
  return groups.findLast(covers) ?? blocks.findLast(covers) ?? null;
}

function endUnder(
  event: MouseEvent,
  surface: HTMLElement,
  wires: readonly WireEdge[],
): { readonly wire: WireEdge; readonly side: Side } | null {
  const element = event.target as Element;
  const port = element.closest<HTMLElement>('.svelte-flow__handle.target');
  if (port) {
    const wire = wires.find(({ target, targetHandle }) => target === port.dataset.nodeid && targetHandle === port.dataset.handleid);
    return wire ? { wire, side: 'target' } : null;
  }
  const id = element.closest<SVGGElement>('.svelte-flow__edge')?.dataset.id;
  const wire = wires.find((each) => each.id === id);
  if (!wire) return null;
  const [source, target] = (['source', 'target'] as const).map((side) => distance(event, portElement(surface, wire, side))) as [
    number,
    number,
  ];
  if (Math.min(source, target) > REACH) return null;
  return { wire, side: source < target ? 'source' : 'target' };
}

function portElement(surface: HTMLElement, wire: WireEdge, side: Side): HTMLElement | null {
  const [node, port] = side === 'source' ? [wire.source, wire.sourceHandle] : [wire.target, wire.targetHandle];
  const selector = `.svelte-flow__handle.${side}[data-nodeid="${CSS.escape(node)}"][data-handleid="${CSS.escape(port ?? '')}"]`;
  return surface.querySelector<HTMLElement>(selector);
}

function distance({ clientX, clientY }: MouseEvent, element: HTMLElement | null): number {
  if (!element) return Infinity;
  const { left, top, width, height } = element.getBoundingClientRect();
  return Math.hypot(clientX - left - width / 2, clientY - top - height / 2);
}
