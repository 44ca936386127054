import type { Call } from '../call.ts';
import type { DataType, OnnxTensor } from '../graph.ts';
import type { Known } from '../known.ts';
import type { Operator } from './operator.ts';

const TENSORS = { value: { kind: 'tensor' }, sparse_value: { kind: 'other' } } as const;

/** Each form that a constant has in its attributes, of which a node has one. */
const LISTS = {
  value_float: { kind: 'float' },
  value_floats: { kind: 'floats' },
  value_int: { kind: 'int' },
  value_ints: { kind: 'ints' },
} as const;

/** What the attribute of a constant holds. */
type Held =
  | { readonly kind: 'tensor'; readonly value: OnnxTensor }
  | { readonly kind: 'float' | 'int'; readonly value: number }
  | { readonly kind: 'floats' | 'ints'; readonly value: Float32Array | Float64Array };

function read(call: Call): Known {
  const { attributes, outputs } = call.node;
  if (attributes.size !== 1) call.refuse('onnx_constant', { got: attributes.size });
  const [[attribute, held]] = attributes as unknown as [[string, Held]];
  if (attribute === 'sparse_value') call.refuseAttribute(attribute, 'clause:onnx_sparse', 'clause:onnx_dense');
  const name = outputs[0]!;
  if (held.kind === 'tensor') return { kind: 'constant', tensor: { ...held.value, name } };
  const list = typeof held.value === 'number' ? [held.value] : held.value;
  const type: DataType = held.kind === 'float' || held.kind === 'floats' ? 'FLOAT' : 'INT64';
  const shape = typeof held.value === 'number' ? [] : [list.length];
  const values = type === 'FLOAT' ? Float32Array.from(list) : Float64Array.from(list);
  return { kind: 'constant', tensor: { name, type, shape, values } };
}

/** Lists of texts are no numbers of a network, so that attributes of that kind are unknown here. */
export const constant: Operator = {
  name: 'Constant',
  forms: [
    { since: 1, inputs: [0, 0], attributes: { value: TENSORS.value }, read },
    { since: 11, inputs: [0, 0], attributes: TENSORS, read },
    { since: 12, inputs: [0, 0], attributes: { ...TENSORS, ...LISTS }, read },
  ],
};
