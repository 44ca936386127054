import { ownerOf } from '../block-names.ts';
import type { Call } from '../call.ts';
import { decimal } from '../decimal.ts';
import type { Draft } from '../draft.ts';
import { float32 } from '../folding.ts';
import type { Known } from '../known.ts';
import type { Operator } from './operator.ts';

const ATTRIBUTES = { epsilon: { kind: 'float', usual: 1e-5 }, momentum: { kind: 'float', usual: 0.9 } } as const;

/** Inputs in ONNX's order, under PyTorch's names. */
const NUMBERS = ['weight', 'bias', 'running_mean', 'running_var'] as const;

/** y = (x - mean) / √(var + epsilon) · scale + bias over [N, C]. ONNX keeps `momentum` of what was, PyTorch takes it of what is new. */
function normalise(call: Call, draft: Draft, inTraining: boolean): Known {
  const x = call.row(0);
  const [width] = x.shape as [number];
  const tensors = NUMBERS.map((_, index) => call.learned(index + 1, draft));
  tensors.forEach(({ shape }, index) => {
    if (shape.length !== 1 || shape[0] !== width) call.refuseShape(index + 1, 'clause:onnx_of_width', { width });
  });
  const eps = decimal(call.number('epsilon'));
  const momentum = Number((1 - decimal(call.number('momentum'))).toPrecision(7));
  if (!(eps > 0 && eps <= 1)) call.refuseAttribute('epsilon', eps, 'clause:number_above_to', { min: 0, max: 1 });
  if (!(momentum >= 0 && momentum <= 1))
    call.refuseAttribute('momentum', decimal(call.number('momentum')), 'clause:number_from_to', { min: 0, max: 1 });
  const names = [...tensors.flatMap(({ name }) => ownerOf(name)), ...call.names];
  const settings = { ...(eps === 1e-5 ? {} : { eps }), ...(momentum === 0.1 ? {} : { momentum }) };
  const rows = draft.addLike('BatchNorm1d', x, names, settings);
  const { numbers } = rows.block;
  tensors.forEach((tensor, index) => numbers.set(NUMBERS[index]!, { shape: tensor.shape, values: float32(tensor, draft) }));
  numbers.set('num_batches_tracked', { shape: [], values: new Float32Array(1) });
  if (inTraining) draft.tell('onnx_training_mode', call.title);
  return rows;
}

export const batchNormalization: Operator = {
  name: 'BatchNormalization',
  forms: [
    // whoever asks for the statistics as well, has it train
    {
      since: 9,
      inputs: [5, 5],
      attributes: ATTRIBUTES,
      read: (call, draft) => normalise(call, draft, call.node.outputs.filter((name) => name !== '').length > 1),
    },
    {
      since: 14,
      inputs: [5, 5],
      attributes: { ...ATTRIBUTES, training_mode: { kind: 'int', usual: 0 } },
      read: (call, draft) => normalise(call, draft, call.number('training_mode') !== 0),
    },
  ],
};
