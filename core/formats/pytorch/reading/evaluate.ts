/** @file What an expression comes to. */
import { bool, childrenOf, isModule, float, int, keyOf, NONE, text, truth, tuple, unknown, type Scope, type Value } from './value.ts';
import { attributeOf } from './attributes.ts';
import { indexOf, iterate, itemsOf } from './collections.ts';
import { globalNamed } from './library.ts';
import { binary, compare, eitherOf, learnFrom, unary, wordOf } from './operators.ts';
import { change, doubted, lose, mutable, spend, tooLong, uncertainly, type CallArguments, type Run } from './run.ts';
import { refuse, type Span } from './source.ts';
import type { Clause, Expression, Given, Parameter } from './syntax.ts';

export function evaluate(run: Run, expression: Expression, scope: Scope): Value {
  spend(run, expression);
  switch (expression.kind) {
    case 'name':
      return lookUp(run, scope, expression.name, expression);
    case 'none':
      return NONE;
    case 'ellipsis':
      return { kind: 'ellipsis' };
    case 'bool':
      return bool(expression.value);
    case 'number':
      return numberAs(run, expression.text, expression);
    case 'text':
      return text(expression.value);
    case 'format':
      return formatted(run, expression.parts, scope, expression);
    case 'attribute':
      return attributeOf(run, evaluate(run, expression.of, scope), expression.name, expression);
    case 'index': {
      const of = evaluate(run, expression.of, scope);
      return indexOf(
        run,
        of,
        expression.at.map((at) => boundsOr(run, at, scope)),
        expression,
      );
    }
    case 'slice':
      return doubted(run, expression, 'clause:py_other');
    case 'call':
      return called(run, expression, scope);
    case 'unary': {
      const value = evaluate(run, expression.value, scope);
      if (expression.operator !== 'not') return unary(run, expression.operator, value, expression);
      const known = truth(value);
      return known === null ? condition(run, value, expression) : bool(!known);
    }
    case 'binary':
      return binary(run, expression.operator, evaluate(run, expression.left, scope), evaluate(run, expression.right, scope), expression);
    case 'both':
    case 'either': {
      const left = evaluate(run, expression.left, scope);
      const known = truth(left);
      if (known === (expression.kind === 'either')) return left;
      const right =
        known === null
          ? uncertainly(run, run.source.doubt(expression, 'clause:py_condition'), () => evaluate(run, expression.right, scope))
          : evaluate(run, expression.right, scope);
      if (known !== null) return right;
      // whatever the left one is, a right one that decides is enough
      if (truth(right) === (expression.kind === 'either') && right.kind === 'bool') return right;
      return condition(run, left, expression);
    }
    case 'compare':
      return compared(run, expression, scope);
    case 'conditional': {
      const test = evaluate(run, expression.test, scope);
      const known = truth(test);
      if (known !== null) return evaluate(run, known ? expression.then : expression.otherwise, scope);
      const doubt = run.source.doubt(expression, 'clause:py_condition');
      const [then, otherwise] = uncertainly(run, doubt, () => [
        evaluate(run, expression.then, scope),
        evaluate(run, expression.otherwise, scope),
      ]);
      return eitherOf(run, then, otherwise, expression);
    }
    case 'list':
      return { ...mutable(run), kind: 'list', items: itemsIn(run, expression.items, scope) };
    case 'tuple':
      return tuple(itemsIn(run, expression.items, scope));
    case 'set':
      return { ...mutable(run), kind: 'list', items: itemsIn(run, expression.items, scope) };
    case 'star':
      return doubted(run, expression, 'clause:py_other');
    case 'dict':
      return dictionary(run, expression.entries, scope, expression);
    case 'lambda':
      return {
        kind: 'function',
        name: 'lambda',
        parameters: expression.parameters,
        defaults: defaultsOf(run, expression.parameters, scope),
        body: expression.result,
        scope,
        span: expression,
        owner: null,
        decorators: [],
      };
    case 'comprehension':
      return comprehended(run, expression, scope);
    case 'named': {
      const value = evaluate(run, expression.value, scope);
      scope.names.set(expression.name, value);
      return value;
    }
    case 'other':
      return doubted(run, expression, 'clause:py_other');
    default:
      return expression satisfies never;
  }
}

/** Under which a scope keeps `from torch.nn import *`: the last one is where names are looked for that are defined nowhere. */
export const STAR = '*';

