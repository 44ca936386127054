import type { Call } from '../call.ts';
import type { Draft } from '../draft.ts';
import type { Known } from '../known.ts';
import type { Form, Operator } from './operator.ts';

/**
 * Rows of one axis are normalised one by one if the axis is that of their numbers. Before opset 13 all axes from it on were taken for one,
 * which comes to the same for them, and 1 was what it was where it was left out.
 */
function perRow(read: (call: Call, draft: Draft) => Known): readonly [Form, ...Form[]] {
  const form = (since: number, usual: number): Form => ({
    since,
    inputs: [1, 1],
    attributes: { axis: { kind: 'int', usual } },
    read(call, draft) {
      call.row(0);
      const axis = call.number('axis');
      if (axis !== 1 && axis !== -1) call.refuseAttribute('axis', axis, 'clause:onnx_row_axis');
      return read(call, draft);
    },
  });
  return [form(1, 1), form(13, -1)];
}

export const softmax: Operator = {
  name: 'Softmax',
  forms: perRow((call, draft) => draft.addLike('Softmax', call.rows(0), call.names)),
};

/** At the end of a network, CrossEntropyLoss takes the place of it and of the loss that would follow: it takes the numbers before them. */
export const logSoftmax: Operator = {
  name: 'LogSoftmax',
  forms: perRow((call) => (call.around.isLast ? { ...call.rows(0), inLogs: true } : call.refuse('onnx_log_softmax'))),
};
