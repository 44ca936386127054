/**
 * @file A wire under the hand: where it would end if the hand let go, what it would replace, and why it may not. Svelte Flow follows the
 * pointer; what comes of it is an edit of the document.
 */
import type { Connection, OnConnectEnd, OnConnectStart, useConnection } from '@xyflow/svelte';
import { edgeName, type Edge } from '../../core/document/document.ts';
import { BLOCK, type Point } from '../editing/block.ts';
import { refusalOf, type Ends } from '../editing/connection.ts';
import { portsOf } from '../editing/ports.ts';
import type { Workbench } from '../state/workbench.svelte.ts';
import type { BlockNode, CanvasNode, WireEdge } from './flow.ts';

type FlowConnection = ReturnType<typeof useConnection>;
/** The side of a block that a port is on. */
export type Side = 'source' | 'target';

/** Where the wire would end. */
export interface Landing {
  readonly ends: Required<Ends>;
  /** Why it may not, in one sentence; null if it may. */
  readonly refusal: string | null;
}

/** So near to an end, in pixels of the screen, a wire is taken by that end. */
const REACH = 36;

export class Connecting {
  readonly #bench: Workbench;
  readonly #flow: FlowConnection;
  readonly #nodes: () => readonly CanvasNode[];
  /** The wire whose end was pressed and is taken as soon as the hand moves. */
  #held: Edge | null = null;

  /** The wire that the hand has taken off one of its ends, to lead it elsewhere or to drop it. */
  pulled = $state.raw<Edge | null>(null);

  /** The port that the wire is drawn from; null while none is drawn. */
  readonly from: { readonly node: string; readonly port: string; readonly side: Side } | null = $derived.by(() => {
    const { inProgress, fromHandle } = this.#flow.current;
    return inProgress ? { node: fromHandle.nodeId, port: fromHandle.id ?? '', side: fromHandle.type } : null;
  });

  /** Blocks that cannot be at the other end, whichever of their ports is tried: a circle would close. */
  readonly #barred: ReadonlySet<string> | null = $derived(this.from && barredBlocks(this.#wires(), this.from.node, this.from.side));

  /** Null over the empty canvas. */
  readonly landing: Landing | null = $derived.by(() => {
    const { inProgress, to, toHandle } = this.#flow.current;
    const { from } = this;
    if (!inProgress || !from) return null;
    if (toHandle && toHandle.type !== from.side) return this.#landingOn(toHandle.nodeId, toHandle.id ?? '');
    const block = toHandle ? null : blockAt(this.#nodes(), [to.x, to.y]);
    const port = block && block.id !== from.node ? this.#firstPort(block) : null;
    return block && port !== null ? this.#landingOn(block.id, port) : null;
  });

  constructor(bench: Workbench, flow: FlowConnection, nodes: () => readonly CanvasNode[]) {
    this.#bench = bench;
    this.#flow = flow;
    this.#nodes = nodes;
  }

  /** Whether a port can take the wire that is drawn; null while none is, and of the ports on the side that it comes from. */
  takes(node: string, side: Side): boolean | null {
    return this.#barred && this.from!.side !== side ? !this.#barred.has(node) : null;
  }

  refusal(ends: Ends): string | null {
    return refusalOf(this.#bench.project.document, ends, this.pulled);
  }

  start: OnConnectStart = () => {
    this.pulled = this.#held;
    this.#held = null;
  };

  /** The document takes the wire; the flow must not add one of its own. */
  connect = ({ source, sourceHandle, target, targetHandle }: Connection): false => {
    if (sourceHandle && targetHandle) this.#lead({ from: [source, sourceHandle], to: [target, targetHandle] });
    return false;
  };

  /** `place` is where the hand let go, in canvas pixels; null outside of the canvas. */
  end(state: Parameters<OnConnectEnd>[1], place: Point | null): void {
    const { landing, pulled, from } = this;
    const { project, notices, quickAdd } = this.#bench;
    if (landing && landing.refusal !== null) notices.inform(landing.refusal);
    else if (landing && state.isValid !== true) this.#lead(edgeOf(landing.ends));
    else if (!landing && !state.toHandle && pulled) project.edit({ edit: 'disconnect', edge: pulled });
    else if (!landing && !state.toHandle && from && place)
      quickAdd.open({ at: place, ...(from.side === 'source' ? { from: [from.node, from.port] } : { to: [from.node, from.port] }) });
    this.pulled = null;
  }

  /**
   * A press on an input that is wired, or on a wire near one of its ends, takes that end: the wire is drawn from its other end then.
   * Svelte Flow would draw a new one from the port under the hand.
   */
  takeEnd(event: MouseEvent, surface: HTMLElement, wires: readonly WireEdge[]): void {
    this.#held = null;
    if (event.button !== 0 || !event.isTrusted || event.shiftKey || event.ctrlKey) return;
    const end = endUnder(event, surface, wires);
    const edge = end && this.#bench.project.document.edges.find((each) => edgeName(each) === end.wire.id);
    if (!edge) return;
    const other = portElement(surface, end.wire, end.side === 'source' ? 'target' : 'source');
    event.stopPropagation();
    this.#held = edge;
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

  #landingOn(node: string, port: string): Landing {
    const { from } = this;
    const ends: Required<Ends> =
      from!.side === 'source'
        ? { source: from!.node, sourceHandle: from!.port, target: node, targetHandle: port }
        : { source: node, sourceHandle: port, target: from!.node, targetHandle: from!.port };
    return { ends, refusal: this.refusal(ends) };
  }

  /** Of a block that the hand is over: the first port that takes the wire, else its first. */
  #firstPort({ id, data }: BlockNode): string | null {
    const { inputs, outputs } = portsOf(data.node);
    if (this.from!.side === 'target') return outputs[0] ?? null;
    return inputs.find((port) => !this.#wires().some(({ to }) => to[0] === id && to[1] === port)) ?? inputs[0] ?? null;
  }

  #wires(): readonly Edge[] {
    return this.#bench.project.document.edges.filter((edge) => edge !== this.pulled);
  }
}

function edgeOf({ source, sourceHandle, target, targetHandle }: Required<Ends>): Edge {
  return { from: [source, sourceHandle ?? ''], to: [target, targetHandle ?? ''] };
}

/** What leads to an output's block cannot be fed by it; what an input's block leads to cannot feed it. The block itself is among them. */
function barredBlocks(wires: readonly Edge[], node: string, side: Side): ReadonlySet<string> {
  const next = Map.groupBy(wires, ({ from, to }) => (side === 'source' ? to[0] : from[0]));
  const barred = new Set([node]);
  for (const id of barred) for (const { from, to } of next.get(id) ?? []) barred.add(side === 'source' ? from[0] : to[0]);
  return barred;
}

/** The topmost block that a place of the canvas lies on. */
function blockAt(nodes: readonly CanvasNode[], [x, y]: Point): BlockNode | null {
  const covers = ({ position, measured }: BlockNode) =>
    x >= position.x &&
    x <= position.x + (measured?.width ?? BLOCK.width) &&
    y >= position.y &&
    y <= position.y + (measured?.height ?? BLOCK.height);
  return nodes.findLast((node): node is BlockNode => node.type === 'block' && covers(node)) ?? null;
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
