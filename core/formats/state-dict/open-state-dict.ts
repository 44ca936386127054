/**
 * @file A safetensors file without a drawing: the weights of the network that is open if names and shapes say so, else of one that is
 * proposed from them.
 */
import { shownName } from '../../document/shown.ts';
import type { Finding } from '../../findings/finding.ts';
import { InputError } from '../../findings/input-error.ts';
import { finding } from '../../findings/messages.ts';
import { sameShape, type Shape } from '../../tensor/shape.ts';
import { COUNTER, countsIn, type NamedTensor, type Rest } from '../model-file.ts';
import type { Opened, Wish } from '../opened.ts';
import type { Safetensors, StoredTensor } from '../safetensors.ts';
import { inOrder } from './in-order.ts';
import { listed } from './listed.ts';
import { modulesIn, type Module } from './modules.ts';
import { proposed } from './proposed.ts';
import { FLOAT_NAMES, isFloat, singles } from './single-precision.ts';

type Tensors = ReadonlyMap<string, StoredTensor>;

/** @throws InputError state_dict_*, safetensors_crowded */
export function openStateDict(file: string, { tensors: stored, metadata }: Safetensors, beside: Wish['beside']): Opened {
  const findings: Finding[] = [];
  const tensors = withTied(stored, metadata, findings);
  const match = beside ? matched(file, tensors, beside.state) : null;
  if (beside && match?.names) {
    const { names } = match;
    const used = new Set(names.values());
    const others = [...tensors.keys()].filter((name) => !used.has(name));
    findings.push(finding('state_dict_loaded', {}, { file }));
    const state = beside.state.map(({ name, shape }) => ({ name, shape, from: names.get(name) }));
    return opened(file, beside.document, state, { tensors, metadata, others }, findings);
  }
  if (match?.why) findings.push(match.why);
  const { modules, others } = modulesIn(file, tensors);
  if (modules.length === 0) throw new InputError('state_dict_empty', { file });
  const order = inOrder(modules);
  if (!order) throw new InputError('state_dict_order', { file, layers: listed(modules.map(inAndOut)) });
  const { document, names, findings: said } = proposed(file, file.replace(/\.safetensors$/i, ''), order.modules);
  findings.push(...said);
  if (order.guessed) findings.push(finding('state_dict_order_guessed', {}, {}));
  const state = order.modules.flatMap((module) => stateOf(module, names.get(module)!));
  return opened(file, document, state, { tensors, metadata, others }, findings);
}

function inAndOut({ path, inputs, outputs }: Module): string {
  return `${shownName(path)} ${inputs} → ${outputs}`;
}

/** A parameter or buffer of the network, and the tensor that holds it; a count of batches may be missing, and is then 0. */
interface Wanted {
  readonly name: string;
  readonly shape: Shape;
  readonly from: string | undefined;
}

function stateOf({ path, layer, tensors }: Module, name: string): Wanted[] {
  const prefix = path === '' ? '' : `${path}.`;
  const state: Wanted[] = Array.from(tensors, ([leaf, { shape }]) => ({ name: `${name}.${leaf}`, shape, from: prefix + leaf }));
  // PyTorch before 0.4.1 did not count
  if (layer === 'BatchNorm1d' && !tensors.has(COUNTER.slice(1))) state.push({ name: name + COUNTER, shape: [], from: undefined });
  return state;
}

/** PyTorch's save_model stores what is one tensor under several names once, and says in the metadata which name stands for which. */
function withTied(tensors: Tensors, metadata: ReadonlyMap<string, string>, findings: Finding[]): Tensors {
  const tied = [...metadata].filter(([name, kept]) => !tensors.has(name) && tensors.has(kept));
  if (tied.length === 0) return tensors;
  findings.push(finding('state_dict_tied', {}, { names: listed(tied.map(([name, kept]) => `${name} = ${kept}`)) }));
  return new Map([...tensors, ...tied.map(([name, kept]) => [name, tensors.get(kept)!] as const)]);
}

