import { describe, expect, test } from 'vitest';
import { hasError, printFindings } from '../../../core/cli/print-findings.ts';
import type { Evidence } from '../../../core/findings/evidence.ts';
import type { Finding } from '../../../core/findings/finding.ts';
import { fix } from '../../../core/findings/fixes.ts';
import { finding } from '../../../core/findings/messages.ts';

const signal: Evidence = { measure: 'signal', value: -6.14, threshold: -2.5, onset: 'start' };
const vanishing: Finding = {
  ...finding('gradient_vanishing', { node: 'n1', step: 80 }, { name: 'fc1' }, { evidence: signal }),
  message: 'The gradient vanishes at fc1.',
  fixes: [fix('insert_batch_norm'), fix('lower_learning_rate', { lr: 0.01 })],
};
const ended: Finding = { ...vanishing, severity: 'info', ended: 240 };
const broken = finding('input_missing', {}, {});

describe('a finding is printed', () => {
  test('with what was measured, since when, and what to try', () =>
    expect(printFindings([vanishing])).toBe(
      [
        'error: The gradient vanishes at fc1.',
        '    signal, first against last hidden layer: -6.1 decades, limit -2.5 decades; since step 80; so from the start',
        '    try: Insert BatchNorm1d after each hidden Linear; Lower the learning rate to 0.01',
        '',
      ].join('\n'),
    ));

  test('with its end if it has ended, and then without fixes', () =>
    expect(printFindings([ended])).toBe(
      [
        'ended: The gradient vanishes at fc1.',
        '    signal, first against last hidden layer: -6.1 decades, limit -2.5 decades; from step 80 to 240; so from the start',
        '',
      ].join('\n'),
    ));

  test('by its sentence alone if that is all there is', () => expect(printFindings([broken])).toBe(`error: ${broken.message}\n`));

  test.each([
    [{ measure: 'signal', value: -Infinity, threshold: -2.5 }, 'exactly zero, limit -2.5 decades'],
    [{ measure: 'dead', value: 0.99951, threshold: 0.999 }, '100 %, limit 99.9 %'],
    [{ measure: 'validation_rise', value: 1.2345, threshold: 1.2 }, '1.23 times, limit 1.2 times'],
    [{ measure: 'loss', value: 4.92e14, threshold: 59_300 }, '4.92e14 times, limit 59300 times'],
    [{ measure: 'update_ratio', value: 1.234e-7, threshold: 1e-4 }, '1.23e-7, limit 0.0001'],
    [{ measure: 'non_finite', value: 21902, threshold: 0 }, '21902, limit 0'],
  ] as const)('in the unit of what was measured: %j', (evidence, words) =>
    expect(printFindings([{ ...vanishing, evidence: { ...evidence, onset: 'acquired' } }])).toContain(
      `${words}; since step 80; came about`,
    ),
  );

  test('once in one line with the others that are muted, by title and layer', () =>
    expect(printFindings([vanishing, broken, ended], ['gradient_vanishing'])).toBe(
      `error: ${broken.message}\nmuted: Gradient vanishing (fc1)\n`,
    ));
});

describe('an error counts', () => {
  test('while it stands and nobody muted it', () => {
    expect(hasError([vanishing])).toBe(true);
    expect(hasError([ended])).toBe(false);
    expect(hasError([vanishing], ['gradient_vanishing'])).toBe(false);
    expect(hasError([{ ...vanishing, severity: 'warning' }])).toBe(false);
  });

  test('whatever is muted, if it keeps the network from training', () => {
    expect(hasError([broken], ['input_missing'])).toBe(true);
    expect(printFindings([broken], ['input_missing'])).toContain(broken.message);
  });
});
