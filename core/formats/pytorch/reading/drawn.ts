/** @file From a module to its blocks: follows `forward` from its arguments to what it returns, and finds the loss. */
import { findLayer } from '../../../layers/index.ts';
import type { Layer } from '../../../layers/layer.ts';
import { finding } from '../../../findings/messages.ts';
import type { Finding } from '../../../findings/finding.ts';
import { hasNumbers } from './bind.ts';
import { addInput, emptyGraph, shapeOf, type Graph, type Traced } from './graph.ts';
import { instantiate, strictly } from './interpret.ts';
import { block, callModule, noBlock } from './modules.ts';
import type { Candidate } from './networks.ts';
import type { Run } from './run.ts';
import type { LossTaken, Seen } from './seen.ts';
import { refuse, type Doubt, type Span } from './source.ts';
import { memberOf, modulesIn, type LayerModule, type Module, type Special, type Tensor, type Value } from './value.ts';

/** A block of the network: what it reads are places in the list. */
export interface DrawnBlock {
  readonly layer: Layer;
  readonly settings: Record<string, unknown>;
  readonly inputs: readonly number[];
  readonly name: string;
}

export interface Drawn {
  /** Each after all that it reads, the loss last. */
  readonly blocks: readonly DrawnBlock[];
  readonly module: Module;
  readonly findings: readonly Finding[];
}

const NOWHERE = { positional: [], named: new Map<string, Value>() };

/** @throws InputError what in the network has no block, or is not known */
export function drawn(run: Run, candidate: Candidate): Drawn {
  const module = moduleOf(run, candidate);
  const graph = emptyGraph(modulesIn(module));
  const { result, span } = followed(run, graph, module, candidate.span);
  const findings: Finding[] = [];
  const { loss, end } = lossOf(run, graph, module, outputsOf(run, graph, result, span), span, findings);
  return { blocks: blocksOf(run, graph, module, end, loss, span, findings), module, findings };
}

function moduleOf(run: Run, { what, span }: Candidate): Module {
  if (what.kind === 'failed') return refuse(what.doubt);
  if (what.kind === 'made') return what.module;
  return strictly(run, () => instantiate(run, what.of, NOWHERE, span)) as Module;
}

/** Calls the module on an Input for each argument of `forward` that must be given. */
function followed(run: Run, graph: Graph, module: Module, span: Span): { result: Value; span: Span } {
  const forward = module.kind === 'instance' ? memberOf(module.of, 'forward') : null;
  const parameters =
    forward?.kind === 'function' ? forward.parameters.slice(1).filter((one) => one.default === null && one.spread !== '**') : null;
  const at = forward?.kind === 'function' ? forward.span : span;
  const spread = parameters?.find((one) => one.spread === '*');
  if (spread) refuse(run.source.doubt(at, 'clause:py_open_inputs', { name: spread.name }));
  const inputs = (parameters ?? [{ name: 'input', keywordOnly: false }]).map(({ name, keywordOnly }) => ({
    name,
    keywordOnly,
    tensor: addInput(graph, name, at),
  }));
  const result = strictly(run, () => {
    run.graph = graph;
    try {
      return callModule(
        run,
        module,
        {
          positional: inputs.filter((one) => !one.keywordOnly).map(({ tensor }) => tensor),
          named: new Map(inputs.filter((one) => one.keywordOnly).map(({ name, tensor }) => [name, tensor])),
        },
        at,
      );
    } finally {
      run.graph = null;
    }
  });
  return { result, span: at };
}

/** What `forward` returns: tensors; anything else that is returned beside them is of no use to a loss. */
function outputsOf(run: Run, graph: Graph, result: Value, span: Span): Tensor[] {
  if (result.kind === 'tensor') return [notOverwritten(run, graph, result, span)];
  if (result.kind === 'unknown' && graph.losses.length === 0) return refuse(result.doubt);
  const items =
    result.kind === 'tuple' || result.kind === 'list'
      ? result.items
      : result.kind === 'dict'
        ? [...result.entries.values()].map(([, value]) => value)
        : [];
  const tensors = items.filter((item) => item.kind === 'tensor');
  // a network that returns its loss: what the loss is taken of
  if (tensors.length === 0 && graph.losses.length > 0) return [{ kind: 'tensor', from: graph.losses[0]!.of, extents: [] }];
  if (tensors.length === 0) return refuse(run.source.doubt(span, 'clause:py_returns_nothing'));
  return tensors.map((tensor) => notOverwritten(run, graph, tensor, span));
}

function notOverwritten(run: Run, graph: Graph, tensor: Tensor, span: Span): Tensor {
  const overwritten = graph.overwritten.get(tensor.from);
  return overwritten ? refuse(run.source.doubt(overwritten, 'clause:py_inplace', { later: span.line })) : tensor;
}

