/** @file What PyTorch, NumPy, math and Python itself give by name, as far as networks are written with them. */
import { commandLine } from './command-line.ts';
import { bind } from './bind.ts';
import { builtinNamed, callBuiltin } from './builtins.ts';
import { itemsOf } from './collections.ts';
import { draw, gainOf, isInitialisation } from './initialisation.ts';
import { callFunctional, callLogSoftmax, functionOrMethod, isLastAxis, makeModule, noBlock, takeLoss } from './modules.ts';
import { reshape, squeeze } from './reshape.ts';
import { doubted, lose, mutable, type CallArguments, type Run } from './run.ts';
import type { Doubt, Span } from './source.ts';
import {
  float,
  int,
  keyOf,
  NONE,
  numberOf,
  text,
  unknown,
  type Dict,
  type LayerModule,
  type Library,
  type Special,
  type Value,
} from './value.ts';

/** What pasted code means by these, though it imports nothing. */
const USUAL: Readonly<Record<string, string>> = {
  torch: 'torch',
  nn: 'torch.nn',
  F: 'torch.nn.functional',
  optim: 'torch.optim',
  init: 'torch.nn.init',
  np: 'numpy',
  numpy: 'numpy',
  math: 'math',
  OrderedDict: 'collections.OrderedDict',
};

const CONSTANTS: Readonly<Record<string, Value>> = {
  'math.pi': float(Math.PI),
  'math.e': float(Math.E),
  'numpy.pi': float(Math.PI),
  'numpy.e': float(Math.E),
};

export function globalNamed(name: string): Value | null {
  if (name === '__name__') return text('__main__');
  const path = USUAL[name];
  return path !== undefined && Object.hasOwn(USUAL, name) ? { kind: 'library', path } : builtinNamed(name);
}

export function constantNamed(path: string): Value | null {
  return Object.hasOwn(CONSTANTS, path) ? CONSTANTS[path]! : null;
}

/** Of one number, or as many as there are. */
const NUMERIC: Readonly<Record<string, (...numbers: number[]) => number>> = {
  sqrt: Math.sqrt,
  log: (x, base) => (base === undefined ? Math.log(x) : Math.log(x) / Math.log(base)),
  log2: Math.log2,
  log10: Math.log10,
  exp: Math.exp,
  ceil: Math.ceil,
  floor: Math.floor,
  pow: (x, y) => x ** y,
};

const IN_FUNCTIONAL = /^torch(\.nn\.functional|\.special)?\.(\w+)$/;

/** The losses of torch.nn.functional that have a block under another name. */
export const LOSSES: Readonly<Record<string, Special['name']>> = { nll_loss: 'NLLLoss', binary_cross_entropy: 'BCELoss' };

/** Calls something of a library. What is not known of it is not known, and tensors that go into it are lost. */
export function callLibrary(run: Run, { path }: Library, given: CallArguments, span: Span): Value {
  const { positional, named } = given;
  const name = path.slice(path.lastIndexOf('.') + 1);
  const replaced = run.replaced.get(path);
  if (replaced) return unknown(replaced);
  if (path.startsWith('builtins.')) return callBuiltin(run, name, given, span);
  const [, , inFunctional] = IN_FUNCTIONAL.exec(path) ?? [];
  if (inFunctional !== undefined) {
    const result = callTorch(run, inFunctional, given, span);
    if (result) return result;
  }
  if (/^torch\.nn\.(modules\.(\w+\.)?|parallel\.)?[A-Z]\w*$/.test(path)) return makeModule(run, name, given, span);
  if (path.startsWith('torch.nn.init.')) return initialise(run, name, given, span);
  if (/^torch\.optim\.(\w+\.)?[A-Z]\w*$/.test(path)) return optimise(run, path, name, given, span);
  if (/\.clip_grad_norm_?$/.test(path)) {
    run.seen.clips.push({ norm: positional[1] ?? named.get('max_norm') ?? NONE, span });
    return doubted(run, span, 'clause:py_library', { path });
  }
  if (/\.clip_grad_value_?$/.test(path)) run.seen.passedOver.push({ what: 'clip', span, construct: run.source.shown(span) });
  if (name === 'manual_seed' || name === 'seed_everything') run.seen.seeds.push({ seed: positional[0] ?? NONE, span });
  if (name === 'DataLoader') {
    const size = named.get('batch_size') ?? positional[1];
    if (size) run.seen.batchSizes.push({ size, span });
  }
  const rounds = name === 'Trainer' ? numberOf(named.get('max_epochs') ?? NONE) : null;
  if (rounds !== null) run.seen.epochs.push({ count: rounds, span });
  if (path === 'torch.compile' || path.startsWith('torch.jit.')) return positional[0] ?? NONE;
  if (path === 'argparse.ArgumentParser') return commandLine(run, span);
  if (path === 'collections.OrderedDict') return callBuiltin(run, 'dict', given, span);
  if (/^(tqdm|tqdm\.\w+)(\.\w+)?$/.test(path))
    return positional[0] && name !== 'trange' ? positional[0] : callBuiltin(run, 'range', given, span);
  if (/^(math|numpy)\.\w+$/.test(path)) {
    const result = computed(run, name, given, span);
    if (result) return result;
  }
  if (/^torch\.nn\.Module\.__init__$/.test(path)) return NONE;
  // what weights are computed from, or which of them count, is another from here on
  if (/^torch\.nn\.utils\.(prune|parametrize|parametrizations)\./.test(path)) for (const value of positional) lose(run, value, span);
  const lost = positional.find(holdsTensor);
  return lost ? unknown(noBlock(run, path, span)) : doubted(run, span, 'clause:py_library', { path });
}

