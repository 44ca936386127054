import { expect, test } from 'vitest';
import { readOnnx } from '../../../../core/formats/onnx/read-onnx.ts';
import { writeOnnxWire } from '../../../../core/formats/onnx/write-wire.ts';
import { Listener } from '../../../helpers/local-session.ts';
import { model, node, tensor, value } from '../../../helpers/onnx-model.ts';

test('a network of another program can be edited and trained', async () => {
  const five = ['scale', 'shift', 'mean'].map((name) => tensor(name, [16]));
  const nodes = [
    node('MatMul', 'x W', 'h'),
    node('Add', 'b h', 'hb'),
    node('BatchNormalization', 'hb scale shift mean var', 'n'),
    node('Relu', 'n', 'r'),
    node('Dropout', 'r p', 'd'),
    node('Gemm', 'd V c', 'logits', { transB: 1 }),
    node('Softmax', 'logits', 'y'),
  ];
  const ones = Array<number>(16).fill(1);
  const weights = [tensor('W', [2, 16]), tensor('b', [16]), ...five, tensor('var', [16], ones), tensor('V', [2, 16]), tensor('c', [2])];
  const made = model(nodes, [...weights, tensor('p', [], [0.1])], { inputs: [value('x', ['n', 2])] });
  const opened = readOnnx('net.onnx', writeOnnxWire(made));

  const listener = new Listener();
  const { client } = listener;
  const { document } = await client.install('net.onnx', opened, () => Promise.reject(new Error('The worker died.')));
  const training = { optimizer: { kind: 'Adam', lr: 0.01 }, batch_size: 32, epochs: 40, seed: 1 };
  const { findings, trainable } = await client.edit({ ...document, training, dataset: { source: 'moons', rows: 400 } });
  expect(findings).toEqual([]);
  expect(trainable).toBe(true);
  await client.start();
  await listener.rest();
  const recording = listener.recording!;
  const [first, last] = [0, recording.count - 1].map((column) => recording.scalar('loss', column));
  expect(last!).toBeLessThan(first! / 2);
  client.close();
});
