/** @file Modules of torch.nn: made, and called while the network is followed, when each becomes a block. */
import type { Layer } from '../../../layers/layer.ts';
import { bind, functionNamed, hasNumbers, KNOWN_MODULES, methodNamed, moduleNamed, type Called } from './bind.ts';
import { itemsOf } from './collections.ts';
import { addBlock, type Graph } from './graph.ts';
import { doubted, mutable, passed, type CallArguments, type Run } from './run.ts';
import { refuse, type Doubt, type Span } from './source.ts';
import {
  memberOf,
  truth,
  unknown,
  type Container,
  type Instance,
  type LayerModule,
  type Module,
  type Special,
  type Tensor,
  type Unknown,
  type Value,
} from './value.ts';

const CONTAINERS: ReadonlySet<string> = new Set(['Sequential', 'ModuleList', 'ModuleDict']);
const SPECIAL: ReadonlySet<string> = new Set(['Identity', 'LogSoftmax', 'NLLLoss', 'BCELoss']);
/** Modules around another that compute what it does. */
const WRAPPERS: ReadonlySet<string> = new Set(['DataParallel', 'DistributedDataParallel']);

/** There is no block for it. */
export function noBlock(run: Run, what: string, span: Span): Doubt {
  return { code: 'python_layer', numbers: { file: run.source.file, line: span.line, layer: what, known: KNOWN_MODULES } };
}

/** `nn.Linear(…)`, by the name behind the dot. */
export function makeModule(run: Run, name: string, given: CallArguments, span: Span): Value {
  if (CONTAINERS.has(name)) return makeContainer(run, name as Container['of'], given, span);
  if (SPECIAL.has(name)) return makeSpecial(run, name as Special['name'], given, span);
  if (WRAPPERS.has(name)) return given.positional[0] ?? given.named.get('module') ?? doubted(run, span, 'clause:py_other');
  if (name === 'Parameter') return doubted(run, span, 'clause:py_parameter');
  const known = moduleNamed(name);
  if (!known) {
    const doubt = noBlock(run, `nn.${name}`, span);
    if (/Loss$/.test(name)) run.seen.criteria.push({ loss: doubt, span });
    return unknown(doubt);
  }
  const bound = bind(run, known, given, span);
  if ('code' in bound) {
    if (known.layer.role === 'loss') run.seen.criteria.push({ loss: bound, span });
    return unknown(bound);
  }
  const made: LayerModule = { ...mutable(run), kind: 'layer', layer: known.layer, settings: bound.settings, inplace: bound.inplace, span };
  if (known.layer.role === 'loss') run.seen.criteria.push({ loss: made, span });
  else if (hasNumbers(known.layer)) note(run, made, span);
  return made;
}

/** A module that is made outside of others may be a network. */
export function note(run: Run, module: Module, span: Span): void {
  if (!run.strict) run.seen.made.set(module, { name: null, span });
}

function makeContainer(run: Run, of: Container['of'], given: CallArguments, span: Span): Value {
  const made: Container = { ...mutable(run), kind: 'container', of, modules: new Map(), span };
  const stopped = fill(run, made, given, span);
  if (stopped) return stopped;
  note(run, made, span);
  return made;
}

function fill(run: Run, container: Container, given: CallArguments, span: Span): Unknown | null {
  for (const [name, value] of partsOf(run, container.of, given, span)) {
    if (value.kind === 'unknown' && name === '') return value;
    container.modules.set(name, value);
  }
  return null;
}

/** The parts of a Sequential and their names: one by one, or all in a dictionary, or (of a ModuleList) in a list. */
export function partsOf(run: Run, of: Container['of'], { positional, named }: CallArguments, span: Span): (readonly [string, Value])[] {
  const [first = named.get('modules')] = positional;
  if (first?.kind === 'dict' && positional.length === 1) {
    if (first.doubt) return [['', unknown(first.doubt)]];
    return [...first.entries.values()].map(([key, value]) => [key.kind === 'text' ? key.value : '', value]);
  }
  if (of === 'Sequential') return positional.map((value, index) => [String(index), value]);
  if (!first) return [];
  const items = itemsOf(run, first, span);
  if ('kind' in items) return [['', items]];
  return items.map((item, index) => {
    const pair = of === 'ModuleDict' && item.kind === 'tuple' && item.items[0]?.kind === 'text' ? item : null;
    return pair ? [(pair.items[0] as { value: string }).value, pair.items[1]!] : [String(index), item];
  });
}

