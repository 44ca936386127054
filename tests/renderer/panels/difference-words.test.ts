import { expect, test } from 'vitest';
import { differenceText } from '../../../renderer/panels/difference-words.ts';

test('each difference is one short sentence with the names and values of both sides', () => {
  expect(differenceText({ kind: 'added', name: 'bn1', layer: 'BatchNorm1d' })).toBe('bn1 (BatchNorm1d) is new');
  expect(differenceText({ kind: 'layer', name: 'act1', from: 'Sigmoid', to: 'ReLU' })).toBe('act1 is ReLU, not Sigmoid');
  expect(differenceText({ kind: 'unwired', from: 'fc1', to: 'act1' })).toBe('fc1 is not wired to act1');
  expect(differenceText({ kind: 'training', setting: 'lr', from: 0.1, to: 0.001 })).toBe('training: lr 0.1 → 0.001');
});

test('what is left out is the default, and switches and lists are told as they are written', () => {
  const setting = (from: unknown, to: unknown) => differenceText({ kind: 'setting', name: 'fc1', setting: 'bias', from, to });
  expect(setting(undefined, false)).toBe('fc1: bias default → off');
  expect(setting(null, [1, 2])).toBe('fc1: bias none → [1,2]');
});

test('an initialisation is told by its kind, with what else it has', () => {
  const [from, to] = [{ kind: 'kaiming_normal', nonlinearity: 'relu' }, { kind: 'zeros' }];
  expect(differenceText({ kind: 'setting', name: 'fc1', setting: 'init', from, to })).toBe(
    'fc1: init kaiming_normal (nonlinearity relu) → zeros',
  );
});
