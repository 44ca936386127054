/** @file What the canvas and the panels ask of a layer by its name, also of one that this version does not know. */
import type { Node } from '../../core/document/document.ts';
import { findLayer } from '../../core/layers/index.ts';

export interface Ports {
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
}

/** A block of a kind that is not known keeps its wires, so it shows one port on either side. */
const UNKNOWN: Ports = { inputs: ['in'], outputs: ['out'] };

export function portsOf(node: Node): Ports {
  return findLayer(node.layer) ?? UNKNOWN;
}

/** The CSS colour of a layer's group. */
export function groupColour(layer: string): string {
  const group = findLayer(layer)?.group ?? 'Structure';
  return `var(--group-${group.toLowerCase()})`;
}
