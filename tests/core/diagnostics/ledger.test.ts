import { describe, expect, test } from 'vitest';
import { Ledger } from '../../../core/diagnostics/ledger.ts';
import { finding, type FindingCode } from '../../../core/findings/messages.ts';

const NONE = new Set<FindingCode>();
const dead = (step: number, share = '99.9', node = 'fc1') => finding('capacity_lost', { node, step }, { share });
const overfits = (step: number) => finding('overfitting', { step }, {});

describe('a finding', () => {
  test('keeps the step since when it stands, while its numbers go on', () => {
    const ledger = new Ledger();
    ledger.update([dead(10, '60.0')], NONE, 10);
    ledger.update([dead(20, '70.0')], NONE, 20);
    expect(ledger.findings).toEqual([dead(10, '70.0')].map((found) => ({ ...found, where: { node: 'fc1', step: 10 } })));
  });

  test('that ends stays, once, with its last numbers and the step, and is no more than information', () => {
    const ledger = new Ledger();
    ledger.update([dead(10, '60.0')], NONE, 10);
    ledger.update([], NONE, 20);
    ledger.update([], NONE, 30);
    expect(ledger.findings).toEqual([{ ...dead(10, '60.0'), severity: 'info', ended: 20 }]);
  });

  test('that comes back is the same entry, and stands since then', () => {
    const ledger = new Ledger();
    ledger.update([dead(10)], NONE, 10);
    ledger.update([], NONE, 20);
    ledger.update([dead(30)], NONE, 30);
    expect(ledger.findings).toEqual([dead(30)]);
  });

  test('of the same code at another node is another', () => {
    const ledger = new Ledger();
    ledger.update([dead(10), dead(10, '50.0', 'fc2')], NONE, 10);
    ledger.update([], NONE, 20);
    expect(ledger.findings.map(({ where, ended }) => [where.node, ended])).toEqual([
      ['fc1', 20],
      ['fc2', 20],
    ]);
  });

  test('that is now told of another node is not said to be over', () => {
    const ledger = new Ledger();
    ledger.update([dead(10, '60.0', 'fc2')], NONE, 10);
    ledger.update([dead(20)], NONE, 20);
    expect(ledger.findings).toEqual([dead(20)]);
  });

  test('that another explains is taken off and not said to be over', () => {
    const ledger = new Ledger();
    ledger.update([dead(10)], NONE, 10);
    ledger.update([overfits(20)], new Set(['capacity_lost']), 20);
    expect(ledger.findings).toEqual([overfits(20)]);
  });

  test('that had ended before another would explain it stays', () => {
    const ledger = new Ledger();
    ledger.update([dead(10)], NONE, 10);
    ledger.update([], NONE, 15);
    ledger.update([overfits(20)], new Set(['capacity_lost']), 20);
    expect(ledger.findings.map(({ code, ended }) => [code, ended])).toEqual([
      ['overfitting', undefined],
      ['capacity_lost', 15],
    ]);
  });
});

test('the gravest stand first, then by precedence, and behind them what has ended', () => {
  const ledger = new Ledger();
  ledger.update([finding('converged', {}, {})], NONE, 5);
  ledger.update([dead(10), finding('loss_plateau', {}, {}), overfits(10), finding('learning_slow', {}, {})], NONE, 10);
  expect(ledger.findings.map(({ code }) => code)).toEqual(['overfitting', 'learning_slow', 'capacity_lost', 'loss_plateau', 'converged']);
});