/** All that a place is computed from, itself among them. */
function before(graph: Graph, place: number): Set<number> {
  const found = new Set<number>();
  const waiting = [place];
  while (waiting.length > 0) {
    const next = waiting.pop()!;
    if (found.has(next)) continue;
    found.add(next);
    waiting.push(...graph.traced[next]!.inputs);
  }
  return found;
}

function lossOf(
  run: Run,
  graph: Graph,
  module: Module,
  outputs: readonly Tensor[],
  span: Span,
  findings: Finding[],
): { loss: Layer; end: number } {
  const { file } = run.source;
  const taken = lossTaken(run, graph, module);
  const end = taken?.end ?? outputTaken(run, graph, outputs, taken?.pick ?? null, span, findings);
  const last = taken?.after.reduce((from, name) => appended(run, graph, from, name, taken.span), end) ?? end;
  const ending = graph.traced[last]!;
  if (!taken) {
    const width = widthOf(graph, last, outputs);
    const isLog = ending.what === 'LogSoftmax';
    const loss = findLayer(isLog || width !== 1 ? 'CrossEntropyLoss' : 'MSELoss')!;
    findings.push(finding('python_loss_chosen', {}, { file, loss: loss.name, outputs: width ?? 'clause:py_several' }));
    return { loss, end: isLog ? ending.inputs[0]! : last };
  }
  if ('code' in taken.loss) return refuse(taken.loss);
  const name = taken.loss.kind === 'special' ? taken.loss.name : taken.loss.layer.name;
  const same = (loss: string, from: number) => {
    findings.push(finding('python_loss_same', {}, { file, line: taken.span.line, got: name, before: nameOf(ending), loss }));
    return { loss: findLayer(loss)!, end: from };
  };
  // log_softmax and then the likelihood is the cross entropy; to apply it twice changes nothing
  if (name === 'NLLLoss' || (name === 'CrossEntropyLoss' && ending.what === 'LogSoftmax')) {
    if (ending.what !== 'LogSoftmax') refuse(run.source.doubt(taken.span, 'clause:py_nll'));
    return same('CrossEntropyLoss', ending.inputs[0]!);
  }
  if (name === 'BCELoss') {
    if (typeof ending.what === 'string' || ending.what.name !== 'Sigmoid') refuse(run.source.doubt(taken.span, 'clause:py_bce'));
    return same('BCEWithLogitsLoss', ending.inputs[0]!);
  }
  return { loss: findLayer(name)!, end: last };
}

function nameOf({ what }: Traced): string {
  return typeof what === 'string' ? what : what.name;
}

interface Taken {
  readonly loss: LayerModule | Special | Doubt;
  readonly pick: number | null;
  /** Where it is taken within `forward`. */
  readonly end: number | null;
  readonly after: readonly string[];
  readonly span: Span;
}

/** The loss that this network gets: within `forward`, of its output, of something in its file, or the one that is made there. */
function lossTaken({ seen }: Run, graph: Graph, module: Module): Taken | null {
  const inside = first(graph.losses);
  if (inside) return { loss: inside.loss, pick: null, end: inside.of, after: [], span: inside.span };
  const made = (one: LossTaken) => ({ loss: one.loss, pick: one.of?.pick ?? null, end: null, after: one.of?.after ?? [], span: one.span });
  const own = first(seen.losses.filter(({ of }) => of?.network === module));
  if (own) return made(own);
  // in a function that is not called it is not known which network it is
  const others = first(seen.losses.filter(({ of }) => of === null || !seen.made.has(of.network)));
  if (others) return { ...made(others), pick: null };
  const criterion = seen.losses.length === 0 ? (first(seen.criteria) ?? onlyOne(seen.mentioned)) : null;
  return criterion ? { loss: criterion.loss, pick: null, end: null, after: [], span: criterion.span } : null;
}

/** What is said of a loss where it is not followed: if it is always the same one. */
function onlyOne(mentioned: Seen['mentioned']): Seen['mentioned'][number] | null {
  const nameOf = ({ loss }: Seen['mentioned'][number]) => (loss.kind === 'special' ? loss.name : loss.layer.name);
  return new Set(mentioned.map(nameOf)).size === 1 ? mentioned[0]! : null;
}

/** The first that has a block, else the first. */
function first<T extends { readonly loss: LayerModule | Special | Doubt }>(all: readonly T[]): T | null {
  return all.find(({ loss }) => !('code' in loss)) ?? all[0] ?? null;
}

