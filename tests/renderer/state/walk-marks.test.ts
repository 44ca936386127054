import { expect, test } from 'vitest';
import { beginningOf, marksAt, PHASES } from '../../../renderer/state/walk-marks.ts';
import { toldStep } from '../panels/told-step.ts';

const walk = toldStep();
const [FC1_FORWARD, LOSS, ACT1_BACK, FC1_BACK, FC1_UPDATE, FC2_UPDATE] = [1, 4, 7, 8, 9, 10] as const;

test('a wire shows what has come along it, and that it is under way at its stage alone', () => {
  const at = marksAt(walk, FC1_FORWARD).wires;
  expect(at.get('in.out -> fc1.in')).toEqual({ way: 'forward', norm: 1.4, present: true });
  expect(at.has('fc1.out -> act1.in')).toBe(false);
  expect(marksAt(walk, FC1_FORWARD + 1).wires.get('in.out -> fc1.in')?.present).toBe(false);
});

test('the gradient takes the place of the batch on each wire as it comes back', () => {
  const { wires } = marksAt(walk, ACT1_BACK);
  expect(wires.get('fc1.out -> act1.in')).toEqual({ way: 'backward', norm: 0.05, present: true });
  expect(wires.get('act1.out -> fc2.in')).toEqual({ way: 'backward', norm: 0.25, present: false });
  expect(wires.get('in.out -> fc1.in')).toMatchObject({ way: 'forward', norm: 1.4 });
  // nothing goes back to the data
  expect(marksAt(walk, FC1_BACK).wires.get('in.out -> fc1.in')).toEqual({ way: 'forward', norm: 1.4, present: false });
});

test('one block is lit, and those that the gradient has passed keep their factors', () => {
  const { blocks } = marksAt(walk, ACT1_BACK);
  expect([...blocks].filter(([, { present }]) => present !== null)).toEqual([['act1', expect.objectContaining({ present: 'backward' })]]);
  expect(blocks.get('fc2')?.factor).toBe(0.5);
  expect(blocks.get('fc1')?.factor ?? null).toBeNull();
});

test('the loss shows what it came to as soon as it is known', () => {
  expect(marksAt(walk, LOSS - 1).blocks.get('loss')).toBeUndefined();
  expect(marksAt(walk, LOSS).blocks.get('loss')?.loss).toBe(0.693);
  expect(marksAt(walk, LOSS + 1).blocks.get('loss')).toEqual({ present: 'backward', factor: null, move: null, loss: 0.693 });
});

test('in the update the factors make room for how far the weight of each block moves', () => {
  const { blocks } = marksAt(walk, FC2_UPDATE);
  expect([...blocks.values()].every(({ factor }) => factor === null)).toBe(true);
  expect(blocks.get('fc2')?.move).toBeCloseTo(0.001);
  expect(marksAt(walk, FC1_UPDATE).blocks.get('fc1')?.move).toBeCloseTo(0.01);
});

test('each phase begins at its first stage, and one that is missing nowhere', () => {
  expect(PHASES.map((phase) => beginningOf(walk, phase))).toEqual([0, LOSS, LOSS + 1, FC1_UPDATE]);
  expect(beginningOf(toldStep({ stages: walk.stages.slice(0, 2) }), 'update')).toBe(-1);
});
