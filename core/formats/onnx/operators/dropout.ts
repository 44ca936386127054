import type { Call } from '../call.ts';
import { decimal } from '../decimal.ts';
import type { Draft } from '../draft.ts';
import type { Known } from '../known.ts';
import type { Operator } from './operator.ts';

function drop(call: Call, draft: Draft, ratio: number): Known {
  // ONNX takes ratios below 1 alone: the last of them stands for 1
  const p = ratio >= LAST && ratio <= 1 ? 1 : decimal(ratio);
  if (!(p >= 0 && p <= 1)) call.refuseAttribute('ratio', p, 'clause:number_from_to', { min: 0, max: 1 });
  return draft.addLike('Dropout', call.rows(0), call.names, { p });
}

/** The last float32 below 1. */
const LAST = 1 - 2 ** -24;

/** What it is where it is left out. */
const USUAL = 0.5;

export const dropout: Operator = {
  name: 'Dropout',
  forms: [
    {
      since: 7,
      inputs: [1, 1],
      attributes: { ratio: { kind: 'float', usual: USUAL } },
      read: (call, draft) => drop(call, draft, call.number('ratio')),
    },
    {
      since: 12,
      inputs: [1, 3],
      attributes: { seed: { kind: 'int' } },
      read(call, draft) {
        if (call.scalar(2)) draft.tell('onnx_training_mode', call.title);
        return drop(call, draft, call.scalar(1) ?? USUAL);
      },
    },
  ],
};
