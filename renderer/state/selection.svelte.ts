/** @file What is selected on the canvas: blocks by id (all blocks of a group, if it is a group), wires by `edgeName`, notes by id. */
import type { Place } from '../../core/findings/finding.ts';

export class Selection {
  nodes = $state.raw<readonly string[]>([]);
  edges = $state.raw<readonly string[]>([]);
  notes = $state.raw<readonly string[]>([]);
  /** Counts requests to bring the selection into view; the canvas answers each. */
  shown = $state(0);

  /** The one block that the inspector speaks of. */
  readonly node: string | null = $derived(this.nodes.length === 1 ? this.nodes[0]! : null);

  select(nodes: readonly string[], edges: readonly string[] = [], notes: readonly string[] = []): void {
    if (!sameMembers(nodes, this.nodes)) this.nodes = nodes;
    if (!sameMembers(edges, this.edges)) this.edges = edges;
    if (!sameMembers(notes, this.notes)) this.notes = notes;
  }

  /** Selects and brings into view: a finding was clicked, a block was added. */
  show(nodes: readonly string[], edges: readonly string[] = [], notes: readonly string[] = []): void {
    this.select(nodes, edges, notes);
    this.shown += 1;
  }

  /** Where a finding points. */
  showPlace({ node, edge, setting }: Place): void {
    if (node !== undefined || edge !== undefined) this.show(node === undefined ? [] : [node], edge === undefined ? [] : [edge]);
    else if (setting !== undefined) this.select([]); // of the data or the training: the inspector has them when nothing is selected
  }
}

function sameMembers(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((id, index) => id === b[index]);
}
