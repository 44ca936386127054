import { describe, expect, test } from 'vitest';
import { check } from '../../../core/compiler/1-check.ts';
import { infer } from '../../../core/compiler/2-infer.ts';
import { lower } from '../../../core/compiler/3-lower.ts';
import { differentiate } from '../../../core/compiler/4-differentiate.ts';
import type { Document } from '../../../core/document/document.ts';
import { printProgram } from '../../../core/ops/print.ts';
import { network } from '../../helpers/networks.ts';

/** The operations of the backward pass, as text. */
function backward(document: Document): string[] {
  const graph = check(document, []);
  const program = differentiate(lower(graph, infer(graph, null, 4, []), 4, []));
  return printProgram({ values: [], operations: program.backward }).trim().split('\n');
}

const edge = (from: string, to: string, port = 'in') => ({ from: [from, 'out'] as [string, string], to: [to, port] as [string, string] });

describe('the backward pass', () => {
  test('gives data no gradient, and every layer one, also where nothing below it learns', () => {
    const blocks = [
      ['Input', 'input'],
      ['Tanh', 'tanh1'],
      ['Sigmoid', 'sigmoid1'],
      ['Linear', 'fc1', { out_features: 2 }],
      ['CrossEntropyLoss', 'loss'],
    ] as const;
    expect(backward(network(blocks))).toEqual([
      'fc1.out.grad [B, 2] = cross_entropy_backward loss.probabilities loss.target',
      'fc1.bias.grad [2] = linear_bias_gradient fc1.out.grad',
      'fc1.weight.grad [2, 2] = linear_weight_gradient fc1.out.grad sigmoid1.out',
      'sigmoid1.out.grad [B, 2] = linear_input_gradient fc1.out.grad fc1.weight',
      'tanh1.out.grad [B, 2] = sigmoid_backward sigmoid1.out sigmoid1.out.grad',
    ]);
  });

  test('sums the gradients of a value that is used several times, and shares that of a sum', () => {
    const document = network([
      ['Input', 'input'],
      ['Linear', 'fc1', { out_features: 2, bias: false }],
      ['Tanh', 'tanh1'],
      ['Add', 'add1'],
      ['MSELoss', 'loss'],
    ]);
    const edges = [
      edge('input', 'fc1'),
      edge('fc1', 'tanh1'),
      edge('tanh1', 'add1', 'in1'),
      edge('fc1', 'add1', 'in2'),
      edge('add1', 'loss'),
    ];
    expect(backward({ ...document, edges })).toEqual([
      'add1.out.grad [B, 2] = mse_backward add1.out loss.target',
      'fc1.out.grad.1 [B, 2] = tanh_backward tanh1.out add1.out.grad',
      'fc1.out.grad [B, 2] = add add1.out.grad fc1.out.grad.1',
      'fc1.weight.grad [2, 2] = linear_weight_gradient fc1.out.grad input.out',
    ]);
  });

  test('counts a block added to itself twice', () => {
    const document = network([
      ['Input', 'input'],
      ['Tanh', 'tanh1'],
      ['Add', 'add1'],
      ['MSELoss', 'loss'],
    ]);
    const edges = [edge('input', 'tanh1'), edge('tanh1', 'add1', 'in1'), edge('tanh1', 'add1', 'in2'), edge('add1', 'loss')];
    expect(backward({ ...document, edges })).toEqual([
      'add1.out.grad [B, 2] = mse_backward add1.out loss.target',
      'tanh1.out.grad [B, 2] = add add1.out.grad add1.out.grad',
    ]);
  });

  test('asks no BatchNorm on the data for a gradient it cannot use', () => {
    const rest = [['MSELoss', 'loss']] as const;
    expect(backward(network([['Input', 'input'], ['BatchNorm1d', 'bn1', { affine: false }], ...rest]))).toHaveLength(1);
    expect(backward(network([['Input', 'input'], ['BatchNorm1d', 'bn1'], ...rest]))).toEqual([
      'bn1.out.grad [B, 2] = mse_backward bn1.out loss.target',
      'input.out.grad [B, 2], bn1.weight.grad [2], bn1.bias.grad [2] = batch_norm_backward input.out bn1.weight bn1.mean bn1.rstd bn1.out.grad',
    ]);
  });

  test('names the gradients of data that two BatchNorms read apart', () => {
    const document = network([
      ['Input', 'input'],
      ['BatchNorm1d', 'bn1'],
      ['BatchNorm1d', 'bn2'],
      ['Add', 'add1'],
      ['MSELoss', 'loss'],
    ]);
    const edges = [
      edge('input', 'bn1'),
      edge('input', 'bn2'),
      edge('bn1', 'add1', 'in1'),
      edge('bn2', 'add1', 'in2'),
      edge('add1', 'loss'),
    ];
    expect(backward({ ...document, edges }).filter((line) => line.startsWith('input.out.grad'))).toHaveLength(2);
  });

  test('is empty for a loss on the data themselves', () => {
    expect(
      backward(
        network([
          ['Input', 'input'],
          ['MSELoss', 'loss'],
        ]),
      ),
    ).toEqual(['']);
  });
});
