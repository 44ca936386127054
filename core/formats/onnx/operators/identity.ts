/** @file Operators that hand on what they get. */
import { FLOATS, type Call } from '../call.ts';
import { DATA_TYPES } from '../graph.ts';
import type { Known } from '../known.ts';
import type { AttributeRule, Operator } from './operator.ts';

/** Under the name of the value that it gives: PyTorch restores by it what it stored once for several. */
function handedOn(call: Call): Known {
  const input = call.input(0);
  if (input?.kind !== 'constant') return input ?? call.rows(0);
  return { kind: 'constant', tensor: { ...input.tensor, name: call.node.outputs[0]! } };
}

export const identity: Operator = { name: 'Identity', forms: [{ since: 1, inputs: [1, 1], attributes: {}, read: handedOn }] };

const FRACTIONS: readonly number[] = [DATA_TYPES.FLOAT, DATA_TYPES.DOUBLE];
const INTEGERS: readonly number[] = [DATA_TYPES.INT32, DATA_TYPES.INT64];

const TO: AttributeRule = { kind: 'int', usual: 0 };

/** What it casts stays what it is if no number changes by it. */
function cast(call: Call): Known {
  const to = call.number('to');
  const input = call.input(0);
  const allowed = isWhole(input) ? [...INTEGERS, ...(input?.kind === 'constant' ? FRACTIONS : [])] : FRACTIONS;
  if (!allowed.includes(to)) {
    const types = Object.entries(DATA_TYPES);
    const got = types.find(([, type]) => type === to)?.[0] ?? to;
    const choices = types.flatMap(([name, type]) => (allowed.includes(type) ? [name] : [])).join(', ');
    call.refuseAttribute('to', got, 'clause:one_of', { choices });
  }
  if (input?.kind !== 'constant') return handedOn(call);
  const type = Object.entries(DATA_TYPES).find(([, code]) => code === to)![0] as keyof typeof DATA_TYPES;
  return { kind: 'constant', tensor: { ...input.tensor, type } };
}

function isWhole(input: Known | null): boolean {
  return input?.kind === 'extents' || (input?.kind === 'constant' && !FLOATS.has(input.tensor.type));
}

export const castTo: Operator = {
  name: 'Cast',
  forms: [
    { since: 6, inputs: [1, 1], attributes: { to: TO }, read: cast },
    { since: 19, inputs: [1, 1], attributes: { to: TO, saturate: { kind: 'int', usual: 1 } }, read: cast },
  ],
};
