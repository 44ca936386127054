import { describe, expect, test } from 'vitest';
import { profile } from '../../../core/diagnostics/profile.ts';
import type { Flow, Row } from '../../../core/plan/plan.ts';
import { ACTIVATIONS, chain, row, weights } from '../../helpers/rows.ts';

const { relu, sigmoid, tanh } = ACTIVATIONS;
const normalise: Flow = { kind: 'normalise' };

/** The growth of the signal from one layer with weights to the one before it, between layers in the middle. */
function growth(rows: readonly Row[], which: 'healthy' | 'predicted'): number {
  const values = profile(rows)[which];
  const hidden = rows.flatMap(({ flow }, index) => (flow.kind === 'weights' ? [index] : []));
  return 10 ** (values[hidden[2]!]! - values[hidden[3]!]!);
}

describe('the healthy profile', () => {
  test.each(Object.entries(ACTIVATIONS))('is level from layer to layer for %s, whatever the initialisation', (_, activation) => {
    for (const gain of [0.1, 1, 2, 64]) {
      const rows = chain(10, gain, [activation]);
      const { healthy } = profile(rows);
      rows.forEach(({ flow }, index) => {
        if (flow.kind === 'weights' && index < rows.length - 1) expect(healthy[index]).toBeCloseTo(0, 12);
      });
    }
  });

  test('stands higher at an activation by what the activation will take away', () => {
    const { healthy } = profile(chain(4, 1, [sigmoid]));
    expect(healthy[1]! - healthy[0]!).toBeCloseTo(-Math.log10(sigmoid.slopeSquare) / 2, 6);
  });

  test.each([
    ['ReLU', relu, 1.211],
    ['tanh', tanh, 1.085],
    ['sigmoid', sigmoid, 1.017],
  ] as const)('grows behind BatchNorm and %s as mean field theory has it', (_, activation, expected) => {
    expect(growth(chain(6, 2, [normalise, activation]), 'healthy')).toBeCloseTo(expected, 3);
    expect(growth(chain(6, 0.01, [normalise, activation]), 'healthy')).toBeCloseTo(expected, 3);
  });

  test('grows by 1 / sqrt(1 - p) behind Dropout', () => {
    expect(growth(chain(6, 2, [relu, { kind: 'dropout', p: 0.5 }]), 'healthy')).toBeCloseTo(Math.SQRT2, 12);
  });

  test.each([
    ['after the activation', [weights(2), relu]],
    ['before the activation', [relu, weights(2)]],
  ] as const)('grows by sqrt(1 + r²) over a residual sum, r = 1 for a branch with its weights %s', (_, branch) => {
    const rows: Row[] = [row(0, weights(1))];
    const sums: number[] = [];
    for (let block = 0; block < 4; block++) {
      const start = rows.length - 1;
      rows.push(row(rows.length, branch[0]), row(rows.length + 1, branch[1]));
      rows.push(row(rows.length, { kind: 'sum' }, 32, [start, rows.length - 1]));
      sums.push(rows.length - 1);
    }
    rows.push(row(rows.length, weights(1)));
    const { healthy } = profile(rows);
    for (let block = 1; block < 4; block++) expect(10 ** (healthy[sums[block - 1]!]! - healthy[sums[block]!]!)).toBeCloseTo(Math.SQRT2, 12);
  });
});

describe('the predicted profile', () => {
  test("sinks by sqrt(E[phi'²]) a layer for sigmoids with n Var W = 1", () => {
    expect(growth(chain(6, 1, [sigmoid]), 'predicted')).toBeCloseTo(Math.sqrt(sigmoid.slopeSquare), 12);
  });

  test('is level for ReLU with Kaiming weights and climbs for ReLU with standard normal weights', () => {
    expect(growth(chain(6, 2, [relu]), 'predicted')).toBeCloseTo(1, 12);
    expect(growth(chain(6, 64, [relu], 64), 'predicted')).toBeCloseTo(Math.sqrt(32), 12);
  });

  test('is the healthy one behind BatchNorm, for normalising undoes the scale of the weights', () => {
    for (const gain of [0.01, 2, 50]) expect(growth(chain(6, gain, [normalise, relu]), 'predicted')).toBeCloseTo(1.211, 3);
  });

  test('is unknown before a layer that theory does not know', () => {
    const rows = chain(3, 2, [{ kind: 'other' }]);
    expect(profile(rows).predicted.slice(0, 2)).toEqual([null, null]);
    expect(profile(rows).healthy[0]).toBeCloseTo(0, 12);
  });

  test('is null where the weights are all zero, and says nothing in decades of it', () => {
    expect(profile(chain(3, 0, [tanh])).predicted[0]).toBeNull();
  });
});

describe('both profiles', () => {
  test('are zero at the last hidden layer', () => {
    const rows = chain(3, 1, [sigmoid]);
    const { anchor, healthy, predicted } = profile(rows);
    expect(rows[anchor]!.name).toBe('weights4');
    expect([healthy[anchor], predicted[anchor]]).toEqual([0, 0]);
  });

  test('exist for a single layer and for no layer', () => {
    expect(profile([row(0, weights(1))])).toEqual({ healthy: [0], predicted: [0], anchor: 0 });
    expect(profile([])).toEqual({ healthy: [], predicted: [], anchor: 0 });
  });
});