/** Of each tensor of the network, the file's name for it; or why the file does not have its weights. Null where nothing is alike. */
function matched(
  file: string,
  tensors: Tensors,
  state: readonly { readonly name: string; readonly shape: Shape }[],
): { names: ReadonlyMap<string, string>; why?: never } | { names?: never; why: Finding } | null {
  let why: Finding | null = null;
  for (const prefix of prefixesOf([...tensors.keys()])) {
    const missing = state.find(({ name }) => !tensors.has(prefix + name) && !name.endsWith(COUNTER));
    const other = state.find(({ name, shape }) => tensors.has(prefix + name) && !sameShape(tensors.get(prefix + name)!.shape, shape));
    if (state.length > 0 && !missing && !other)
      return { names: new Map(state.filter(({ name }) => tensors.has(prefix + name)).map(({ name }) => [name, prefix + name])) };
    if (why || !state.some(({ name }) => tensors.has(prefix + name))) continue;
    if (other) {
      const [got, expected] = [tensors.get(prefix + other.name)!.shape, other.shape].map((shape) => `[${shape.join(', ')}]`);
      why = finding('state_dict_other', {}, { file, name: shownName(prefix + other.name), got: got!, expected: expected! });
    } else if (missing) why = finding('state_dict_lacks', {}, { file, name: shownName(prefix + missing.name) });
  }
  return why && { why };
}

/** None, and what all names begin with: `module.` of DataParallel, `_orig_mod.` of torch.compile, a name of one's own. */
function prefixesOf(names: readonly string[]): string[] {
  const prefixes = [''];
  for (;;) {
    const prefix = prefixes.at(-1)!;
    const dot = names[0]?.indexOf('.', prefix.length) ?? -1;
    const next = names[0]?.slice(0, dot + 1) ?? '';
    if (dot < 0 || !names.every((name) => name.startsWith(next))) return prefixes;
    prefixes.push(next);
  }
}

function opened(
  file: string,
  document: Opened['document'],
  wanted: readonly Wanted[],
  { tensors, metadata, others }: { tensors: Tensors; metadata: ReadonlyMap<string, string>; others: readonly string[] },
  findings: Finding[],
): Opened {
  const reading = new Reading(file, tensors);
  const state = wanted.map((each) => reading.tensor(each));
  findings.push(...reading.findings());
  if (others.length > 0) findings.push(finding('tensors_unused', {}, { file, names: listed(others) }));
  const rest: Rest = {
    metadata: [...metadata],
    tensors: others.map((name) => ({ name, ...tensors.get(name)!, bytes: tensors.get(name)!.bytes.slice() })),
    run: {},
    text: undefined,
  };
  return { origin: 'state_dict', document, weights: { state, optimizer: [], step: 0, data: null, summary: {}, rest }, findings };
}

/** Reads the numbers, and remembers what became of those that were not float32. */
class Reading {
  readonly #file: string;
  readonly #tensors: Tensors;
  readonly #counts = new Map<string, number>();
  #error = 0;

  constructor(file: string, tensors: Tensors) {
    this.#file = file;
    this.#tensors = tensors;
  }

  /** @throws InputError state_dict_dtype, model_counter */
  tensor({ name, shape, from }: Wanted): NamedTensor {
    if (from === undefined) return { name, shape, values: new Float32Array(1) };
    const { dtype, bytes } = this.#tensors.get(from)!;
    if (name.endsWith(COUNTER)) {
      if (dtype !== 'I64') this.#refuse(from, dtype, 'I64');
      return { name, shape, values: countsIn(this.#file, from, bytes) };
    }
    if (!isFloat(dtype)) return this.#refuse(from, dtype, FLOAT_NAMES);
    const { values, error } = singles(dtype, bytes);
    if (dtype !== 'F32') this.#counts.set(dtype, (this.#counts.get(dtype) ?? 0) + 1);
    this.#error = Math.max(this.#error, error);
    return { name, shape, values };
  }

  findings(): Finding[] {
    const file = this.#file;
    return Array.from(this.#counts, ([dtype, count]) =>
      dtype === 'F64' && this.#error > 0
        ? finding('state_dict_rounded', {}, { file, count, error: Number(this.#error.toPrecision(2)) })
        : finding('state_dict_widened', {}, { file, count, dtype }),
    );
  }

  #refuse(name: string, got: string, expected: string): never {
    throw new InputError('state_dict_dtype', { file: this.#file, name: shownName(name), got, expected });
  }
}
