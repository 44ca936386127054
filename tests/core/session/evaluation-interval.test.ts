import { describe, expect, test } from 'vitest';
import { evaluationInterval } from '../../../core/session/evaluation-interval.ts';

describe('the ends of epochs', () => {
  test('are all measured while there are not too many', () => {
    expect(evaluationInterval(1000, 250, 200, 200, 7)).toBe(1);
  });

  test('of very many short epochs are measured no oftener than steps are recorded, and five hundred times at least', () => {
    expect(evaluationInterval(1e6, 250, 200, 200, 7)).toBe(29);
    for (const epochs of [1001, 2000, 10_000]) expect(epochs / evaluationInterval(epochs, 250, 200, 200, 7)).toBeGreaterThanOrEqual(500);
  });

  test('of epochs that are long beside what is measured are all measured, however many there are', () => {
    expect(evaluationInterval(5000, 1000, 60_000, 1, 938)).toBe(1);
  });
});
