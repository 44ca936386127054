/** @file A program as text, for tests and for eyes: `fc1.out [B, 8] = linear input.out fc1.weight fc1.bias`. */
import { printShape } from '../tensor/shape.ts';
import type { Program, Value } from './op.ts';

const typed = (value: Value | null) => (value ? `${value.name} ${printShape(value.shape, value.batched)}` : '_');

/** One line for each value that no operation writes, then one for each operation; an operand left out prints as `_`. */
export function printProgram(program: Program): string {
  const given = program.values.filter((value) => value.origin !== 'operation').map((value) => `${value.origin} ${typed(value)}`);
  const operations = program.operations.map(({ op, reads, attributes, writes }) =>
    [
      writes.map(typed).join(', '),
      '=',
      op,
      ...reads.map((value) => value?.name ?? '_'),
      ...Object.entries(attributes).map(([name, value]) => `${name}=${value}`),
    ].join(' '),
  );
  return [...given, ...operations, ''].join('\n');
}
