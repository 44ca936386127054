import { expect, test } from 'vitest';
import { WHOLE, choiceOf, stepsOf } from '../../../renderer/state/time-choice.ts';

const run = { first: 1, last: 1000 };

test('the whole run and its newest steps grow with it, a stretch stays where it is', () => {
  expect(stepsOf(WHOLE, run)).toEqual({ axis: 'linear', first: 1, last: 1000 });
  expect(stepsOf({ axis: 'log', span: { kind: 'last', steps: 400 } }, run)).toEqual({ axis: 'log', first: 601, last: 1000 });
  expect(stepsOf({ axis: 'linear', span: { kind: 'last', steps: 4000 } }, run)).toEqual({ axis: 'linear', first: 1, last: 1000 });
  expect(stepsOf({ axis: 'linear', span: { kind: 'stretch', first: 40, last: 90 } }, run)).toEqual({ axis: 'linear', first: 40, last: 90 });
});

test('a stretch of a run that was longer shows what there is of it, or all', () => {
  const stretch = { axis: 'linear', span: { kind: 'stretch', first: 40, last: 90 } } as const;
  expect(stepsOf(stretch, { first: 1, last: 60 })).toEqual({ axis: 'linear', first: 40, last: 60 });
  expect(stepsOf(stretch, { first: 1, last: 20 })).toEqual({ axis: 'linear', first: 1, last: 20 });
});

test('who goes to the newest step goes on with it, who sees all sees the whole, and who is in between stays', () => {
  expect(choiceOf({ axis: 'linear', first: 751, last: 1000 }, run)).toEqual({ axis: 'linear', span: { kind: 'last', steps: 250 } });
  expect(choiceOf({ axis: 'log', first: 1.2, last: 999.8 }, run)).toEqual({ axis: 'log', span: { kind: 'whole' } });
  expect(choiceOf({ axis: 'linear', first: 10.5, last: 20.5 }, run)).toEqual({
    axis: 'linear',
    span: { kind: 'stretch', first: 10.5, last: 20.5 },
  });
});
