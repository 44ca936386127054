import type { Document } from '../../core/document/document.ts';
import { apply } from '../../core/document/edits.ts';
import type { FixCode } from '../../core/findings/fixes.ts';
import type { Numbers } from '../../core/findings/finding.ts';
import { repairEdit } from '../../core/repairs/index.ts';

/** The document after a fix; null where it is not offered. */
export function repaired(document: Document, code: FixCode, numbers: Numbers = {}): Document | null {
  const edit = repairEdit(document, { code, numbers });
  return edit && apply(document, edit).document;
}

/** How the blocks are wired, by their names: "fc1 > bn1". Sorted. */
export function wiring({ nodes, edges }: Document): string[] {
  const name = new Map(nodes.map((node) => [node.id, node.name]));
  return edges.map(({ from, to }) => `${name.get(from[0])} > ${name.get(to[0])}${to[1] === 'in' ? '' : `.${to[1]}`}`).sort();
}

/** Settings of a block, by its name. */
export function settingsOf({ nodes }: Document, name: string): Document['nodes'][number]['settings'] {
  return nodes.find((node) => node.name === name)!.settings;
}
