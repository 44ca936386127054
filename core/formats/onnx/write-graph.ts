/**
 * @file From a network to the graph that ONNX knows it by. Nodes and values are called as the blocks are, initialisers as in the state_dict;
 * each Input is an input of the graph, and what goes into the loss is its output.
 */
import { InputError } from '../../findings/input-error.ts';
import type { Shape } from '../../tensor/shape.ts';
import { elementCount } from '../../tensor/shape.ts';
import type { WrittenBlock } from '../written-network.ts';
import type { OnnxModel, OnnxNode, OnnxTensor, OnnxValue } from './graph.ts';

/** The graph without the numbers of its parameters. */
export interface WrittenGraph extends Pick<OnnxModel, 'nodes' | 'inputs' | 'outputs'> {
  /** Names of the initialisers that are parameters or buffers of the network. */
  readonly parameters: readonly string[];
  /** Initialisers that are none. */
  readonly constants: readonly OnnxTensor[];
}

/** Any number of rows. */
const BATCH = 'batch';

/** @throws InputError onnx_unwritable */
export function graphOf(blocks: readonly WrittenBlock[]): WrittenGraph {
  const called = valueNames(blocks);
  const shapes = new Map(blocks.map(({ id, shape }) => [id, shape]));
  const value = (id: string): OnnxValue => ({ name: called.get(id)!, type: 'FLOAT', shape: [BATCH, ...shapes.get(id)!] });
  const parameters: string[] = [];
  const constants: OnnxTensor[] = [];
  const nodes: OnnxNode[] = [];
  for (const { id, name, layer, settings, inputs } of blocks) {
    const call = layer.onnx(settings, {
      inputs: inputs.map((source) => called.get(source)!),
      shapes: inputs.map((source) => shapes.get(source)!),
      parameter: (parameter) => parameters[parameters.push(`${name}.${parameter}`) - 1]!,
      constant: (constant, shape, number) => constants[constants.push(filled(`${name}.${constant}`, shape, number)) - 1]!.name,
    });
    if (typeof call === 'string') throw new InputError('onnx_unwritable', { name, layer: layer.name, why: call });
    if (call) nodes.push({ name, ...call, domain: '', outputs: [called.get(id)!], attributes: new Map(Object.entries(call.attributes)) });
  }
  const loss = blocks.at(-1)!;
  const last = blocks.find(({ id }) => id === loss.inputs[0])!;
  return {
    nodes,
    inputs: blocks.filter(({ layer }) => layer.role === 'input').map(({ id }) => value(id)),
    outputs: [value(last.id)],
    parameters,
    constants,
  };
}

function filled(name: string, shape: Shape, value: number): OnnxTensor {
  return { name, type: 'FLOAT', shape, values: new Float32Array(elementCount(shape)).fill(value) };
}

/**
 * A value is called as the block that gives it. One that is called like a part of another block, "fc1.weight", might have the name of that
 * block's initialiser; with another part behind it, it has none's.
 */
function valueNames(blocks: readonly WrittenBlock[]): Map<string, string> {
  const names = new Set(blocks.map(({ name }) => name));
  return new Map(blocks.map(({ id, name }) => [id, names.has(name.slice(0, Math.max(0, name.lastIndexOf('.')))) ? `${name}.out` : name]));
}
