import { describe, expect, test } from 'vitest';
import { compile } from '../../../core/compiler/compile.ts';
import type { DataFacts } from '../../../core/compiler/data-facts.ts';
import type { Finding } from '../../../core/findings/finding.ts';
import { network } from '../../helpers/networks.ts';

const classes = (count: number): DataFacts => ({ name: 'data', width: 4, task: 'classification', classes: count, targetWidth: 1 });
const numbers = (targetWidth: number): DataFacts => ({ name: 'data', width: 4, task: 'regression', classes: 0, targetWidth });

function codes(loss: string, outputs: number, data: DataFacts): string[] {
  const findings: Finding[] = [];
  compile(
    network([
      ['Input', 'input', { shape: [4] }],
      ['Linear', 'fc1', { out_features: outputs }],
      [loss, 'loss'],
    ]),
    data,
    findings,
  );
  return findings.map(({ code }) => code);
}

describe('a loss and data', () => {
  test.each([
    ['CrossEntropyLoss', 3, 'three classes', classes(3), []],
    ['CrossEntropyLoss', 2, 'three classes', classes(3), ['classes_too_few']],
    ['CrossEntropyLoss', 4, 'three classes', classes(3), ['classes_too_few']],
    ['CrossEntropyLoss', 2, 'two numbers', numbers(2), ['task_mismatch']],
    ['BCEWithLogitsLoss', 1, 'two classes', classes(2), []],
    ['BCEWithLogitsLoss', 1, 'three classes', classes(3), ['task_mismatch']],
    ['BCEWithLogitsLoss', 1, 'a number', numbers(1), ['task_mismatch']],
    ['BCEWithLogitsLoss', 2, 'two classes', classes(2), ['shape_mismatch']],
    ['MSELoss', 2, 'two numbers', numbers(2), []],
    ['MSELoss', 3, 'two numbers', numbers(2), ['targets_width']],
    ['MSELoss', 1, 'two classes', classes(2), []],
    ['MSELoss', 2, 'two classes', classes(2), ['targets_width']],
    ['MSELoss', 1, 'three classes', classes(3), ['task_mismatch']],
  ] as [string, number, string, DataFacts, string[]][])('%s on %i outputs and %s', (loss, outputs, _, data, expected) => {
    expect(codes(loss, outputs, data)).toEqual(expected);
  });
});

describe('inputs and data', () => {
  test('of other widths are refused with the shape that fits', () => {
    const findings: Finding[] = [];
    compile(
      network([
        ['Input', 'input', { shape: [3] }],
        ['Linear', 'fc1', { out_features: 2 }],
        ['CrossEntropyLoss', 'loss'],
      ]),
      classes(2),
      findings,
    );
    expect(findings.map(({ code, where, numbers }) => [code, where, numbers.shape])).toEqual([
      ['data_width', { node: 'input', setting: 'shape' }, '[4]'],
    ]);
  });

  test('a picture takes as many columns as it has numbers', () => {
    const findings: Finding[] = [];
    compile(
      network([
        ['Input', 'input', { shape: [2, 2] }],
        ['Tanh', 'tanh1'],
      ]),
      classes(2),
      findings,
    );
    expect(findings.map(({ code }) => code)).not.toContain('data_width');
  });

  test('several inputs share the columns', () => {
    const edge = (from: string, to: string) => ({
      from: ['fc' + from, 'out'] as [string, string],
      to: [to, 'in' + from] as [string, string],
    });
    const widths = (first: number, second: number) => {
      const blocks = [
        ['Input', 'a', { shape: [first] }],
        ['Linear', 'fc1', { out_features: 2 }],
        ['Input', 'b', { shape: [second] }],
        ['Linear', 'fc2', { out_features: 2 }],
        ['Add', 'add1'],
        ['CrossEntropyLoss', 'loss'],
      ] as const;
      const document = network(blocks);
      const findings: Finding[] = [];
      compile(
        { ...document, edges: [document.edges[0]!, document.edges[2]!, document.edges[4]!, edge('1', 'add1'), edge('2', 'add1')] },
        classes(2),
        findings,
      );
      return findings.map(({ code }) => code);
    };
    expect(widths(3, 1)).toEqual([]);
    expect(widths(3, 3)).toEqual(['data_width_shared']);
  });
});
