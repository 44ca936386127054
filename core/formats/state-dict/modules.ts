/** @file Which layers the tensors of a state_dict belong to, as far as their names and shapes tell. */
import { shownName } from '../../document/shown.ts';
import { InputError } from '../../findings/input-error.ts';
import type { Clause } from '../../findings/messages.ts';
import { sameShape, type Shape } from '../../tensor/shape.ts';
import type { StoredTensor } from '../safetensors.ts';

/** A layer with numbers of its own. */
export interface Module {
  /** What its tensors are called before their last dot: `net.0` of `net.0.weight`. */
  readonly path: string;
  readonly layer: 'Linear' | 'BatchNorm1d';
  readonly settings: Readonly<Record<string, unknown>>;
  /** Numbers that it takes and gives. */
  readonly inputs: number;
  readonly outputs: number;
  /** By the last part of their names. */
  readonly tensors: ReadonlyMap<string, StoredTensor>;
}

export interface Found {
  readonly modules: readonly Module[];
  /** Names of tensors that are no weights: counts and such. */
  readonly others: readonly string[];
}

/** Of more than these, nobody could look at the network. */
const MOST_MODULES = 2000;
const LINEAR = ['weight', 'bias'];
const BATCH_NORM = ['weight', 'bias', 'running_mean', 'running_var', 'num_batches_tracked'];

/** @throws InputError state_dict_layer, state_dict_shape, safetensors_crowded */
export function modulesIn(file: string, tensors: ReadonlyMap<string, StoredTensor>): Found {
  const groups = new Map<string, Map<string, StoredTensor>>();
  for (const [name, tensor] of tensors) {
    const dot = name.lastIndexOf('.');
    const path = name.slice(0, Math.max(0, dot));
    const group = groups.get(path) ?? new Map<string, StoredTensor>();
    groups.set(path, group.set(name.slice(dot + 1), tensor));
  }
  if (groups.size > MOST_MODULES) throw new InputError('safetensors_crowded', { file, most: MOST_MODULES, what: 'clause:layers' });
  const modules: Module[] = [];
  const others: string[] = [];
  for (const [path, group] of groups) {
    const isNone = [...group].every(([leaf, tensor]) => isBeside(leaf, tensor));
    // one by one: a group can have more tensors than a call takes arguments
    if (isNone) for (const leaf of group.keys()) others.push(joined(path, leaf));
    else modules.push(moduleOf(file, path, group));
  }
  return { modules, others };
}

/** Counts of steps, masks, generators: nothing that a layer computes with. */
function isBeside(leaf: string, { dtype }: StoredTensor): boolean {
  return !BATCH_NORM.includes(leaf) && /^([IU]\d+|BOOL)$/.test(dtype);
}

function joined(path: string, leaf: string): string {
  return path === '' ? leaf : `${path}.${leaf}`;
}

function moduleOf(file: string, path: string, tensors: ReadonlyMap<string, StoredTensor>): Module {
  const refuse = (leaf: string, what: Clause): never => {
    const shape = `[${tensors.get(leaf)!.shape.join(', ')}]`;
    throw new InputError('state_dict_layer', { file, name: shownName(joined(path, leaf)), shape, what });
  };
  const requireShape = (leaf: string, expected: Shape, from: string, layer: string) => {
    const found = tensors.get(leaf);
    if (!found || sameShape(found.shape, expected)) return;
    const [got, needed, shape] = [found.shape, expected, tensors.get(from)!.shape].map((each) => `[${each.join(', ')}]`);
    const [name, other] = [leaf, from].map((each) => shownName(joined(path, each)));
    throw new InputError('state_dict_shape', { file, name: name!, got: got!, expected: needed!, other: other!, shape: shape!, layer });
  };
  const leaves = [...tensors.keys()];
  const odd = (known: readonly string[]) => leaves.find((leaf) => !known.includes(leaf));

  const mean = tensors.get('running_mean');
  if (mean) {
    const [width = 0] = mean.shape;
    if (mean.shape.length !== 1 || width === 0) refuse('running_mean', 'clause:is_no_layer');
    const stray = odd(BATCH_NORM) ?? (tensors.has('running_var') ? undefined : 'running_mean');
    if (stray !== undefined) refuse(stray, 'clause:is_no_layer');
    if (tensors.has('weight') !== tensors.has('bias')) refuse(tensors.has('weight') ? 'weight' : 'bias', 'clause:is_no_layer');
    for (const leaf of ['weight', 'bias', 'running_var']) requireShape(leaf, [width], 'running_mean', 'BatchNorm1d');
    requireShape('num_batches_tracked', [], 'running_mean', 'BatchNorm1d');
    const settings = tensors.has('weight') ? {} : { affine: false };
    return { path, layer: 'BatchNorm1d', settings, inputs: width, outputs: width, tensors };
  }
  const weight = tensors.get('weight');
  const stray = weight ? odd(LINEAR) : leaves[0]!;
  if (stray !== undefined) refuse(stray, 'clause:is_no_layer');
  const { shape } = weight!;
  if (shape.length > 2) refuse('weight', 'clause:is_convolution');
  if (shape.length === 1) refuse('weight', 'clause:is_normalisation');
  const [outputs = 0, inputs = 0] = shape;
  if (outputs * inputs === 0) refuse('weight', 'clause:is_no_layer');
  // an Embedding has the same tensor as a Linear without bias; its name is all there is to go by
  if (!tensors.has('bias') && /emb(ed(ding)?s?)?$|^wte$|^wpe$/i.test(path.slice(path.lastIndexOf('.') + 1)))
    refuse('weight', 'clause:is_embedding');
  requireShape('bias', [outputs], 'weight', 'Linear');
  const settings = { out_features: outputs, ...(tensors.has('bias') ? {} : { bias: false }) };
  return { path, layer: 'Linear', settings, inputs, outputs, tensors };
}
