/** @file From a network with its weights to an ONNX file: the graph for everybody, and in its metadata what no graph says, for this program. */
import { printDocument } from '../../document/print-document.ts';
import type { Finding } from '../../findings/finding.ts';
import { finding } from '../../findings/messages.ts';
import type { Weights } from '../model-file.ts';
import type { WrittenNetwork } from '../written-network.ts';
import { metadataOf } from './own-metadata.ts';
import { graphOf } from './write-graph.ts';
import { writeOnnxWire } from './write-wire.ts';

/** Operators as of this opset, and the version of the file's form that came with it. */
export const OPSET = 20;
const IR_VERSION = 9;
/** Who wrote a file. */
export const PRODUCER = 'gradscape';

/** @throws InputError onnx_unwritable: what of the network ONNX has no operator for */
export function requireOnnx(blocks: WrittenNetwork['blocks']): void {
  graphOf(blocks);
}

/**
 * The bytes of an ONNX file; equal networks give equal bytes. `weights` are all that the network has.
 * @throws InputError onnx_unwritable: what of the network ONNX has no operator for
 */
export function writeOnnx(
  { document, blocks }: Pick<WrittenNetwork, 'document' | 'blocks'>,
  weights: Weights,
): { readonly bytes: Uint8Array<ArrayBuffer>; readonly findings: readonly Finding[] } {
  const { nodes, inputs, outputs, parameters, constants } = graphOf(blocks);
  const state = new Map(weights.state.map((tensor) => [tensor.name, tensor]));
  const bytes = writeOnnxWire({
    irVersion: IR_VERSION,
    opsets: new Map([['', OPSET]]),
    producer: PRODUCER,
    name: document.name,
    nodes,
    initialisers: [...parameters.map((name) => ({ ...state.get(name)!, type: 'FLOAT' as const })), ...constants],
    inputs,
    outputs,
    metadata: metadataOf(printDocument(document), weights, new Set(parameters)),
  });
  return { bytes, findings: weights.data?.scaling ? [finding('onnx_scaling', {}, {})] : [] };
}