/** Losses that have a block under another name, and what is none: what they take beyond the usual is not followed. */
function makeSpecial(run: Run, name: Special['name'], { positional, named }: CallArguments, span: Span): Value {
  const made: Special = { kind: 'special', name, span };
  if (name === 'Identity') return made;
  if (name === 'LogSoftmax') {
    const dim = positional[0] ?? named.get('dim');
    return isLastAxis(dim) ? made : doubted(run, span, 'clause:py_dim');
  }
  const usual = [...named].every(([key, value]) => key === 'reduction' && value.kind === 'text' && value.value === 'mean');
  const loss = positional.length === 0 && usual ? made : run.source.doubt(span, 'clause:py_loss_arguments');
  run.seen.criteria.push({ loss, span });
  return 'code' in loss ? unknown(loss) : loss;
}

/** Rows have one axis beside the batch where a softmax is taken. */
export function isLastAxis(dim: Value | undefined): boolean {
  return dim === undefined || dim.kind === 'none' || (dim.kind === 'int' && (dim.value === 1 || dim.value === -1));
}

/** A block, after all that could be wrong with what it reads. */
export function block(
  run: Run,
  graph: Graph,
  what: Layer | 'LogSoftmax',
  settings: Record<string, unknown>,
  module: Value | null,
  reads: readonly Tensor[],
  span: Span,
): Tensor {
  for (const { from } of reads) {
    const overwritten = graph.overwritten.get(from);
    if (overwritten) refuse(run.source.doubt(overwritten, 'clause:py_inplace', { later: span.line }));
  }
  return addBlock(graph, what, settings, module, reads, span);
}

/** Calls a module on what flows through the network, or, outside of it, on data. */
export function callModule(run: Run, module: Module, given: CallArguments, span: Span): Value {
  if (module.kind === 'special') return callSpecial(run, module, given, span);
  if (module.kind === 'layer' && module.layer.role === 'loss') return takeLoss(run, module, given, span);
  if (!run.graph) return { kind: 'output', network: module, pick: null, after: [] };
  if (module.doubt) refuse(module.doubt);
  switch (module.kind) {
    case 'layer':
      return callLayer(run, run.graph, module, given, span);
    case 'container':
      if (module.of !== 'Sequential') return refuse(run.source.doubt(span, 'clause:py_not_callable', { of: module.of }));
      return inSequence(run, [...module.modules.values()], given, span);
    case 'instance':
      return callInstance(run, module, given, span);
    default:
      return module satisfies never;
  }
}

function callInstance(run: Run, instance: Instance, given: CallArguments, span: Span): Value {
  const ofClass = memberOf(instance.of, 'forward');
  const forward = ofClass ?? instance.fields.get('forward');
  const instead = memberOf(instance.of, '__call__') ?? (ofClass && instance.fields.get('forward'));
  if (instead) refuse(run.source.doubt(instead.kind === 'function' ? instead.span : instance.of.span, 'clause:py_other'));
  if (forward?.kind === 'function') return run.call({ kind: 'bound', self: instance, function: forward }, given, span);
  const parts = [...instance.fields].filter(([, value]) => value.kind !== 'none');
  if (isSequentialClass(instance))
    return inSequence(
      run,
      parts.map(([, value]) => value),
      given,
      span,
    );
  return refuse(run.source.doubt(instance.of.span, 'clause:py_no_forward', { name: instance.of.name }));
}

/** A class that derives from nn.Sequential is one. */
export function isSequentialClass({ of }: Instance): boolean {
  const derives = (bases: readonly Value[]): boolean =>
    bases.some(
      (base) => (base.kind === 'library' && base.path === 'torch.nn.Sequential') || (base.kind === 'class' && derives(base.bases)),
    );
  return derives(of.bases);
}

function inSequence(run: Run, modules: readonly Value[], given: CallArguments, span: Span): Value {
  let value: Value = given.positional[0] ?? given.named.get('input') ?? doubted(run, span, 'clause:py_call_arguments');
  for (const module of modules) value = run.call(module, { positional: [value], named: new Map() }, span);
  return value;
}

