import { decimal } from '../decimal.ts';
import type { Operator } from './operator.ts';

/** An operator that changes each number by itself, as a block without settings does. */
const elementwise = (name: string, layer: string): Operator => ({
  name,
  forms: [
    {
      since: 6,
      inputs: [1, 1],
      attributes: {},
      read: (call, draft) => draft.addLike(layer, call.rows(0), call.names),
    },
  ],
});

export const relu = elementwise('Relu', 'ReLU');
export const sigmoid = elementwise('Sigmoid', 'Sigmoid');
export const tanh = elementwise('Tanh', 'Tanh');

export const leakyRelu: Operator = {
  name: 'LeakyRelu',
  forms: [
    {
      since: 6,
      inputs: [1, 1],
      attributes: { alpha: { kind: 'float', usual: 0.01 } },
      read(call, draft) {
        const rows = call.rows(0);
        const alpha = decimal(call.number('alpha'));
        if (!(alpha >= 0 && alpha <= 1e3)) call.refuseAttribute('alpha', alpha, 'clause:number_from_to', { min: 0, max: 1e3 });
        return draft.addLike('LeakyReLU', rows, call.names, { negative_slope: alpha });
      },
    },
  ],
};