/** Of several outputs the one that the loss takes, or the first if the others follow from it. */
function outputTaken(run: Run, graph: Graph, outputs: readonly Tensor[], pick: number | null, span: Span, findings: Finding[]): number {
  const taken = outputs[pick ?? 0] ?? outputs[0]!;
  if (outputs.length > 1) {
    const used = before(graph, taken.from);
    const lost = outputs
      .flatMap(({ from }) => [...before(graph, from)])
      .find((place) => {
        const { what } = graph.traced[place]!;
        return !used.has(place) && typeof what !== 'string' && hasNumbers(what);
      });
    if (lost !== undefined && pick === null) refuse(run.source.doubt(span, 'clause:py_outputs', { count: outputs.length }));
    findings.push(
      finding(
        'python_output_taken',
        {},
        { file: run.source.file, line: span.line, count: outputs.length, place: outputs.indexOf(taken) + 1 },
      ),
    );
  }
  return taken.from;
}

/** What is done with the output before the loss takes it. */
function appended(run: Run, graph: Graph, from: number, name: string, span: Span): number {
  const tensor: Tensor = { kind: 'tensor', from, extents: [] };
  return block(run, graph, name === 'LogSoftmax' ? name : findLayer(name)!, {}, null, [tensor], span).from;
}

function widthOf(graph: Graph, place: number, outputs: readonly Tensor[]): number | null {
  const shape = outputs.map(({ from, extents }) => (from === place ? shapeOf(graph, extents) : null)).find((known) => known !== null);
  return shape?.length === 1 ? shape[0]! : null;
}

/** The blocks that lead to the loss, in the order of their calls, named. */
function blocksOf(run: Run, graph: Graph, module: Module, end: number, loss: Layer, span: Span, findings: Finding[]): DrawnBlock[] {
  const used = before(graph, end);
  const places = [...used].sort((a, b) => a - b);
  const names = namesOf(graph, places);
  const at = new Map(places.map((place, index) => [place, index]));
  const blocks = places.map((place): DrawnBlock => {
    const { what, settings, inputs, span: where } = graph.traced[place]!;
    if (what === 'LogSoftmax') return refuse(noBlock(run, 'nn.LogSoftmax', where));
    const named = { name: names.get(place)!, inputs: inputs.map((input) => at.get(input)!) };
    if (what !== 'Input') return { layer: what, settings, ...named };
    const shape = graph.shapes.get(place) ?? refuse(run.source.doubt(span, 'clause:py_input_shape', { name: named.name }));
    return { layer: findLayer('Input')!, settings: { shape: [...shape] }, ...named };
  });
  tellUnused(run, graph, module, used, findings);
  const taken = new Set(names.values());
  let name = loss.stem;
  for (let number = 2; taken.has(name); number++) name = `${loss.stem}${number}`;
  return [...blocks, { layer: loss, settings: {}, inputs: [at.get(end)!], name }];
}

/** Modules with numbers of their own that nothing reads: PyTorch keeps them, but they never learn. */
function tellUnused(run: Run, graph: Graph, module: Module, used: ReadonlySet<number>, findings: Finding[]): void {
  const called = new Set([...used].map((place) => graph.traced[place]!.module));
  for (const [part, path] of modulesIn(module)) {
    const isIdle = (part.kind === 'layer' && part.layer.role === 'hidden' && hasNumbers(part.layer)) || part.kind === 'unknown';
    if (isIdle && !called.has(part))
      findings.push(finding('python_unused', {}, { file: run.source.file, line: part.kind === 'layer' ? part.span.line : 0, name: path }));
  }
  graph.traced.forEach(({ what, variable, span }, place) => {
    if (what === 'Input' && !used.has(place))
      findings.push(finding('python_unused', {}, { file: run.source.file, line: span.line, name: variable! }));
  });
}

/** PyTorch's name of the module, else the variable that takes what it gives, else the layer's stem and a number. */
function namesOf(graph: Graph, places: readonly number[]): Map<number, string> {
  const names = new Map<number, string>();
  const taken = new Set<string>();
  const give = (place: number, name: string) => {
    names.set(place, name);
    taken.add(name);
  };
  const free = (stem: string, from: number) => {
    let number = from;
    while (taken.has(`${stem}${number}`)) number++;
    return `${stem}${number}`;
  };
  for (const place of places) {
    const { module } = graph.traced[place]!;
    const path = module ? graph.paths.get(module) : undefined;
    // a network that is a single module has no name in PyTorch
    if (path) give(place, taken.has(path) ? free(`${path}_`, 2) : path);
  }
  const variables = Map.groupBy(places, (place) => graph.traced[place]!.variable);
  for (const place of places) {
    const { what, variable } = graph.traced[place]!;
    if (what === 'Input') give(place, taken.has(variable!) ? free('input', 1) : variable!);
  }
  for (const place of places) {
    const { what, variable } = graph.traced[place]!;
    if (names.has(place)) continue;
    const own = variable !== null && variables.get(variable)!.length === 1 && !taken.has(variable);
    give(place, own ? variable : free(typeof what === 'string' ? 'block' : what.stem, 1));
  }
  return names;
}
