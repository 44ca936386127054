/** @file All of a document that training depends on, as text: two documents with the same text train to the same numbers. */
import type { Document } from '../../core/document/document.ts';

export function trainedText({ nodes, edges, dataset, training }: Document): string {
  return JSON.stringify([nodes.map(({ id, layer, settings }) => [id, layer, settings]), edges, dataset, training]);
}
