/** @file `value.name(…)`: what the methods of each kind of value do. */
import { hasNumbers } from './bind.ts';
import { callCommandLine, isCommandLine } from './command-line.ts';
import { indexOf, itemsOf, sizesOf } from './collections.ts';
import { drawByMethod } from './initialisation.ts';
import { initialiseParts } from './interpret.ts';
import { callFunctional, callLogSoftmax, callModule, functionOrMethod, isLastAxis, noBlock } from './modules.ts';
import { updated, wordOf } from './operators.ts';
import { ranksOf } from './attributes.ts';
import { reshape, squeeze } from './reshape.ts';
import { change, doubted, lose, MOST_ITEMS, mutable, type CallArguments, type Run } from './run.ts';
import type { Span } from './source.ts';
import type { Body } from './syntax.ts';
import {
  childrenOf,
  int,
  isModule,
  keyOf,
  modulesIn,
  NONE,
  text,
  truth,
  tuple,
  unknown,
  type Container,
  type Dict,
  type List,
  type Method,
  type Module,
  type Output,
  type ParameterOf,
  type Tensor,
  type Value,
} from './value.ts';

export function callMethod(run: Run, { of, name }: Method, given: CallArguments, span: Span): Value {
  const other = () => doubted(run, span, 'clause:py_other');
  switch (of.kind) {
    case 'list':
      return ofList(run, of, name, given, span);
    case 'dict':
      return ofDict(run, of, name, given, span);
    case 'text':
      return ofText(run, of.value, name, given, span);
    case 'tensor':
      return ofTensor(run, of, name, given, span);
    case 'output':
      return ofOutput(run, of, name, given, span);
    case 'parameter':
      return ofParameter(run, of, name, given, span);
    case 'super':
      return of.self.kind === 'instance' && isModule(of.self) ? ofModule(run, of.self, name, given, span) : NONE;
    case 'instance':
      if (isCommandLine(of)) return callCommandLine(run, of, name, given, span);
      return isModule(of) ? ofModule(run, of, name, given, span) : other();
    case 'layer':
    case 'container':
    case 'special':
      return ofModule(run, of, name, given, span);
    case 'method':
      if (CHANGING.has(name)) lose(run, of, span);
      return other();
    default:
      return other();
  }
}

/** Methods of a dictionary that change what is in it. */
const CHANGING: ReadonlySet<string> = new Set([
  'pop',
  'popitem',
  'update',
  'clear',
  'setdefault',
  '__setitem__',
  '__delitem__',
  'move_to_end',
]);

function ofList(run: Run, list: List, name: string, { positional }: CallArguments, span: Span): Value {
  const [first] = positional;
  if (!first && ['append', 'extend', 'insert', 'remove'].includes(name)) return doubted(run, span, 'clause:py_other');
  switch (name) {
    case 'append':
      updated(run, '+', list, tuple([first!]), span);
      return NONE;
    case 'extend': {
      const items = itemsOf(run, first!, span);
      updated(run, '+', list, !('kind' in items) ? tuple(items) : items, span);
      return NONE;
    }
    case 'insert':
    case 'pop':
    case 'reverse':
    case 'clear': {
      change(run, list);
      const place = name === 'insert' || first ? first! : int(-1);
      if (place.kind !== 'int') list.doubt ??= doubted(run, span, 'clause:py_other').doubt;
      else if (name === 'insert') list.items.splice(place.value, 0, positional[1] ?? NONE);
      else if (name === 'pop') return list.items.splice(place.value, 1)[0] ?? doubted(run, span, 'clause:py_index');
      else if (name === 'reverse') list.items.reverse();
      else list.items.length = 0;
      return NONE;
    }
    case 'copy':
      return { ...mutable(run), kind: 'list', items: [...list.items], doubt: list.doubt };
    default:
      // what sorts or removes is not followed, and the list not known afterwards
      if (['sort', 'remove'].includes(name)) list.doubt ??= run.source.doubt(span, 'clause:py_other');
      return doubted(run, span, 'clause:py_other');
  }
}

