/** @file Blocks that the person adds: from the palette by a click or a key, by a drop on the canvas, or searched for where they are wanted. */
import type { Edge, Settings } from '../../core/document/document.ts';
import type { Edit } from '../../core/document/edits.ts';
import { findLayer } from '../../core/layers/index.ts';
import type { Layer } from '../../core/layers/layer.ts';
import { addAfter, addAt, addLoose, addWired } from '../editing/add-block.ts';
import { BLOCK, collide, type Point } from '../editing/block.ts';
import { portsOf } from '../editing/ports.ts';
import type { Project } from './project.svelte.ts';
import type { Wanted } from './quick-add.svelte.ts';
import type { Selection } from './selection.svelte.ts';

export class Adding {
  readonly #project: Project;
  readonly #selection: Selection;

  constructor(project: Project, selection: Selection) {
    this.#project = project;
    this.#selection = selection;
  }

  /** After the selected block, wired where it fits. */
  add(name: string): void {
    const layer = findLayer(name);
    if (!layer) return;
    const { document } = this.#project;
    const after = document.nodes.find((node) => node.id === this.#selection.node);
    const { edit, node } = after
      ? addAfter(document, layer, after, portsOf(after).outputs)
      : addLoose(document, layer, (node) => portsOf(node).outputs);
    this.#project.edit(edit);
    this.#selection.show([node]);
  }

  /** Its middle where the hand is, or into the wire below the hand. */
  drop(name: string, centre: Point, wire: Edge | null): void {
    const layer = findLayer(name);
    if (!layer) return;
    const { edit, node } = addAt(this.#project.document, layer, centre, wire);
    this.#project.edit(edit);
    const position = this.#project.document.nodes.find(({ id }) => id === node)?.position;
    const underHand = position && collide(position, [centre[0] - BLOCK.width / 2, centre[1] - BLOCK.height / 2]);
    // it is under the hand, and has pushed nothing away: the view must not move
    if (underHand && !wire) this.#selection.select([node]);
    else this.#selection.show([node]);
  }

  /** Where it was wanted and wired as it was wanted; its id. */
  addHere(layer: Layer, { at, ...wanted }: Wanted, settings: Settings): string {
    const { edit, node } = addWired(this.#project.document, layer, at, wanted);
    const edits: Edit[] = [edit, ...Object.entries(settings).map(([setting, value]): Edit => ({ edit: 'set', node, setting, value }))];
    this.#project.edit({ edit: 'compound', edits });
    this.#selection.show([node]);
    return node;
  }
}