/** A tensor, or a list of some. */
function holdsTensor(value: Value): boolean {
  return (
    value.kind === 'tensor' || ((value.kind === 'list' || value.kind === 'tuple') && value.items.some(({ kind }) => kind === 'tensor'))
  );
}

/** Of torch and torch.nn.functional, where much is in both; null for what is not told apart here. */
function callTorch(run: Run, name: string, given: CallArguments, span: Span): Value | null {
  const { positional, named } = given;
  const first = positional[0] ?? named.get('input');
  const special = LOSSES[name];
  if (special !== undefined && Object.hasOwn(LOSSES, name)) {
    const usual =
      positional.length <= 2 &&
      [...named].every(([key, value]) => ['input', 'target'].includes(key) || (key === 'reduction' && keyOf(value) === 'text:mean'));
    const loss: Special | Doubt = usual ? { kind: 'special', name: special, span } : run.source.doubt(span, 'clause:py_loss_arguments');
    return takeLoss(run, loss, given, span);
  }
  const found = functionOrMethod(name, 'function');
  if (found) {
    const { called } = found;
    if (called.layer.role === 'loss') {
      const others = new Map([...named].filter(([key]) => key !== 'input' && key !== 'target'));
      const bound = bind(run, called, { positional: positional.slice(2), named: others }, span);
      const made: LayerModule | Doubt =
        'code' in bound ? bound : { ...mutable(run), kind: 'layer', layer: called.layer, settings: bound.settings, inplace: false, span };
      return takeLoss(run, made, given, span);
    }
    const result = callFunctional(run, called, given, span);
    if (found.inplace && first?.kind === 'tensor') run.graph?.overwritten.set(first.from, span);
    return result;
  }
  if (name === 'log_softmax') {
    const dim = positional[1] ?? named.get('dim');
    return first && isLastAxis(dim) ? callLogSoftmax(run, null, first, span) : doubted(run, span, 'clause:py_dim');
  }
  if (/_loss$|_entropy|_div$/.test(name)) return takeLoss(run, noBlock(run, name, span), given, span);
  if (first?.kind === 'output') return ['reshape', 'squeeze', 'unsqueeze'].includes(name) ? first : null;
  if (first?.kind !== 'tensor' || !run.graph) return null;
  if (name === 'squeeze') return squeeze(run, first, span);
  if (name === 'reshape') {
    const sizes = itemsOf(run, positional[1] ?? named.get('shape') ?? NONE, span);
    return 'kind' in sizes ? sizes : reshape(run, first, sizes, span);
  }
  return null;
}

function initialise(run: Run, name: string, given: CallArguments, span: Span): Value {
  if (name === 'calculate_gain') return gainOf(given) ?? doubted(run, span, 'clause:py_library', { path: 'nn.init.calculate_gain' });
  if (isInitialisation(name)) draw(run, name, given, span);
  else if (given.positional[0]?.kind !== 'none') run.seen.passedOver.push({ what: 'init', span, construct: run.source.shown(span) });
  return given.positional[0] ?? NONE;
}

function optimise(run: Run, path: string, name: string, { positional, named }: CallArguments, span: Span): Value {
  if (path.includes('.lr_scheduler.')) run.seen.passedOver.push({ what: 'schedule', span, construct: run.source.shown(span) });
  else {
    const [of = named.get('params') ?? NONE, ...rest] = positional;
    const weights = weightsIn(run, of, span);
    const given = new Map([...rest.map((value, index): [string, Value] => [String(index), value]), ...named]);
    run.seen.optimizers.push({ name, given, of: weights, span });
  }
  return doubted(run, span, 'clause:py_library', { path });
}

/** The weights that an optimizer is given: one after the other, or in groups with settings of their own. */
function weightsIn(run: Run, of: Value, span: Span): readonly Value[] {
  const items = itemsOf(run, of, span);
  if ('kind' in items) return [];
  const groups = items.filter((item): item is Dict => item.kind === 'dict');
  if (groups.some(({ entries }) => [...entries.keys()].some((key) => key !== 'text:params')))
    run.seen.passedOver.push({ what: 'groups', span, construct: run.source.shown(span) });
  return items.flatMap((item) => (item.kind === 'dict' ? weightsIn(run, item.entries.get('text:params')?.[1] ?? NONE, span) : [item]));
}

function computed(run: Run, name: string, { positional }: CallArguments, span: Span): Value | null {
  if (name === 'prod') return productOf(run, positional[0] ?? NONE, span);
  const compute = Object.hasOwn(NUMERIC, name) ? NUMERIC[name] : undefined;
  if (!compute) return null;
  const numbers = positional.map(numberOf);
  if (numbers.includes(null) || numbers.length === 0) return positional.find(({ kind }) => kind === 'unknown') ?? null;
  const result = compute(...(numbers as number[]));
  if (!Number.isFinite(result)) return doubted(run, span, 'clause:py_number');
  return name === 'ceil' || name === 'floor' ? int(result) : float(result);
}

function productOf(run: Run, of: Value, span: Span): Value {
  const items = itemsOf(run, of, span);
  if ('kind' in items) return items;
  const numbers = items.map(numberOf);
  const product = numbers.reduce<number>((all, number) => all * (number ?? NaN), 1);
  if (!Number.isSafeInteger(product)) return items.find(({ kind }: Value) => kind === 'unknown') ?? doubted(run, span, 'clause:py_number');
  return int(product);
}