function callLayer(run: Run, graph: Graph, module: LayerModule, { positional, named }: CallArguments, span: Span): Value {
  const before = graph.called.get(module);
  if (hasNumbers(module.layer)) {
    const name = graph.paths.get(module);
    if (before) refuse(run.source.doubt(span, 'clause:py_shared', { first: before.line }));
    if (name === undefined) refuse(run.source.doubt(module.span, 'clause:py_unregistered'));
  }
  if (!before) graph.called.set(module, span);
  const given = [...positional, ...['input', 'x'].flatMap((name) => named.get(name) ?? [])];
  const reads = tensorsAmong(run, given, module.layer.inputs.length, span);
  const made = block(run, graph, module.layer, module.settings, module, reads, span);
  if (module.inplace) graph.overwritten.set(reads[0]!.from, span);
  return made;
}

function tensorsAmong(run: Run, given: readonly Value[], wanted: number, span: Span): Tensor[] {
  const bad = given.find(({ kind }) => kind !== 'tensor');
  if (bad?.kind === 'unknown') refuse(bad.doubt);
  if (bad || given.length !== wanted) refuse(run.source.doubt(span, 'clause:py_call_arguments'));
  return given as Tensor[];
}

function callSpecial(run: Run, module: Special, given: CallArguments, span: Span): Value {
  const [first = doubted(run, span, 'clause:py_call_arguments')] = given.positional;
  if (module.name === 'NLLLoss' || module.name === 'BCELoss') return takeLoss(run, module, given, span);
  if (module.name === 'Identity') return first;
  return callLogSoftmax(run, module, first, span);
}

export function callLogSoftmax(run: Run, module: Special | null, value: Value, span: Span): Value {
  if (value.kind === 'output') return passed(value, 'LogSoftmax');
  if (value.kind !== 'tensor' || !run.graph) return value.kind === 'unknown' ? value : doubted(run, span, 'clause:py_call_arguments');
  if (module) run.graph.called.set(module, span);
  return block(run, run.graph, 'LogSoftmax', {}, module, [value], span);
}

/** A loss of what a network gives: nothing more is done with it. */
export function takeLoss(run: Run, loss: LayerModule | Special | Doubt, { positional, named }: CallArguments, span: Span): Value {
  const of = positional[0] ?? named.get('input') ?? null;
  if (run.graph && of?.kind === 'tensor') run.graph.losses.push({ loss, of: of.from, span });
  else run.seen.losses.push({ loss, of: of?.kind === 'output' ? of : null, span });
  const value = doubted(run, span, 'clause:py_loss_inside');
  if (!run.graph) run.seen.lossValues.set(value.doubt, null);
  return value;
}

/** `F.relu(x)`, `torch.flatten(x, 1)`, `x.tanh()`: what a layer does, without a module. */
export function callFunctional(run: Run, called: Called, given: CallArguments, span: Span): Value {
  const count = called.layer.inputs.length;
  const named = new Map(given.named);
  const reads = given.positional.slice(0, count);
  for (const name of ['input', 'other', 'tensor']) {
    const value = named.get(name);
    if (value && reads.length < count) reads.push(value);
    if (value) named.delete(name);
  }
  const [first] = reads;
  if (first?.kind === 'output') return passed(first, called.layer.name);
  const stopped = reads.find(({ kind }) => kind === 'unknown');
  if (stopped) return stopped;
  if (!run.graph || reads.length < count || reads.some(({ kind }) => kind !== 'tensor'))
    return doubted(run, span, 'clause:py_call_arguments');
  const bound = bind(run, called, { positional: given.positional.slice(count), named }, span);
  if ('code' in bound) return unknown(bound);
  if (bound.training && truth(bound.training) === false) return first!;
  if (bound.training && bound.training.kind !== 'training')
    run.seen.passedOver.push({ what: 'dropout', span, construct: run.source.shown(span) });
  const made = block(run, run.graph, called.layer, bound.settings, null, reads as Tensor[], span);
  if (bound.inplace) run.graph.overwritten.set((first as Tensor).from, span);
  return made;
}

/** `F.relu_` and `x.relu_` write over what they read. */
export function functionOrMethod(name: string, of: 'function' | 'method'): { readonly called: Called; readonly inplace: boolean } | null {
  const find = of === 'function' ? functionNamed : methodNamed;
  const called = find(name);
  if (called) return { called, inplace: false };
  const plain = name.endsWith('_') ? find(name.slice(0, -1)) : undefined;
  return plain ? { called: plain, inplace: true } : null;
}
