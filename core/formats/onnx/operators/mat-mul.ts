import { addLinear, turned } from './linear.ts';
import type { Operator } from './operator.ts';

/** x · B is a Linear without bias; where a bias is added right behind it, Add makes it its own. A B of one axis gives one number. */
export const matMul: Operator = {
  name: 'MatMul',
  forms: [
    {
      since: 9,
      inputs: [2, 2],
      attributes: {},
      read(call, draft) {
        const x = call.row(0);
        const b = call.learned(1, draft);
        const isList = b.shape.length === 1;
        if (!isList && b.shape.length !== 2) call.refuseShape(1, 'clause:onnx_two_axes');
        const weight = isList ? { ...b, shape: [1, b.shape[0]!] } : turned(b);
        if (weight.shape[1] !== x.shape[0] || weight.shape[0] === 0) call.refuseShape(1, 'clause:onnx_weight', { inputs: x.shape[0]! });
        const rows = addLinear(call, draft, x, weight);
        return isList ? { ...rows, shape: [] } : rows;
      },
    },
  ],
};
