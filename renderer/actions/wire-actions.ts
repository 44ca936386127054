/** @file Wires without a hand: drawn by choosing their other end, and gone along from block to block. */
import { edgeName, type Edge } from '../../core/document/document.ts';
import { BLOCK, STEP } from '../editing/block.ts';
import { inDepthOrder } from '../editing/depth-order.ts';
import { portsOf } from '../editing/ports.ts';
import { wiringOf } from '../editing/wiring.ts';
import { m } from '../language/generated/messages.js';
import type { Workbench } from '../state/workbench.svelte.ts';
import { titled, type Action } from './action.ts';

export const WIRE_ACTIONS = [
  {
    id: 'wire_from',
    group: 'edit',
    title: titled(m.action_wire_from),
    keys: ['W'],
    heard: 'canvas',
    enabled: (bench) => hasPort(bench, 'outputs'),
    run: ({ wireChoice, selection }) => wireChoice.open({ node: selection.node!, side: 'from' }),
  },
  {
    id: 'wire_to',
    group: 'edit',
    title: titled(m.action_wire_to),
    keys: ['Shift+W'],
    heard: 'canvas',
    enabled: (bench) => hasPort(bench, 'inputs'),
    run: ({ wireChoice, selection }) => wireChoice.open({ node: selection.node!, side: 'to' }),
  },
  {
    id: 'add_after',
    group: 'add',
    title: titled(m.action_add_after),
    keys: ['+'],
    heard: 'canvas',
    enabled: (bench) => hasPort(bench, 'outputs'),
    run: addAfter,
  },
  {
    id: 'wire_out',
    group: 'select',
    title: titled(m.action_wire_out),
    keys: [']'],
    heard: 'surface',
    enabled: hasBlockOrWire,
    run: (bench) => goAlong(bench, 'out'),
  },
  {
    id: 'wire_in',
    group: 'select',
    title: titled(m.action_wire_in),
    keys: ['['],
    heard: 'surface',
    enabled: hasBlockOrWire,
    run: (bench) => goAlong(bench, 'in'),
  },
  {
    id: 'next_wire_out',
    group: 'select',
    title: titled(m.action_next_wire_out),
    keys: ['}'],
    heard: 'surface',
    enabled: ({ selection }) => selection.edges.length === 1,
    run: (bench) => goBeside(bench, (edge) => wiringOf(bench.project.document).leaving(edge.from[0])),
  },
  {
    id: 'next_wire_in',
    group: 'select',
    title: titled(m.action_next_wire_in),
    keys: ['{'],
    heard: 'surface',
    enabled: ({ selection }) => selection.edges.length === 1,
    run: (bench) => goBeside(bench, (edge) => wiringOf(bench.project.document).arriving(edge.to[0])),
  },
] as const satisfies readonly Action[];

function hasPort({ project, selection }: Workbench, side: 'inputs' | 'outputs'): boolean {
  const node = project.document.nodes.find(({ id }) => id === selection.node);
  return node !== undefined && portsOf(node)[side].length > 0;
}

function hasBlockOrWire({ selection: { nodes, edges } }: Workbench): boolean {
  return nodes.length > 0 || edges.length === 1;
}

/** The search for it, beside the block: into the one wire that leaves it, or at the end of a new one. */
function addAfter({ project: { document }, selection, quickAdd }: Workbench): void {
  const node = document.nodes.find(({ id }) => id === selection.node)!;
  const port = portsOf(node).outputs[0]!;
  const leaving = wiringOf(document)
    .leaving(node.id)
    .filter(({ from }) => from[1] === port);
  const [x, y] = node.position;
  const at = [x + STEP.x + BLOCK.width / 2, y + BLOCK.height / 2] as const;
  quickAdd.open(leaving.length === 1 ? { at, into: leaving[0]! } : { at, from: [node.id, port] });
}

function selectedWire({ project: { document }, selection }: Workbench): Edge | undefined {
  return document.edges.find((edge) => edgeName(edge) === selection.edges[0]);
}

/** From what is selected to its first wire in or out, and from a wire to the block at that end. */
function goAlong(bench: Workbench, way: 'in' | 'out'): void {
  const { project, selection, view } = bench;
  const wire = selection.nodes.length === 0 ? selectedWire(bench) : undefined;
  if (wire) {
    const [node] = way === 'out' ? wire.to : wire.from;
    selection.show([node]);
    view?.focus(node);
    return;
  }
  const inside = new Set(selection.nodes);
  const wiring = wiringOf(project.document);
  const [next] = inDepthOrder(project.document, selection.nodes)
    .flatMap((id) => (way === 'out' ? wiring.leaving(id) : wiring.arriving(id)))
    .filter(({ from, to }) => !inside.has(from[0]) || !inside.has(to[0]));
  if (next) goToWire(bench, next);
}

/** Round and round among the wires at one end. */
function goBeside(bench: Workbench, beside: (wire: Edge) => readonly Edge[]): void {
  const wire = selectedWire(bench);
  if (!wire) return;
  const wires = beside(wire);
  goToWire(bench, wires[(wires.indexOf(wire) + 1) % wires.length]!);
}

function goToWire({ selection, view }: Workbench, wire: Edge): void {
  selection.show([], [edgeName(wire)]);
  view?.focusWire(edgeName(wire));
}
