import { describe, expect, test } from 'vitest';
import { ACTIVATIONS, chain } from '../../../helpers/rows.ts';
import { watchRun } from '../../../helpers/watch-run.ts';

const relus = chain(10, 2, [ACTIVATIONS.relu], 5);
const STUCK = Math.LN2;
const learning = (step: number) => STUCK * 0.995 ** step;

describe('capacity lost', () => {
  test('is amber from half of the units of a layer on', () => {
    const { changes, diagnosis } = watchRun(relus, (step) => ({ loss: learning(step), dead: 0.6 }));
    expect(changes).toEqual([{ step: 10, codes: ['capacity_lost'] }]);
    expect(diagnosis.findings[0]).toMatchObject({
      severity: 'warning',
      where: { node: 'n1' },
      evidence: { measure: 'dead', threshold: 0.5, onset: 'start' },
    });
    expect(diagnosis.findings[0]!.message).toMatch(
      /^60\.0 % of the units of activation1 are dead: they fire for none of the inspected rows/,
    );
    expect(watchRun(relus, (step) => ({ loss: learning(step), dead: 0.4 })).changes).toEqual([]);
  });

  test('is not held against a network that has learnt its data', () => {
    expect(watchRun(relus, () => ({ loss: 0.001, dead: 0.6 })).changes.at(-1)!.codes).toEqual(['converged']);
  });
});

describe('what is offered for dead units', () => {
  const fixesOf = (rows: typeof relus, dead: (step: number) => number, update: number) => {
    const { diagnosis } = watchRun(rows, (step) => ({ loss: STUCK, dead: dead(step), update }));
    const found = diagnosis.findings.find(({ code }) => code === 'units_dead')!;
    return { cause: found.numbers['cause'], first: found.fixes[0]!.code, onset: found.evidence!.onset };
  };

  test('goes for the bias where they were dead at step 0', () => {
    expect(fixesOf(relus, () => 1, 0)).toEqual({ cause: 'clause:because_born_dead', first: 'reset_biases', onset: 'start' });
  });

  test('goes for the rate where the first step threw the weights far', () => {
    const fixes = fixesOf(relus, (step) => (step < 20 ? 0.2 : 1), 0.3);
    expect(fixes).toEqual({ cause: 'clause:because_rate_killed', first: 'lower_learning_rate', onset: 'acquired' });
  });

  test('goes for the rate where the first step left nothing of the weights, before anybody looked', () => {
    const fixes = fixesOf(relus, () => 1, 3);
    expect(fixes).toEqual({ cause: 'clause:because_rate_killed', first: 'lower_learning_rate', onset: 'acquired' });
  });

  test('goes for the width where they died at a rate in bounds', () => {
    const fixes = fixesOf(relus, (step) => (step < 20 ? 0.2 : 1), 0.002);
    expect(fixes).toEqual({ cause: 'clause:because_units_died', first: 'widen_layers', onset: 'acquired' });
  });
});