function ofDict(run: Run, dict: Dict, name: string, { positional, named }: CallArguments, span: Span): Value {
  if (dict.doubt) return unknown(dict.doubt);
  const [key, usual] = positional;
  const word = key && keyOf(key);
  const listed = (items: Value[]): Value => ({ ...mutable(run), kind: 'list', items });
  switch (name) {
    case 'items':
      return listed([...dict.entries.values()].map((entry) => tuple(entry)));
    case 'keys':
      return listed([...dict.entries.values()].map(([item]) => item));
    case 'values':
      return listed([...dict.entries.values()].map(([, item]) => item));
    case 'get':
      return word ? (dict.entries.get(word)?.[1] ?? usual ?? NONE) : doubted(run, span, 'clause:py_other');
    case 'pop': {
      change(run, dict);
      const found = word ? dict.entries.get(word)?.[1] : undefined;
      if (word) dict.entries.delete(word);
      return found ?? usual ?? doubted(run, span, 'clause:py_index');
    }
    case 'update': {
      change(run, dict);
      if (key?.kind === 'dict' && !key.doubt) for (const [at, entry] of key.entries) dict.entries.set(at, entry);
      else if (key) dict.doubt = doubted(run, span, 'clause:py_other').doubt;
      for (const [at, value] of named) dict.entries.set(`text:${at}`, [text(at), value]);
      return NONE;
    }
    default:
      return doubted(run, span, 'clause:py_other');
  }
}

function ofText(run: Run, value: string, name: string, given: CallArguments, span: Span): Value {
  const { positional, named } = given;
  const [first, second] = positional;
  const word = first?.kind === 'text' ? first.value : null;
  switch (name) {
    case 'lower':
      return text(value.toLowerCase());
    case 'upper':
      return text(value.toUpperCase());
    case 'strip':
      return first ? doubted(run, span, 'clause:py_other') : text(value.trim());
    case 'startswith':
      return word === null ? doubted(run, span, 'clause:py_other') : { kind: 'bool', value: value.startsWith(word) };
    case 'endswith':
      return word === null ? doubted(run, span, 'clause:py_other') : { kind: 'bool', value: value.endsWith(word) };
    case 'find':
      return word === null ? doubted(run, span, 'clause:py_other') : int(value.indexOf(word));
    case 'replace':
      return word === null || second?.kind !== 'text' || word === ''
        ? doubted(run, span, 'clause:py_other')
        : limited(run, value.replaceAll(word, second.value), span);
    case 'split': {
      const parts = first ? (word ? value.split(word) : null) : value.split(/\s+/).filter((part) => part !== '');
      return parts ? { ...mutable(run), kind: 'list', items: parts.map(text) } : doubted(run, span, 'clause:py_other');
    }
    case 'join': {
      const items = first ? itemsOf(run, first, span) : doubted(run, span, 'clause:py_other');
      if ('kind' in items) return items;
      const words = items.map((item: Value) => (item.kind === 'text' ? item.value : null));
      return words.includes(null) ? doubted(run, span, 'clause:py_other') : limited(run, words.join(value), span);
    }
    case 'format': {
      let next = 0;
      let known = true;
      const made = value.replace(/\{(\w*)\}/g, (_, at: string) => {
        const item = at === '' ? positional[next++] : /^\d+$/.test(at) ? positional[Number(at)] : named.get(at);
        const shown = item ? wordOf(item) : null;
        known &&= shown !== null;
        return shown ?? '';
      });
      return known ? limited(run, made, span) : doubted(run, span, 'clause:py_other');
    }
    default:
      return doubted(run, span, 'clause:py_other');
  }
}

function limited(run: Run, value: string, span: Span): Value {
  return value.length > MOST_ITEMS ? doubted(run, span, 'clause:py_too_many', { most: MOST_ITEMS }) : text(value);
}

/** What changes nothing that is computed: where and in what form numbers lie. */
const SAME: ReadonlySet<string> = new Set(['to', 'cuda', 'cpu', 'contiguous', 'clone', 'float', 'requires_grad_', 'type_as', 'type']);

