/** @file What must hold of every program. Runs after each pass that writes one; it is linear and cheap. */
import { printShape, sameShape } from '../tensor/shape.ts';
import { infer } from './infer.ts';
import type { Operation, Program, Type, Value } from './op.ts';

function flawOfValue(value: Value, at: number, names: ReadonlySet<string>): string | null {
  const { id, name, shape, origin, initial } = value;
  if (id !== at) return `the value ${name} is at ${at}, but says ${id}`;
  if (names.has(name)) return `two values are called ${name}`;
  if (!shape.every((extent) => Number.isInteger(extent) && extent >= 1)) return `${name} has the shape ${printShape(shape)}`;
  const drawn = origin === 'parameter' || origin === 'buffer';
  if ((initial !== null) !== drawn) return `${name} is ${drawn ? 'not ' : ''}drawn, being of origin ${origin}`;
  return null;
}

function flawOfResult(value: Value | null, type: Type | null, at: number): string | null {
  if (!value || !type) return (value === null) === (type === null) ? null : `its result ${at} is there or not against its signature`;
  if (value.batched === type.batched && sameShape(value.shape, type.shape)) return null;
  return `${value.name} is ${printShape(value.shape, value.batched)}, but must be ${printShape(type.shape, type.batched)}`;
}

function flawOfOperation(operation: Operation, program: Program, ready: ReadonlySet<Value>): string | null {
  for (const value of operation.reads) if (value && !ready.has(value)) return `reads ${value.name} before it is written`;
  const types = infer(operation.op, operation.reads as never, operation.attributes as never);
  if (types.length !== operation.writes.length) return `writes ${operation.writes.length} values, its signature ${types.length}`;
  for (const [at, value] of operation.writes.entries()) {
    const flaw = flawOfResult(value, types[at]!, at);
    if (flaw) return flaw;
    if (value && (program.values[value.id] !== value || ready.has(value))) return `${value.name} is written twice or unknown`;
  }
  return null;
}

/**
 * Every value is known, named once, and written once before it is read; every result has the type its operation gives.
 * @throws Error that names the pass and the operation: a mistake of ours, never of the person's document.
 */
export function verify(program: Program, pass: string): void {
  const names = new Set<string>();
  const ready = new Set<Value>();
  for (const [at, value] of program.values.entries()) {
    const flaw = flawOfValue(value, at, names);
    if (flaw) throw new Error(`after ${pass}: ${flaw}`);
    names.add(value.name);
    if (value.origin !== 'operation') ready.add(value);
  }
  for (const operation of program.operations) {
    const flaw = flawOfOperation(operation, program, ready);
    if (flaw) throw new Error(`after ${pass}: ${operation.op}: ${flaw}`);
    for (const value of operation.writes) if (value) ready.add(value);
  }
  for (const value of program.values) if (!ready.has(value)) throw new Error(`after ${pass}: ${value.name} is never written`);
}