function lookUp(run: Run, scope: Scope, name: string, span: Span): Value {
  let all: Value | undefined;
  for (let at: Scope | null = scope; at; at = at.around) {
    const found = at.names.get(name);
    if (found) return found;
    all ??= at.names.get(STAR);
  }
  const known = globalNamed(name);
  if (!known && all?.kind === 'library') return { kind: 'library', path: `${all.path}.${name}` };
  return known ?? doubted(run, span, 'clause:py_name', { name });
}

/** Something that depends on what is not known: what that is, is the reason. */
function condition(run: Run, value: Value, span: Span): Value {
  return value.kind === 'unknown' ? value : doubted(run, span, 'clause:py_condition');
}

function numberAs(run: Run, written: string, span: Span): Value {
  const digits = written.replaceAll('_', '').toLowerCase();
  const isWhole = /^(0x[0-9a-f]+|0o[0-7]+|0b[01]+|\d+)$/.test(digits);
  const value = Number(digits);
  if (!Number.isFinite(value) || (isWhole && !Number.isSafeInteger(value))) return doubted(run, span, 'clause:py_number');
  return isWhole ? int(value) : float(value);
}

function formatted(run: Run, parts: readonly (string | Expression)[], scope: Scope, span: Span): Value {
  let made = '';
  for (const part of parts) {
    const value = typeof part === 'string' ? text(part) : evaluate(run, part, scope);
    const word = wordOf(value);
    if (word === null) return value.kind === 'unknown' ? value : doubted(run, span, 'clause:py_other');
    made += word;
    spend(run, span, word.length >> 6);
  }
  return text(made);
}

/** A slice as the tuple of its bounds, None where there is none; anything else as it is. */
function boundsOr(run: Run, at: Expression, scope: Scope): Value | { readonly slice: readonly Value[] } {
  if (at.kind !== 'slice') return evaluate(run, at, scope);
  return { slice: at.bounds.map((bound) => (bound ? evaluate(run, bound, scope) : NONE)) };
}

function itemsIn(run: Run, items: readonly Expression[], scope: Scope): Value[] {
  return items.flatMap((item) => {
    if (item.kind !== 'star') return [evaluate(run, item, scope)];
    const many = itemsOf(run, evaluate(run, item.value, scope), item);
    return 'kind' in many ? [many] : many;
  });
}

function dictionary(run: Run, entries: readonly (readonly [Expression | null, Expression])[], scope: Scope, span: Span): Value {
  const made = new Map<string, readonly [Value, Value]>();
  for (const [key, item] of entries) {
    const value = evaluate(run, item, scope);
    if (key === null) {
      if (value.kind !== 'dict') return value.kind === 'unknown' ? value : doubted(run, span, 'clause:py_other');
      for (const [name, entry] of value.entries) made.set(name, entry);
      continue;
    }
    const name = evaluate(run, key, scope);
    const word = keyOf(name);
    if (word === null) return name.kind === 'unknown' ? name : doubted(run, span, 'clause:py_other');
    made.set(word, [name, value]);
  }
  return { ...mutable(run), kind: 'dict', entries: made };
}

function compared(run: Run, expression: Extract<Expression, { kind: 'compare' }>, scope: Scope): Value {
  let left = evaluate(run, expression.values[0]!, scope);
  for (const [index, operator] of expression.operators.entries()) {
    const right = evaluate(run, expression.values[index + 1]!, scope);
    const known = compare(operator, left, right);
    if (known === null) return condition(run, left.kind === 'unknown' ? left : right, expression);
    if (!known) return bool(false);
    left = right;
  }
  return bool(true);
}

function called(run: Run, expression: Extract<Expression, { kind: 'call' }>, scope: Scope): Value {
  // super() knows where it stands by what is around it
  if (expression.of.kind === 'name' && expression.of.name === 'super') {
    const self = scopeWith(scope, 'self of super')?.get('self of super');
    const owner = scopeWith(scope, 'class of super')?.get('class of super');
    if (self) return { kind: 'super', self, after: owner?.kind === 'class' ? owner : null };
  }
  const callee = evaluate(run, expression.of, scope);
  const given = argumentsOf(run, expression.arguments, scope);
  if (expression.of.kind === 'attribute') {
    if (expression.of.name === 'backward') run.seen.trained++;
    if (LEARNING.has(expression.of.name)) for (const value of [callee, ...given.positional]) learnFrom(run, value);
  }
  const result = run.call(callee, given, expression);
  const isLoss = callee.kind === 'unknown' && !run.graph && expression.of.kind === 'name' && /loss|criterion/i.test(expression.of.name);
  if (!isLoss || result.kind !== 'unknown') return result;
  // a loss that a function is given
  const value = unknown({ ...result.doubt });
  run.seen.lossValues.set(value.doubt, null);
  return value;
}

