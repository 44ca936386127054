import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { TypeAhead } from '../../../renderer/panels/type-ahead.ts';

const NAMES = ['input1', 'fc1', 'relu1', 'fc2', 'relu2', 'loss1'];
let waits = false;
const typing = () => new TypeAhead((pending) => (waits = pending));

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('one letter again and again leads round through the lines that begin with it', () => {
  const typeAhead = typing();
  expect(typeAhead.typed('f', NAMES, 0)).toBe(1);
  expect(typeAhead.typed('f', NAMES, 1)).toBe(3);
  expect(typeAhead.typed('f', NAMES, 3)).toBe(1);
});

test('more letters lead to the line that begins with all of them', () => {
  const typeAhead = typing();
  expect(typeAhead.typed('r', NAMES, 3)).toBe(4);
  expect(typeAhead.typed('E', NAMES, 4)).toBe(4);
  expect(['l', 'u', '1'].map((letter) => typeAhead.typed(letter, NAMES, 4)).at(-1)).toBe(2);
  expect(typeAhead.typed('x', NAMES, 2)).toBe(-1);
});

test('after a moment what was typed is forgotten', () => {
  const typeAhead = typing();
  typeAhead.typed('l', NAMES, 0);
  expect(waits).toBe(true);
  vi.advanceTimersByTime(1_000);
  expect(waits).toBe(false);
  expect(typeAhead.typed('f', NAMES, 5)).toBe(1);
});
