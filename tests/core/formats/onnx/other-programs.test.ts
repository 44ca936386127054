/** @file Networks as other programs may write them, drawn at random, with ONNX Runtime as the judge of what they compute. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readOnnx } from '../../../../core/formats/onnx/read-onnx.ts';
import { readOnnxWire } from '../../../../core/formats/onnx/read-wire.ts';
import { writeOnnx } from '../../../../core/formats/onnx/write-onnx.ts';
import { writeOnnxWire } from '../../../../core/formats/onnx/write-wire.ts';
import { networkOf } from '../../../../core/session/written-blocks.ts';
import { Random } from '../../../../core/tensor/random.ts';
import { anyWeights } from '../../../helpers/any-weights.ts';
import { runOnnx } from '../../../helpers/onnx-runtime.ts';
import { predicted } from '../../../helpers/predicted.ts';
import { randomNetwork } from '../../../helpers/random-document.ts';
import { rewritten, unordered } from '../../../helpers/rewritten-onnx.ts';

const ROWS = 3;
const NETWORKS = 100;

test(`${NETWORKS} networks, said otherwise, compute what ONNX Runtime says`, async () => {
  let furthest = 0;
  await fc.assert(
    fc.asyncProperty(randomNetwork, fc.nat(1e6), async ({ document, inputs }, seed) => {
      const random = new Random(seed, 0);
      const { blocks } = networkOf(document)!;
      const plain = readOnnxWire('net.onnx', writeOnnx({ document, blocks }, anyWeights(document, seed)).bytes);
      const made = rewritten(plain, random);
      const features = Float32Array.from({ length: ROWS * inputs }, () => random.normal());

      const opened = readOnnx('net.onnx', writeOnnxWire(unordered(made, random)));
      const { outputs, probabilities } = await predicted(opened, features, ROWS);
      const judged = await runOnnx(writeOnnxWire(made), [{ name: 'input', shape: [ROWS, inputs], values: features }]);
      const { values } = [...judged.values()][0]!;
      const inLogs = opened.findings.some(({ numbers }) => numbers['reason'] === 'clause:onnx_ends_in_logs');
      const bypasses = opened.document.nodes.some(({ bypassed }) => bypassed);
      const ours = inLogs || bypasses ? probabilities! : outputs;
      const theirs = inLogs ? values.map(Math.exp) : values;
      expect(ours.length).toBe(theirs.length);
      ours.forEach((value, index) => {
        furthest = Math.max(furthest, Math.abs(value - theirs[index]!) / Math.max(1, Math.abs(value)));
      });
      expect(furthest).toBeLessThan(1e-5);
    }),
    { numRuns: NETWORKS, seed: 3 },
  );
  expect(furthest).toBeGreaterThan(0);
});