/** What is called of a loss or with it where it is learnt from; `scale` with a loss in half precision. */
const LEARNING: ReadonlySet<string> = new Set(['backward', 'manual_backward', 'scale']);

function scopeWith(scope: Scope, name: string): Map<string, Value> | null {
  for (let at: Scope | null = scope; at; at = at.around) if (at.names.has(name)) return at.names;
  return null;
}

function argumentsOf(run: Run, given: readonly Given[], scope: Scope): CallArguments {
  const positional: Value[] = [];
  const named = new Map<string, Value>();
  for (const { name, spread, value: expression } of given) {
    const value = evaluate(run, expression, scope);
    if (name !== null) named.set(name, value);
    else if (spread === '') positional.push(value);
    else if (spread === '*') {
      const many = itemsOf(run, value, expression);
      positional.push(...('kind' in many ? [many] : many));
    } else if (value.kind === 'dict' && !value.doubt) {
      for (const [key, item] of value.entries.values()) if (key.kind === 'text') named.set(key.value, item);
    } else if (run.strict) {
      return refuse(value.kind === 'unknown' ? value.doubt : run.source.doubt(expression, 'clause:py_other'));
    }
  }
  return { positional, named };
}

export function defaultsOf(run: Run, parameters: readonly Parameter[], scope: Scope): Map<string, Value> {
  return new Map(parameters.flatMap(({ name, default: usual }) => (usual ? [[name, evaluate(run, usual, scope)] as const] : [])));
}

function comprehended(run: Run, expression: Extract<Expression, { kind: 'comprehension' }>, scope: Scope): Value {
  const inner: Scope = { names: new Map(), around: scope, outer: new Set() };
  const made: Value[] = [];
  const stopped = comprehend(run, expression.clauses, inner, () => void made.push(evaluate(run, expression.result, inner)), expression);
  if (stopped) return stopped;
  if (expression.of === 'list') return { ...mutable(run), kind: 'list', items: made };
  const entries = new Map<string, readonly [Value, Value]>();
  for (const pair of made) {
    const [key, value] = pair.kind === 'tuple' ? pair.items : [];
    const word = key && keyOf(key);
    if (!word) return doubted(run, expression, 'clause:py_other');
    entries.set(word, [key, value!]);
  }
  return { ...mutable(run), kind: 'dict', entries };
}

/** Goes through what the clauses give; returns what is not known, if something is not. */
function comprehend(run: Run, [clause, ...rest]: readonly Clause[], scope: Scope, take: () => void, span: Span): Value | null {
  if (!clause) {
    take();
    return null;
  }
  if (clause.kind === 'if') {
    const test = evaluate(run, clause.test, scope);
    const known = truth(test);
    if (known === null) return condition(run, test, clause.test);
    return known ? comprehend(run, rest, scope, take, span) : null;
  }
  const over = iterate(run, evaluate(run, clause.over, scope), clause.over);
  if (!(Symbol.iterator in over)) return over;
  let rounds = 0;
  for (const value of over) {
    spend(run, span);
    if (tooLong(run, ++rounds)) return doubted(run, span, 'clause:py_loop');
    assign(run, clause.target, value, scope);
    const stopped = comprehend(run, rest, scope, take, span);
    if (stopped) return stopped;
  }
  return null;
}

/** `target = value`, with as many targets in it as there are. */
export function assign(run: Run, target: Expression, value: Value, scope: Scope): void {
  switch (target.kind) {
    case 'name': {
      let at = scope;
      if (scope.outer.has(target.name))
        for (let outer = scope.around; outer && at === scope; outer = outer.around)
          if (outer.names.has(target.name) || !outer.around) at = outer;
      at.names.set(target.name, value);
      nameNetwork(run, target.name, value);
      return;
    }
    case 'tuple':
    case 'list':
      return assignEach(run, target.items, value, scope, target);
    case 'attribute':
      return setAttribute(run, evaluate(run, target.of, scope), target.name, value, target);
    case 'index':
      return setItem(
        run,
        evaluate(run, target.of, scope),
        target.at.map((at) => boundsOr(run, at, scope)),
        value,
        target,
      );
    case 'star':
      return assign(run, target.value, value, scope);
    default:
      return;
  }
}

