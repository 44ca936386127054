import { finding } from '../../findings/messages.ts';
import type { Opened, Wish } from '../opened.ts';
import { readGraph } from './read-graph.ts';
import { holdsDrawing, readOwn } from './read-own.ts';
import { readOnnxWire } from './read-wire.ts';

/**
 * Opens an ONNX file as a network that can be edited and trained, with its weights: as it was drawn where this program wrote the file and
 * the drawing still fits, else as its graph says. `file` names it in a refusal.
 * @throws InputError onnx_*
 */
export function readOnnx(file: string, bytes: Uint8Array, { networkOf }: Wish = {}): Opened {
  const model = readOnnxWire(file, bytes);
  const own = networkOf ? readOwn(file, model, networkOf) : null;
  if (own) return own;
  const { document, state, findings } = readGraph(file, model);
  const left = networkOf && holdsDrawing(model) ? [finding('onnx_drawing_left', {}, { file })] : [];
  const weights = { state, optimizer: [], step: 0, data: null, summary: {} };
  return { origin: 'onnx', document, weights, findings: [...left, ...findings] };
}
