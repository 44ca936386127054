import { edgeName, type Document, type Edge } from '../../core/document/document.ts';

/** The wire under the pointer, whatever lies over it. */
export function wireAt({ edges }: Document, { clientX, clientY }: MouseEvent): Edge | null {
  const wire = document
    .elementsFromPoint(clientX, clientY)
    .map((element) => element.closest<SVGGElement>('.svelte-flow__edge')?.dataset.id)
    .find((id) => id !== undefined);
  return edges.find((edge) => edgeName(edge) === wire) ?? null;
}