/** A network goes by the first variable that holds it, or would; a part that is cut out of one is one by itself as soon as it has a name. */
function nameNetwork({ seen, strict }: Run, name: string, value: Value): void {
  if (!strict && value.kind === 'container' && !seen.made.has(value)) seen.made.set(value, { name, span: value.span });
  const made = isModule(value)
    ? seen.made.get(value)
    : value.kind === 'unknown'
      ? seen.failed.find(({ doubt }) => doubt === value.doubt)
      : null;
  if (made) made.name ??= name;
}

function assignEach(run: Run, targets: readonly Expression[], value: Value, scope: Scope, span: Span): void {
  if (value.kind === 'output') {
    targets.forEach((target, pick) =>
      assign(run, target, value.pick === null ? { ...value, pick } : doubted(run, span, 'clause:py_other'), scope),
    );
    return;
  }
  const items = itemsOf(run, value, span, targets.length + 1);
  const star = targets.findIndex(({ kind }) => kind === 'star');
  const fits = !('kind' in items) && (star < 0 ? items.length === targets.length : items.length >= targets.length - 1);
  if (!fits) {
    const missing = !('kind' in items) ? doubted(run, span, 'clause:py_unpack', { got: items.length, wanted: targets.length }) : items;
    for (const target of targets) assign(run, target, missing, scope);
    return;
  }
  const extra = items.length - targets.length;
  targets.forEach((target, index) => {
    if (index === star) assign(run, target, { ...mutable(run), kind: 'list', items: items.slice(star, star + extra + 1) }, scope);
    else assign(run, target, items[star >= 0 && index > star ? index + extra : index]!, scope);
  });
}

export function setAttribute(run: Run, of: Value, name: string, value: Value, span: Span): void {
  switch (of.kind) {
    case 'instance': {
      change(run, of);
      // set anew, a module goes to the end only if it was none before, as in PyTorch
      of.fields.set(name, value);
      return;
    }
    case 'class':
      of.members.set(name, value);
      return;
    case 'layer': {
      change(run, of);
      const settable = Object.hasOwn(of.layer.settings, name) && ['bool', 'int', 'float', 'none'].includes(value.kind);
      if (settable) of.settings[name] = value.kind === 'none' ? null : (value as { value: unknown }).value;
      else of.doubt ??= run.source.doubt(span, 'clause:py_weights_set');
      return;
    }
    case 'container': {
      change(run, of);
      if (name === 'forward') lose(run, of, span);
      else if (isModule(value) || childrenOf(of).has(name)) of.modules.set(name, value);
      return;
    }
    case 'library': {
      // a name of a library stands for something else from here on, or a class of it does otherwise
      const part = /\.[A-Z]\w*$/.test(of.path) ? of.path : `${of.path}.${name}`;
      run.replaced.set(part, run.source.doubt(span, 'clause:py_other'));
      return;
    }
    case 'parameter':
      // a weight that does not learn
      if (name === 'requires_grad' && truth(value) !== true) of.of.doubt ??= run.source.doubt(span, 'clause:py_frozen');
      else if (name === 'data') of.of.doubt ??= run.source.doubt(span, 'clause:py_weights_set');
      return;
    default:
      return;
  }
}

function setItem(run: Run, of: Value, at: readonly (Value | { readonly slice: readonly Value[] })[], value: Value, span: Span): void {
  const [key] = at;
  if (of.kind === 'method') lose(run, of, span);
  if (at.length !== 1 || !key || 'slice' in key) {
    if (of.kind === 'list') of.doubt ??= run.source.doubt(span, 'clause:py_other');
    if (of.kind === 'parameter') of.of.doubt ??= run.source.doubt(span, 'clause:py_weights_set');
    return;
  }
  if (of.kind === 'dict') {
    change(run, of);
    const word = keyOf(key);
    if (word === null) of.doubt ??= run.source.doubt(span, 'clause:py_other');
    else of.entries.set(word, [key, value]);
  } else if (of.kind === 'list') {
    change(run, of);
    const index = key.kind === 'int' ? (key.value < 0 ? of.items.length + key.value : key.value) : -1;
    if (index >= 0 && index < of.items.length) of.items[index] = value;
    else of.doubt ??= run.source.doubt(span, 'clause:py_other');
  } else if (of.kind === 'container') {
    change(run, of);
    const name = key.kind === 'int' ? [...of.modules.keys()].at(key.value) : key.kind === 'text' ? key.value : undefined;
    if (name === undefined) of.doubt ??= run.source.doubt(span, 'clause:py_other');
    else of.modules.set(name, value);
  } else if (of.kind === 'parameter') of.of.doubt ??= run.source.doubt(span, 'clause:py_weights_set');
}
