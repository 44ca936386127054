import { expect, test } from 'vitest';
import { encode } from '../../../core/engine/encode.ts';
import * as layout from '../../../core/engine/kernels/layout.ts';
import * as opcodes from '../../../core/engine/kernels/opcodes.ts';
import { PlanSketch } from '../../helpers/plan-of.ts';

test('opcodes count from 0 without a gap, so that the interpreter’s switch is a jump table', () => {
  const numbers = Object.values(opcodes).sort((a, b) => a - b);
  expect(numbers).toEqual(numbers.map((_, index) => index));
});

test('a record holds its operands and numbers and no more', () => {
  expect(layout.OPERANDS + 4 * layout.OPERANDS_MOST).toBeLessThanOrEqual(layout.NUMBERS);
  expect(layout.NUMBERS + 8 * layout.NUMBERS_MOST).toBeLessThanOrEqual(layout.RECORD);
  expect(layout.NUMBERS % 8).toBe(0);
});

test('a step is written with its opcode, its flag, addresses, extents and real numbers', () => {
  const sketch = new PlanSketch({ batch: 2 });
  const [x, y] = [sketch.rows('x', 5), sketch.rows('y', 5)];
  sketch.run('forward', { kernel: 'relu', x, y });
  sketch.run('forward', { kernel: 'leaky_relu', x: y, y: x, negative_slope: 0.1 }, 'training');
  const plan = sketch.plan();
  const memory = new DataView(new ArrayBuffer(1024));
  encode(memory, 64, plan.forward, plan, 4096);
  const word = (record: number, at: number) => memory.getInt32(64 + record * layout.RECORD + at, true);
  const address = (tensor: number) => 4096 + 4 * plan.tensors[tensor]!.offset;
  expect([word(0, layout.OPCODE), word(0, layout.WHEN)]).toEqual([opcodes.RELU, layout.ALWAYS]);
  expect([0, 4].map((at) => word(0, layout.OPERANDS + at))).toEqual([address(x), address(y)]);
  expect([layout.CHUNKS, layout.PER_ROW, layout.FIXED].map((at) => word(0, at))).toEqual([1, 5, 0]);
  expect([word(1, layout.OPCODE), word(1, layout.WHEN)]).toEqual([opcodes.LEAKY_RELU, layout.TRAINING]);
  expect([0, 4].map((at) => word(1, layout.OPERANDS + at))).toEqual([address(y), address(x)]);
  expect(memory.getFloat64(64 + layout.RECORD + layout.NUMBERS, true)).toBe(0.1);
});
