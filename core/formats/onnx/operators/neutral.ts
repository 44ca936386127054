/** @file Arithmetic with a constant that changes nothing: what exporters leave behind. Whatever changes something is refused. */
import type { Call } from '../call.ts';
import type { OnnxTensor } from '../graph.ts';
import type { Rows } from '../known.ts';
import type { Operator } from './operator.ts';

/** Whether a constant is `number` throughout and gives rows no shape of its own. */
export function isNeutral({ values, shape }: OnnxTensor, number: number, rows: Rows): boolean {
  const whole = [1, ...rows.shape];
  const fits = shape.length <= whole.length && shape.every((extent, axis) => extent === 1 || extent === whole.at(axis - shape.length));
  return fits && values.every((value) => value === number);
}

/** `either`: the constant may stand on either side. */
const neutral = (name: string, number: number, either: boolean): Operator => ({
  name,
  forms: [
    {
      since: 7,
      inputs: [2, 2],
      attributes: {},
      read(call: Call) {
        const side = either && !call.isRows(0) ? 0 : 1;
        const rows = call.rows(1 - side);
        const { tensor } = call.constant(side);
        if (!isNeutral(tensor, number, rows)) call.refuse('onnx_arithmetic', { value: call.quoted(side), expected: number });
        return rows;
      },
    },
  ],
});

export const sub = neutral('Sub', 0, false);
export const mul = neutral('Mul', 1, true);
export const div = neutral('Div', 1, false);
