/** @file What the graph takes: an Input each, in the order of the file, which is that of the columns. */
import { ROW_LIMIT } from '../../layers/accept.ts';
import { InputError } from '../../findings/input-error.ts';
import { elementCount } from '../../tensor/shape.ts';
import { legal, modulePath } from './block-names.ts';
import { FLOATS } from './call.ts';
import type { Draft } from './draft.ts';
import type { OnnxValue } from './graph.ts';
import type { Rows } from './known.ts';
import { named } from './named.ts';

/** What the shape of an Input may have. */
const MOST_AXES = 4;

/**
 * The number of rows, if the graph is written for one: an extent that is a name, or none, stands for any.
 * @throws InputError onnx_batches
 */
export function batchOf(file: string, inputs: readonly OnnxValue[]): number | null {
  const batches = new Map(inputs.map(({ name, shape }) => [typeof shape?.[0] === 'number' ? shape[0] : null, name]));
  const [[batch] = [null], [, other] = []] = [...batches] as [number | null, string][];
  if (other !== undefined) throw new InputError('onnx_batches', { file, names: inputs.map(({ name }) => named(name)).join(', ') });
  return batch;
}

/** @throws InputError onnx_input_type, onnx_input_shape */
export function addInput(file: string, draft: Draft, { name, type, shape }: OnnxValue, isOwn: boolean): Rows {
  const numbers = { file, value: named(name) };
  if (!FLOATS.has(type)) throw new InputError('onnx_input_type', { ...numbers, got: type, expected: [...FLOATS].join(', ') });
  const row = shape?.slice(1) ?? [];
  const isSound = row.length >= 1 && row.length <= MOST_AXES && row.every((extent) => typeof extent === 'number' && extent >= 1);
  if (!isSound || elementCount(row as number[]) > ROW_LIMIT) {
    const got = shape
      ? `[${shape.map((extent) => (typeof extent === 'string' ? named(extent) : (extent ?? '?'))).join(', ')}]`
      : 'clause:onnx_no_shape';
    throw new InputError('onnx_input_shape', { ...numbers, got, axes: MOST_AXES });
  }
  if (type !== 'FLOAT') draft.tell('onnx_precision', type);
  const path = isOwn ? legal(name) : modulePath(name, '');
  return draft.add('Input', [], row as number[], path === '' ? [] : [path], { shape: row });
}
