import type { Opened } from '../opened.ts';
import { readGraph } from './read-graph.ts';
import { readOnnxWire } from './read-wire.ts';

/**
 * Opens an ONNX file as a network that can be edited and trained, with its weights. `file` names it in a refusal.
 * @throws InputError onnx_*
 */
export function readOnnx(file: string, bytes: Uint8Array): Opened {
  const { document, state, findings } = readGraph(file, readOnnxWire(file, bytes));
  return { origin: 'onnx', document, weights: { state, optimizer: [], step: 0, data: null, summary: {} }, findings };
}
