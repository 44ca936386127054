/** @file How layers and passes write a program: one value and one operation at a time, types inferred on the way. */
import type { Initial } from '../tensor/initial.ts';
import { STREAMS } from '../tensor/random.ts';
import type { Shape } from '../tensor/shape.ts';
import { infer } from './infer.ts';
import type { Attributes, OpName, Operation, Origin, Program, Reads, Type, Value, Writes } from './op.ts';

export type { Value } from './op.ts';

export class Builder implements Program {
  readonly values: Value[] = [];
  readonly operations: Operation[] = [];
  #streams = 0;

  /** A batched value that comes from the features of the data set. */
  input(name: string, shape: Shape): Value {
    return this.#add(name, 'input', { shape, batched: true });
  }

  /** A batched value that comes from the targets of the data set; `[]` for a class index per row. */
  target(name: string, shape: Shape): Value {
    return this.#add(name, 'target', { shape, batched: true });
  }

  /** Learned numbers, named as in PyTorch's state_dict: `fc1.weight`. */
  parameter(name: string, shape: Shape, initial: Initial): Value {
    return this.#add(name, 'parameter', { shape, batched: false }, initial);
  }

  /** Numbers that are saved with the model but not learned: `bn1.running_mean`. */
  buffer(name: string, shape: Shape, initial: Initial): Value {
    return this.#add(name, 'buffer', { shape, batched: false }, initial);
  }

  /** Appends an operation. `names` are those of the values it writes, in their order; a result left out takes none. */
  op<O extends OpName>(op: O, reads: Reads<O>, attributes: Attributes<O>, names: readonly string[]): Writes<O> {
    const writes = infer(op, reads, attributes).map((type, at) => type && this.#add(names[at]!, 'operation', type));
    // the rows of INFER write as many types as the signature has results, which the type of a map cannot say
    this.operations.push({ op, reads, attributes, writes } as unknown as Operation);
    return writes as unknown as Writes<O>;
  }

  /** A stream of random numbers of its own, for an operation that draws while it runs. */
  stream(): number {
    return STREAMS.dropout + this.#streams++;
  }

  #add(name: string, origin: Origin, { shape, batched }: Type, initial: Initial | null = null): Value {
    const value: Value = { id: this.values.length, name, origin, shape, batched, initial };
    this.values.push(value);
    return value;
  }
}
