import { expect, test } from 'vitest';
import { LESSONS } from '../../../core/lessons/index.ts';
import { network } from '../../helpers/networks.ts';
import { repaired, wiring } from '../../helpers/repaired.ts';

const lesson = (id: string) => LESSONS.find((each) => each.id === id)!.document;

test('each stage of equal widths is led past by what goes into it, be that a sum already', () => {
  const document = network([
    ['Input', 'input', { shape: [2] }],
    ['Linear', 'fc1', { out_features: 4 }],
    ['ReLU', 'relu1'],
    ['Linear', 'fc2', { out_features: 4 }],
    ['BatchNorm1d', 'bn2'],
    ['ReLU', 'relu2'],
    ['Linear', 'fc3', { out_features: 4 }],
    ['ReLU', 'relu3'],
    ['Linear', 'head', { out_features: 4 }],
    ['CrossEntropyLoss', 'loss'],
  ]);
  expect(wiring(repaired(document, 'add_residual')!)).toEqual(
    [
      'input > fc1',
      'fc1 > relu1',
      'relu1 > fc2',
      'fc2 > bn2',
      'bn2 > relu2',
      'relu2 > add1.in1',
      'relu1 > add1.in2',
      'add1 > fc3',
      'fc3 > relu3',
      'relu3 > add2.in1',
      'add1 > add2.in2',
      'add2 > head',
      'head > loss',
    ].sort(),
  );
});

test('a network whose stages are all in residual blocks has nothing to add', () => {
  expect(repaired(lesson('residual'), 'add_residual')).toBeNull();
});

test('branches of two Inputs are not shortcuts past each other', () => {
  const document = network([
    ['Input', 'a', { shape: [4] }],
    ['Linear', 'fc1', { out_features: 4 }],
    ['ReLU', 'relu1'],
    ['Add', 'sum'],
    ['Linear', 'head', { out_features: 2 }],
    ['CrossEntropyLoss', 'loss'],
    ['Input', 'b', { shape: [4] }],
  ]);
  const edges = document.edges.flatMap((edge) => {
    if (edge.to[0] === 'b') return [{ ...edge, from: ['b', 'out'] as [string, string], to: ['sum', 'in2'] as [string, string] }];
    return [edge.to[0] === 'sum' ? { ...edge, to: ['sum', 'in1'] as [string, string] } : edge];
  });
  expect(wiring(repaired({ ...document, edges }, 'add_residual')!)).toContain('a > add1.in2');
});

test('a Linear of which others read, too, is no stage', () => {
  const document = network([
    ['Input', 'input', { shape: [4] }],
    ['Linear', 'fc1', { out_features: 4 }],
    ['ReLU', 'relu1'],
    ['Add', 'sum'],
    ['Linear', 'head', { out_features: 2 }],
    ['CrossEntropyLoss', 'loss'],
  ]);
  const edges = [
    ...document.edges.map((edge) => (edge.to[0] === 'sum' ? { ...edge, to: ['sum', 'in1'] as [string, string] } : edge)),
    { from: ['fc1', 'out'] as [string, string], to: ['sum', 'in2'] as [string, string] },
  ];
  expect(repaired({ ...document, edges }, 'add_residual')).toBeNull();
});
