/** @file All of a document that training depends on, as text: on the same files, the same text trains to the same numbers. */
import type { Document } from '../../core/document/document.ts';

export function trainedText({ nodes, edges, dataset, training }: Document): string {
  return JSON.stringify([nodes.map(({ id, layer, settings, bypassed }) => [id, layer, settings, bypassed]), edges, dataset, training]);
}