function ofTensor(run: Run, tensor: Tensor, name: string, given: CallArguments, span: Span): Value {
  const { positional, named } = given;
  if (!run.graph) return doubted(run, span, 'clause:py_other');
  switch (name) {
    case 'size': {
      const shape: Method = { kind: 'method', of: tensor, name: 'shape' };
      const [at = named.get('dim')] = positional;
      return at ? indexOf(run, shape, [at], span) : shape;
    }
    case 'dim':
    case 'ndimension':
      return ranksOf(run, tensor, span);
    case 'view':
    case 'reshape': {
      const [first] = positional;
      const sizes =
        positional.length === 1 && first && !['int', 'batch', 'unknown'].includes(first.kind) ? itemsOf(run, first, span) : positional;
      return 'kind' in sizes ? sizes : reshape(run, tensor, sizes, span);
    }
    case 'squeeze':
      return squeeze(run, tensor, span);
    case 'log_softmax':
      return isLastAxis(positional[0] ?? named.get('dim')) ? callLogSoftmax(run, null, tensor, span) : doubted(run, span, 'clause:py_dim');
  }
  if (SAME.has(name) && isFloat(given)) return tensor;
  const found = functionOrMethod(name, 'method');
  if (!found) return unknown(noBlock(run, `Tensor.${name}`, span));
  const result = callFunctional(run, found.called, { positional: [tensor, ...positional], named }, span);
  if (found.inplace) run.graph.overwritten.set(tensor.from, span);
  return result;
}

/** `x.to(device)`, `x.type(torch.FloatTensor)`: no other precision is asked for. */
function isFloat({ positional, named }: CallArguments): boolean {
  return [...positional, ...named.values()].every(
    (value) => value.kind !== 'library' || !/(64|16|double|half|int|long|bool)/i.test(value.path),
  );
}

function ofOutput(run: Run, output: Output, name: string, { positional, named }: CallArguments, span: Span): Value {
  if (SAME.has(name) || ['squeeze', 'unsqueeze', 'view', 'reshape', 'flatten'].includes(name)) return output;
  if (name === 'log_softmax') return callLogSoftmax(run, null, output, span);
  const found = functionOrMethod(name, 'method');
  return found
    ? callFunctional(run, found.called, { positional: [output, ...positional], named }, span)
    : doubted(run, span, 'clause:py_other');
}

function ofParameter(run: Run, parameter: ParameterOf, name: string, given: CallArguments, span: Span): Value {
  if (name === 'size') {
    const shape = sizesOf(run, { kind: 'method', of: parameter, name: 'shape' }, span)!;
    const [at] = given.positional;
    return at ? indexOf(run, shape, [at], span) : shape;
  }
  if (name === 'dim') return ranksOf(run, parameter, span);
  if (name === 'detach') return parameter;
  if (name === 'requires_grad_') {
    if (truth(given.positional[0] ?? { kind: 'bool', value: true }) !== true)
      parameter.of.doubt ??= run.source.doubt(span, 'clause:py_frozen');
    return parameter;
  }
  if (drawByMethod(run, parameter, name, given, span)) return parameter;
  if (name.endsWith('_'))
    run.seen.passedOver.push({ what: name === 'copy_' ? 'weights' : 'init', span, construct: run.source.shown(span) });
  return name.endsWith('_') ? parameter : doubted(run, span, 'clause:py_weights');
}

