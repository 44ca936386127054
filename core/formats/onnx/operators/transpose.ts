import { transposed } from '../folding.ts';
import type { Operator } from './operator.ts';

/** Of a weight: done while it is read. Rows stay as they are. */
export const transpose: Operator = {
  name: 'Transpose',
  forms: [
    {
      since: 1,
      inputs: [1, 1],
      attributes: { perm: { kind: 'ints' } },
      read(call) {
        const input = call.input(0);
        const rank = input?.kind === 'constant' ? input.tensor.shape.length : call.rows(0).shape.length + 1;
        const ranks = Array.from({ length: rank }, (_, axis) => axis);
        const axes = call.ints('perm') ?? ranks.toReversed();
        const isOrder = axes.length === rank && ranks.every((axis) => axes.includes(axis));
        if (!isOrder) call.refuseAttribute('perm', `[${axes.join(', ')}]`, 'clause:onnx_order', { axes: rank });
        if (input?.kind === 'constant') return { kind: 'constant', tensor: transposed(input.tensor, axes) };
        const stays = axes.every((axis, index) => axis === index);
        return stays ? call.rows(0) : call.refuseAttribute('perm', `[${axes.join(', ')}]`, 'clause:onnx_no_turn');
      },
    },
  ],
};
