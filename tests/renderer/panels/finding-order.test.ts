import { expect, test } from 'vitest';
import type { Finding } from '../../../core/findings/finding.ts';
import { finding } from '../../../core/findings/messages.ts';
import { byGravity, countBySeverity, keyed } from '../../../renderer/panels/finding-order.ts';

const list = [
  finding('converged', {}, { loss: 0.1 }),
  finding('output_unused', { node: 'a' }, { name: 'a' }),
  finding('input_missing', {}, {}),
  finding('output_unused', { node: 'b' }, { name: 'b' }),
];

const keysOf = (findings: readonly Finding[]) => keyed(findings).map(({ key }) => key);

test('errors come first, then warnings in their order, then notes', () => {
  expect(byGravity(list).map(({ code, where }) => [code, where.node])).toEqual([
    ['input_missing', undefined],
    ['output_unused', 'a'],
    ['output_unused', 'b'],
    ['converged', undefined],
  ]);
});

test('only severities that occur are counted', () => {
  expect(countBySeverity(list.slice(1, 2))).toEqual([{ severity: 'warning', count: 1 }]);
  expect(countBySeverity(list).map(({ count }) => count)).toEqual([1, 2, 1]);
});

test('a finding of the diagnosis keeps its key when its numbers change, another layer is the worst, or it ends', () => {
  const evidence = { measure: 'signal', value: -4, threshold: -2.5, onset: 'start' } as const;
  const standing = finding('gradient_vanishing', { node: 'a', step: 80 }, {}, { evidence });
  const worse = finding('gradient_vanishing', { node: 'b', step: 80 }, {}, { evidence: { ...evidence, value: -5 } });
  expect(keysOf([worse])).toEqual(keysOf([standing]));
  expect(keysOf([{ ...worse, severity: 'info', ended: 400 }])).toEqual(keysOf([standing]));
});

test('no two findings of a list have one key, be they the very same', () => {
  const findings = [...list, list[1]!];
  expect(new Set(keysOf(findings)).size).toBe(findings.length);
});