/** Of torch.nn.Module and what derives from it. */
function ofModule(run: Run, module: Module, name: string, given: CallArguments, span: Span): Value {
  const { positional, named } = given;
  const listed = (items: Value[]): Value => ({ ...mutable(run), kind: 'list', items });
  const named2 = (entries: Iterable<readonly [string, Value]>): Value =>
    listed([...entries].map(([key, value]) => tuple([text(key), value])));
  switch (name) {
    case '__init__':
      if (module.kind === 'instance') initialiseParts(run, module, given, span);
      return NONE;
    case '__call__':
    case 'forward':
      return callModule(run, module, given, span);
    case 'add_module':
    case 'register_module': {
      const [key, value] = [positional[0] ?? named.get('name'), positional[1] ?? named.get('module')];
      return addModule(run, module, key, value, span);
    }
    case 'append':
    case 'extend':
    case 'insert':
      return module.kind === 'container' ? extend(run, module, name, given, span) : doubted(run, span, 'clause:py_other');
    case 'update':
      if (module.kind === 'container') module.doubt ??= run.source.doubt(span, 'clause:py_other');
      return NONE;
    case 'children':
      return listed([...childrenOf(module).values()]);
    case 'values':
      return listed([...childrenOf(module).values()]);
    case 'keys':
      return listed([...childrenOf(module).keys()].map(text));
    case 'items':
    case 'named_children':
      return named2(childrenOf(module));
    case 'modules':
      return listed([...modulesIn(module).keys()]);
    case 'named_modules':
      return named2([...modulesIn(module)].map(([value, key]) => [key, value] as const));
    case 'parameters':
      return listed(parametersOf(module).map(([, value]) => value));
    case 'named_parameters':
      return named2(parametersOf(module));
    case 'apply': {
      // from within outwards, as PyTorch does
      for (const part of [...modulesIn(module).keys()].reverse()) {
        const [by] = positional;
        if (by?.kind === 'function' || by?.kind === 'bound') run.call(by, { positional: [part], named: new Map() }, span);
        else {
          run.seen.passedOver.push({ what: 'init', span, construct: run.source.shown(span) });
          break;
        }
      }
      return module;
    }
    case 'requires_grad_':
      if (truth(positional[0] ?? { kind: 'bool', value: true }) !== true) freeze(run, module, span);
      return module;
    case 'double':
    case 'half':
    case 'bfloat16':
      run.seen.passedOver.push({ what: 'evaluation', span, construct: run.source.shown(span) });
      return module;
    case 'register_forward_hook':
    case 'register_forward_pre_hook':
    case 'register_full_backward_hook':
    case 'register_full_backward_pre_hook':
    case 'register_backward_hook':
      if (!positional[0] || mayGive(positional[0])) lose(run, module, span);
      return doubted(run, span, 'clause:py_other');
    case 'pop':
    case 'clear':
    case '__delattr__':
    case '__delitem__':
    case '__setattr__':
    case '__setitem__':
      lose(run, module, span);
      return doubted(run, span, 'clause:py_other');
    case 'register_buffer':
    case 'register_parameter':
      if (module.kind === 'instance' && positional[0]?.kind === 'text')
        module.fields.set(positional[0].value, doubted(run, span, 'clause:py_parameter'));
      return NONE;
    case 'to':
    case 'cuda':
    case 'cpu':
    case 'float':
    case 'train':
    case 'eval':
    case 'compile':
    case 'share_memory':
      return module;
    default:
      return doubted(run, span, 'clause:py_other');
  }
}

/** Whether what a function returns may be something: a hook that gives nothing only looks on. */
function mayGive(value: Value): boolean {
  if (value.kind === 'bound') return mayGive(value.function);
  return value.kind !== 'function' || !Array.isArray(value.body) || returnsValue(value.body as Body);
}

function returnsValue(body: Body): boolean {
  return body.some((statement) => {
    switch (statement.kind) {
      case 'return':
        return statement.value !== null && statement.value.kind !== 'none';
      case 'if':
      case 'for':
      case 'while':
        return returnsValue(statement.kind === 'if' ? statement.then : statement.body) || returnsValue(statement.otherwise);
      case 'with':
      case 'try':
        return returnsValue(statement.body);
      default:
        return statement.kind === 'other';
    }
  });
}

function addModule(run: Run, module: Module, key: Value | undefined, value: Value | undefined, span: Span): Value {
  if (module.kind !== 'instance' && module.kind !== 'container') return doubted(run, span, 'clause:py_other');
  change(run, module);
  if (key?.kind !== 'text' || !value) module.doubt ??= key?.kind === 'unknown' ? key.doubt : run.source.doubt(span, 'clause:py_other');
  else (module.kind === 'container' ? module.modules : module.fields).set(key.value, value);
  return NONE;
}

function extend(run: Run, container: Container, name: string, { positional }: CallArguments, span: Span): Value {
  change(run, container);
  const last = positional.at(-1);
  const items = name === 'extend' && last ? itemsOf(run, last, span) : last ? [last] : [];
  if ('kind' in items || name === 'insert') container.doubt ??= run.source.doubt(span, 'clause:py_other');
  else for (const item of items) container.modules.set(String(container.modules.size), item);
  return container;
}

function parametersOf(module: Module): (readonly [string, ParameterOf])[] {
  return [...modulesIn(module)].flatMap(([part, path]) => {
    if (part.kind !== 'layer' || !hasNumbers(part.layer)) return [];
    const own = part.settings['bias'] === false || part.settings['affine'] === false ? ['weight'] : ['weight', 'bias'];
    return own.map((name): readonly [string, ParameterOf] => [
      path === '' ? name : `${path}.${name}`,
      { kind: 'parameter', of: part, name },
    ]);
  });
}

function freeze(run: Run, module: Module, span: Span): void {
  for (const part of modulesIn(module).keys())
    if (part.kind === 'layer' && hasNumbers(part.layer)) part.doubt ??= run.source.doubt(span, 'clause:py_frozen');
}
