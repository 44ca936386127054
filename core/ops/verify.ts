/** @file What must hold of every program. Runs after each pass that writes one; it is linear and cheap. */
import { printShape, sameShape } from '../tensor/shape.ts';
import { infer } from './infer.ts';
import type { Operation, Program, Value } from './op.ts';

/**
 * Every value is known, named once, and written once before it is read; every result has the type its operation gives.
 * @throws Error that names the pass and the operation: a mistake of ours, never of the person's document.
 */
export function verify(program: Program, pass: string): void {
  const names = new Set<string>();
  const ready = new Set<Value>();
  const demand = (condition: boolean, operation: Operation | null, message: string) => {
    if (!condition) throw new Error(`after ${pass}: ${operation ? `${operation.op}: ` : ''}${message}`);
  };

  for (const [at, value] of program.values.entries()) {
    demand(value.id === at, null, `the value ${value.name} is at ${at}, but says ${value.id}`);
    demand(!names.has(value.name), null, `two values are called ${value.name}`);
    demand(
      value.shape.every((extent) => Number.isInteger(extent) && extent >= 1),
      null,
      `${value.name} has the shape ${printShape(value.shape)}`,
    );
    demand(
      (value.initial !== null) === (value.origin === 'parameter' || value.origin === 'buffer'),
      null,
      `only parameters and buffers are drawn, not ${value.name}`,
    );
    names.add(value.name);
    if (value.origin !== 'operation') ready.add(value);
  }

  for (const operation of program.operations) {
    for (const value of operation.reads) demand(value === null || ready.has(value), operation, `reads ${value?.name} before it is written`);
    const types = infer(operation.op, operation.reads as never, operation.attributes as never);
    demand(types.length === operation.writes.length, operation, `writes ${operation.writes.length} values, its signature ${types.length}`);
    for (const [at, value] of operation.writes.entries()) {
      const type = types[at] ?? null;
      demand((value === null) === (type === null), operation, `its result ${at} is there or not against its signature`);
      if (value === null || type === null) continue;
      demand(
        value.batched === type.batched && sameShape(value.shape, type.shape),
        operation,
        `${value.name} is ${printShape(value.shape)}, but must be ${printShape(type.shape)}`,
      );
      demand(program.values[value.id] === value && !ready.has(value), operation, `${value.name} is written twice or unknown`);
      ready.add(value);
    }
  }
  for (const value of program.values) demand(ready.has(value), null, `${value.name} is never written`);
}
