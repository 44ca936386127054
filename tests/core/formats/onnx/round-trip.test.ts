/** @file A document that is written as ONNX and read by its graph alone: equal up to what ONNX has no word for, which is listed here. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Document, Node } from '../../../../core/document/document.ts';
import { readOnnx } from '../../../../core/formats/onnx/read-onnx.ts';
import { writeOnnx } from '../../../../core/formats/onnx/write-onnx.ts';
import type { NamedTensor } from '../../../../core/formats/model-file.ts';
import { findLayer } from '../../../../core/layers/index.ts';
import { resolveSettings } from '../../../../core/layers/resolve-settings.ts';
import { LESSONS } from '../../../../core/lessons/index.ts';
import { networkOf } from '../../../../core/session/written-blocks.ts';
import { anyWeights } from '../../../helpers/any-weights.ts';
import { moons, network, withSetting } from '../../../helpers/networks.ts';
import { randomNetwork } from '../../../helpers/random-document.ts';

/** Settings that say how weights are drawn, and widths that follow from the wires. */
const UNTOLD = ['init', 'bias_init', 'in_features', 'num_features'];

/** BatchNorm without weights has ones and zeros there; a plain average has no share of what is new. */
const TOLD_AS: Readonly<Record<string, (given: unknown) => unknown>> = { affine: () => true, momentum: (given) => given ?? 0.1 };

function settingsOf(node: Node): Record<string, unknown> {
  const { values } = resolveSettings(findLayer(node.layer)!, node.settings, { node: node.id, name: node.name }, []);
  const told = Object.entries(values).filter(([setting]) => !UNTOLD.includes(setting));
  return Object.fromEntries(told.map(([setting, given]) => [setting, TOLD_AS[setting]?.(given) ?? given]));
}

/** Blocks by their names, with the names of those that they read. Bypassed ones, and what leads nowhere, are not in an ONNX file, nor is the loss. */
function toldBy(document: Document): Record<string, unknown> {
  const { blocks } = networkOf(document)!;
  const nodes = new Map(document.nodes.map((node) => [node.id, node]));
  const named = (id: string) => nodes.get(id)!.name;
  const hidden = blocks.filter(({ layer }) => layer.role !== 'loss');
  return {
    name: document.name,
    end: named(blocks.at(-1)!.inputs[0]!),
    inputs: hidden.filter(({ layer }) => layer.role === 'input').map(({ name }) => name),
    blocks: Object.fromEntries(
      hidden.map(({ id, name, layer, inputs }) => [name, [layer.name, settingsOf(nodes.get(id)!), inputs.map(named)]]),
    ),
  };
}

const plain = (state: readonly NamedTensor[]) =>
  new Map(state.map(({ name, shape, values }) => [name, `${String(shape)}: ${Buffer.from(values.buffer).toString('base64')}`]));

function holds(document: Document, seed: number): void {
  const weights = anyWeights(document, seed);
  const { blocks } = networkOf(document)!;
  const opened = readOnnx('net.onnx', writeOnnx({ document, blocks }, weights).bytes);
  expect(toldBy(opened.document)).toEqual(toldBy(document));
  // what has no weights of its own comes back with ones and zeros
  const back = plain(opened.weights!.state);
  for (const [name, tensor] of plain(weights.state)) expect(back.get(name), name).toEqual(tensor);
}

describe('what is written as ONNX comes back by its graph alone', () => {
  test.each(LESSONS.map(({ id, document }) => [id, document] as const))('the example %s', (_, document) => holds(document, 5));

  test('500 random networks', () => {
    fc.assert(
      fc.property(randomNetwork, fc.nat(1000), ({ document }, seed) => holds(document, seed)),
      { numRuns: 500, seed: 7 },
    );
  });

  test('every setting that ONNX has', () => {
    let document = moons();
    for (const [node, setting, value] of [
      ['bn1', 'eps', 1e-3],
      ['bn1', 'momentum', 0.01],
      ['drop1', 'p', 1],
      ['fc1', 'bias', false],
    ] as const)
      document = withSetting(document, node, setting, value);
    holds(document, 1);
    for (const [setting, value] of [
      ['affine', false],
      ['momentum', null],
    ] as const)
      holds(withSetting(moons(), 'bn1', setting, value), 2);
  });

  test('names that look like those of other programs', () => {
    holds(
      network([
        ['Input', 'x.0', { shape: [3, 4, 4] }],
        ['Flatten', 'Flatten'],
        ['Linear', 'net.0', { out_features: 5 }],
        ['ReLU', 'Relu_3'],
        ['LeakyReLU', '/a/LeakyRelu', { negative_slope: 0.3 }],
        ['Dropout', '12', { p: 0 }],
        ['Linear', 'net.0.weight', { out_features: 2 }],
        ['MSELoss', 'loss'],
      ]),
      3,
    );
  });
});
