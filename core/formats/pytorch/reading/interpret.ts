/** @file Follows statements one after the other, as Python would, without running anything. */
import { InputError } from '../../../findings/input-error.ts';
import { iterate } from './collections.ts';
import { assign, defaultsOf, evaluate, STAR } from './evaluate.ts';
import { callLibrary } from './library.ts';
import { callMethod } from './methods.ts';
import { callModule, isSequentialClass, note, partsOf } from './modules.ts';
import { eitherOf, updated } from './operators.ts';
import { doubted, lose, mutable, spend, tooLong, uncertainly, within, type CallArguments, type Run } from './run.ts';
import { nothingSeen } from './seen.ts';
import { refuse, type Doubt, type Source, type Span } from './source.ts';
import type { Body, Expression, Statement } from './syntax.ts';
import {
  isNetworkClass,
  memberOf,
  NONE,
  truth,
  unknown,
  type Class,
  type Function,
  type Instance,
  type Library,
  type Scope,
  type Value,
} from './value.ts';

/** Calls of one function in one another. */
const MOST_OF_ONE = 5;

/** How a statement ends: the next one follows, or the loop or the function is left. */
type End = 'next' | 'break' | 'continue' | { readonly value: Value };

export function runOf(source: Source): Run {
  const run: Run = {
    source,
    steps: 0,
    depth: 0,
    born: 0,
    strict: false,
    uncertain: null,
    active: [],
    graph: null,
    seen: nothingSeen(),
    replaced: new Map(),
    call: (callee, given, span) => call(run, callee, given, span),
  };
  return run;
}

export function newScope(around: Scope | null): Scope {
  return { names: new Map(), around, outer: new Set() };
}

/** All statements of the file; what each comes to is in the scope and in what the run has seen. */
export function follow(run: Run, body: Body, scope: Scope): End {
  for (const [index, statement] of body.entries()) {
    spend(run, statement);
    const end = within(run, statement, () => execute(run, statement, scope, () => body.slice(index + 1)));
    if (end !== 'next') return end;
  }
  return 'next';
}

function execute(run: Run, statement: Statement, scope: Scope, rest: () => Body): End {
  switch (statement.kind) {
    case 'expression':
      evaluate(run, statement.value, scope);
      return 'next';
    case 'assign': {
      const before = run.graph?.traced.length ?? 0;
      const value = evaluate(run, statement.value, scope);
      for (const target of statement.targets) {
        nameIt(run, target, value, before);
        assign(run, target, value, scope);
      }
      return 'next';
    }
    case 'update': {
      const before = run.graph?.traced.length ?? 0;
      const value = updated(
        run,
        statement.operator,
        evaluate(run, statement.target, scope),
        evaluate(run, statement.value, scope),
        statement,
      );
      nameIt(run, statement.target, value, before);
      assign(run, statement.target, value, scope);
      return 'next';
    }
    case 'if':
      return branch(run, statement, scope, rest);
    case 'for':
      return loop(run, statement, scope);
    case 'while':
      return repeat(run, statement, scope);
    case 'with':
      for (const [value, target] of statement.items) {
        const entered = evaluate(run, value, scope);
        if (target) assign(run, target, entered, scope);
      }
      return learning(
        run,
        statement,
        statement.items.map(([value]) => run.source.shown(value)),
        () => follow(run, statement.body, scope),
      );
    case 'try':
      return follow(run, statement.body, scope);
    case 'function': {
      const value = functionOf(run, statement, scope, null);
      scope.names.set(statement.name, value);
      return 'next';
    }
    case 'class':
      scope.names.set(statement.name, classOf(run, statement, scope));
      return 'next';
    case 'import':
      importNames(statement, scope);
      return 'next';
    case 'return':
      return { value: statement.value ? evaluate(run, statement.value, scope) : NONE };
    case 'global':
      for (const name of statement.names) scope.outer.add(name);
      return 'next';
    case 'delete':
      for (const target of statement.targets) remove(run, target, scope);
      return 'next';
    case 'break':
      return 'break';
    case 'continue':
      return 'continue';
    case 'raise':
      // where a network is made, what is refused in Python is refused here
      return run.strict && !run.uncertain ? refuse(run.source.doubt(statement, 'clause:py_raised')) : 'next';
    case 'declare':
    case 'pass':
    case 'assert':
      return 'next';
    case 'other':
      return run.strict ? refuse(run.source.doubt(statement, 'clause:py_other')) : 'next';
    default:
      return statement satisfies never;
  }
}

/** What PyTorch calls the parts of a network from which nothing flows back. */
const LEARNS_NOTHING = /\bno_grad\b|\binference_mode\b|\bset_grad_enabled\(False/;

/** Follows what `around` stands around, in which no block may be whose gradient would be lost. */
function learning<T>(run: Run, span: Span, around: readonly string[], follow: () => T): T {
  const before = run.graph?.traced.length ?? 0;
  const result = follow();
  const added = (run.graph?.traced.length ?? 0) > before;
  if (added && around.some((each) => LEARNS_NOTHING.test(each))) refuse(run.source.doubt(span, 'clause:py_frozen'));
  return result;
}

/** A name is gone; what is left of something that a part was taken out of is not followed. */
function remove(run: Run, target: Expression, scope: Scope): void {
  if (target.kind === 'name') scope.names.delete(target.name);
  else if (run.strict) refuse(run.source.doubt(target, 'clause:py_other'));
  else if (target.kind === 'attribute' || target.kind === 'index') lose(run, evaluate(run, target.of, scope), target);
}

/** The variable that takes what a block gives is a good name for the block. */
function nameIt(run: Run, target: Expression, value: Value, before: number): void {
  if (run.graph && value.kind === 'tensor' && value.from >= before && target.kind === 'name')
    run.graph.traced[value.from]!.variable ??= target.name;
}

function branch(run: Run, statement: Extract<Statement, { kind: 'if' }>, scope: Scope, rest: () => Body): End {
  const test = evaluate(run, statement.test, scope);
  if (test.kind === 'training') run.seen.passedOver.push({ what: 'evaluation', span: statement, construct: run.source.shown(statement) });
  const known = truth(test);
  if (known !== null) return follow(run, known ? statement.then : statement.otherwise, scope);
  // a way that ends in an error is not gone by a network that works
  if (onlyRaises(statement.then)) return follow(run, statement.otherwise, scope);
  if (onlyRaises(statement.otherwise)) return follow(run, statement.then, scope);
  const doubt = test.kind === 'unknown' ? test.doubt : run.source.doubt(statement, 'clause:py_condition');
  if (run.strict) {
    if (onlySpeaks(statement.then) && onlySpeaks(statement.otherwise)) return 'next';
    return refuse(doubt);
  }
  return uncertainly(run, doubt, () => eitherWay(run, statement, scope, rest, doubt));
}

function onlyRaises(body: Body): boolean {
  return body.length > 0 && body.at(-1)!.kind === 'raise';
}

/** Prints, or nothing. */
function onlySpeaks(body: Body): boolean {
  return body.every(
    ({ ...statement }) =>
      statement.kind === 'pass' ||
      statement.kind === 'assert' ||
      (statement.kind === 'expression' && (statement.value.kind === 'text' || isPrint(statement.value))),
  );
}

function isPrint(value: Expression): boolean {
  if (value.kind !== 'call') return false;
  const { of } = value;
  return (
    (of.kind === 'name' && of.name === 'print') || (of.kind === 'attribute' && /^(log|logger|logging|warnings|writer)$/.test(nameOf(of.of)))
  );
}

function nameOf(value: Expression): string {
  return value.kind === 'name' ? value.name : '';
}

/** Both ways from the same start; what differs afterwards is not known. */
function eitherWay(run: Run, statement: Extract<Statement, { kind: 'if' }>, scope: Scope, rest: () => Body, doubt: Doubt): End {
  const before = new Map(scope.names);
  const then = follow(run, statement.then, scope);
  const afterThen = new Map(scope.names);
  restore(scope, before);
  const otherwise = follow(run, statement.otherwise, scope);
  for (const [name, value] of afterThen) {
    const other = scope.names.get(name);
    scope.names.set(name, other && other !== value ? eitherOf(run, value, other, statement) : value);
  }
  if (typeof then === 'object' && typeof otherwise === 'object') return { value: eitherOf(run, then.value, otherwise.value, statement) };
  const left = typeof then === 'object' ? then : typeof otherwise === 'object' ? otherwise : null;
  if (!left) return 'next';
  // one way returns: the other goes on to whatever the function gives in the end
  const end = follow(run, rest(), scope);
  return {
    value: typeof end === 'object' ? eitherOf(run, left.value, end.value, statement) : left.value.kind === 'none' ? NONE : unknown(doubt),
  };
}

function restore(scope: Scope, names: ReadonlyMap<string, Value>): void {
  scope.names.clear();
  for (const [name, value] of names) scope.names.set(name, value);
}

function loop(run: Run, statement: Extract<Statement, { kind: 'for' }>, scope: Scope): End {
  const over = evaluate(run, statement.over, scope);
  const values = iterate(run, over, statement.over);
  if (!(Symbol.iterator in values)) {
    if (run.strict) return refuse(values.doubt);
    return maybeOnce(run, scope, values.doubt, () => {
      assign(run, statement.target, values, scope);
      return follow(run, statement.body, scope);
    });
  }
  const { seen } = run;
  const epochs = seen.epochs.length;
  const before = new Map(scope.names);
  let rounds = 0;
  for (const value of values) {
    spend(run, statement);
    const trained = seen.trained;
    if (tooLong(run, ++rounds)) {
      return leave(run, statement, scope, before, () => {
        assign(run, statement.target, value, scope);
        return follow(run, statement.body, scope);
      });
    }
    assign(run, statement.target, value, scope);
    const end = follow(run, statement.body, scope);
    if (typeof end === 'object') return end;
    if (seen.trained > trained && !run.strict) {
      // training: what the other rounds do is the same, and what they change is not known
      seen.epochs.length = epochs;
      const count = over.kind === 'series' ? over.count : over.kind === 'list' || over.kind === 'tuple' ? over.items.length : null;
      if (count !== null) seen.epochs.push({ count, span: statement });
      blur(run, scope, before, run.source.doubt(statement, 'clause:py_condition'));
      return 'next';
    }
    if (end === 'break') return 'next';
  }
  return follow(run, statement.otherwise, scope);
}

/** Followed once for what may be never or many times. */
function maybeOnce(run: Run, scope: Scope, doubt: Doubt, once: () => End): End {
  const before = new Map(scope.names);
  const end = uncertainly(run, doubt, once);
  blur(run, scope, before, doubt);
  return typeof end === 'object' && end.value.kind !== 'none' ? { value: unknown(doubt) } : 'next';
}

/** What has another value than before is not known. */
function blur(run: Run, scope: Scope, before: ReadonlyMap<string, Value>, doubt: Doubt): void {
  for (const [name, value] of before) {
    const now = scope.names.get(name);
    if (now && now !== value && eitherOf(run, value, now, { line: 0, from: 0, to: 0 }) !== value) scope.names.set(name, unknown(doubt));
  }
}

/** Leaves a loop before its end: what one more round would change is not known from there on. */
function leave(run: Run, statement: Statement, scope: Scope, before: ReadonlyMap<string, Value>, round: () => End): End {
  const doubt = run.source.doubt(statement, 'clause:py_loop');
  uncertainly(run, doubt, round);
  blur(run, scope, before, doubt);
  return 'next';
}

function repeat(run: Run, statement: Extract<Statement, { kind: 'while' }>, scope: Scope): End {
  const before = new Map(scope.names);
  for (let rounds = 1; ; rounds++) {
    spend(run, statement);
    if (tooLong(run, rounds)) return leave(run, statement, scope, before, () => follow(run, statement.body, scope));
    const test = evaluate(run, statement.test, scope);
    const known = truth(test);
    if (known === false) return follow(run, statement.otherwise, scope);
    const trained = run.seen.trained;
    if (known === null) {
      const doubt = test.kind === 'unknown' ? test.doubt : run.source.doubt(statement.test, 'clause:py_condition');
      if (run.strict) return refuse(doubt);
      return maybeOnce(run, scope, doubt, () => follow(run, statement.body, scope));
    }
    const end = follow(run, statement.body, scope);
    if (end === 'break') return 'next';
    if (typeof end === 'object') return end;
    if (run.seen.trained > trained && !run.strict) return 'next';
  }
}

function functionOf(run: Run, statement: Extract<Statement, { kind: 'function' }>, scope: Scope, owner: Class | null): Function {
  const { name, parameters, body, decorators } = statement;
  return {
    kind: 'function',
    name,
    parameters,
    defaults: defaultsOf(run, parameters, scope),
    body,
    scope,
    span: statement,
    owner,
    decorators,
  };
}

function classOf(run: Run, statement: Extract<Statement, { kind: 'class' }>, scope: Scope): Class {
  const bases = statement.bases.filter(({ name }) => name === null).map(({ value }) => evaluate(run, value, scope));
  const fields = statement.body.flatMap((part) => {
    const target = part.kind === 'declare' ? part.target : part.kind === 'assign' ? part.targets[0] : null;
    return target?.kind === 'name' ? [target.name] : [];
  });
  const members = newScope(scope);
  const made: Class = {
    kind: 'class',
    name: statement.name,
    bases,
    members: members.names,
    decorators: statement.decorators,
    doubt: doubtIn(run, statement, bases, scope),
    fields,
    span: statement,
  };
  for (const part of statement.body) {
    // methods do not see the names of their class
    if (part.kind === 'function') members.names.set(part.name, functionOf(run, part, scope, made));
    else follow(run, [part], members);
  }
  run.seen.classes.push(made);
  return made;
}

/** Something of the text may wrap a class; and where two of its bases have one in common, Python looks in another order than is followed here. */
function doubtIn(
  run: Run,
  { decorators, ...span }: Extract<Statement, { kind: 'class' }>,
  bases: readonly Value[],
  scope: Scope,
): Doubt | null {
  const classes = bases.filter((base) => base.kind === 'class');
  const above = classes.flatMap((base) => [...ancestorsOf(base)]);
  if (isWrapped(decorators, scope) || new Set(above).size < above.length) return run.source.doubt(span, 'clause:py_other');
  return classes.find(({ doubt }) => doubt)?.doubt ?? null;
}

/** A class of the text and all that it derives from. */
function ancestorsOf(of: Class): Set<Class> {
  return new Set([of, ...of.bases.flatMap((base) => (base.kind === 'class' ? [...ancestorsOf(base)] : []))]);
}

function importNames({ names, star }: Extract<Statement, { kind: 'import' }>, scope: Scope): void {
  for (const { path, as } of names) scope.names.set(as, { kind: 'library', path });
  if (star !== null) scope.names.set(STAR, { kind: 'library', path: star });
}

/** Calls whatever can be called; what cannot is not known. */
function call(run: Run, callee: Value, given: CallArguments, span: Span): Value {
  spend(run, span);
  switch (callee.kind) {
    case 'function':
      return callFunction(run, callee, null, given, span);
    case 'bound':
      return callFunction(run, callee.function, callee.self, given, span);
    case 'class':
      return instantiate(run, callee, given, span);
    case 'library':
      return callLibrary(run, callee, given, span);
    case 'method':
      return callMethod(run, callee, given, span);
    case 'layer':
    case 'container':
    case 'special':
      return callModule(run, callee, given, span);
    case 'instance': {
      if (isNetworkClass(callee.of)) return callModule(run, callee, given, span);
      const member = memberOf(callee.of, '__call__');
      return member?.kind === 'function' ? callFunction(run, member, callee, given, span) : doubted(run, span, 'clause:py_other');
    }
    case 'unknown':
      for (const value of given.positional) if (value.kind === 'list' && run.graph === null) value.doubt ??= callee.doubt;
      // what flows through the network goes nowhere else
      if (run.graph && given.positional.some(({ kind }) => kind === 'tensor')) return refuse(callee.doubt);
      return callee;
    default:
      return doubted(run, span, 'clause:py_other');
  }
}

export function callFunction(run: Run, callee: Function, self: Value | null, given: CallArguments, span: Span): Value {
  run.seen.called.add(callee.body);
  if (run.strict && isWrapped(callee.decorators, callee.scope)) refuse(run.source.doubt(callee.span, 'clause:py_other'));
  if (tooDeep(run, callee)) return doubted(run, span, 'clause:py_loop');
  const scope = newScope(callee.scope);
  bindParameters(run, callee, self ? { positional: [self, ...given.positional], named: given.named } : given, scope, span);
  if (self) scope.names.set('self of super', self);
  if (callee.owner) scope.names.set('class of super', callee.owner);
  return within(run, span, () => {
    run.active.push(callee);
    const end = learning(run, callee.span, callee.decorators, () =>
      Array.isArray(callee.body) ? follow(run, callee.body as Body, scope) : { value: evaluate(run, callee.body as Expression, scope) },
    );
    run.active.pop();
    return typeof end === 'object' ? end.value : NONE;
  });
}

/** A decorator that the text defines gives something else in place of what it stands before. */
function isWrapped(decorators: readonly string[], scope: Scope): boolean {
  return decorators.some((decorator) => {
    const name = /^\w+/.exec(decorator)?.[0] ?? '';
    for (let at: Scope | null = scope; at; at = at.around) if (at.names.has(name)) return at.names.get(name)!.kind === 'function';
    return false;
  });
}

/** Around networks, a function that calls itself is followed for a while. */
function tooDeep({ strict, active, steps }: Run, callee: Function): boolean {
  return !strict && active.filter(({ body }) => body === callee.body).length > (tooLong({ strict, steps }, 0) ? 0 : MOST_OF_ONE);
}

function bindParameters(run: Run, callee: Function, { positional, named }: CallArguments, scope: Scope, span: Span): void {
  const rest = [...positional];
  const others = new Map(named);
  const of = callee.name === '__init__' && callee.owner ? callee.owner.name : callee.name;
  for (const { name, spread, keywordOnly } of callee.parameters) {
    if (spread === '*') scope.names.set(name, { kind: 'tuple', items: rest.splice(0) });
    else if (spread === '**') {
      const entries = new Map([...others].map(([key, value]) => [`text:${key}`, [{ kind: 'text', value: key }, value] as const]));
      scope.names.set(name, { ...mutable(run), kind: 'dict', entries });
    } else {
      const value = (keywordOnly ? undefined : rest.shift()) ?? others.get(name) ?? callee.defaults.get(name);
      others.delete(name);
      scope.names.set(name, value ?? doubted(run, span, 'clause:py_missing_argument', { parameter: name, of }));
    }
  }
}

/** Makes an object of a class; of a network's, strictly: what cannot be made is not known, and why. */
export function instantiate(run: Run, of: Class, given: CallArguments, span: Span): Value {
  run.seen.instantiated.add(of);
  if (run.strict) run.seen.parts.add(of);
  const instance: Instance = { ...mutable(run), kind: 'instance', of, fields: new Map(), span };
  if (!isNetworkClass(of)) {
    initialise(run, instance, given, span);
    return instance;
  }
  note(run, instance, span);
  try {
    strictly(run, () => {
      if (of.doubt) refuse(of.doubt);
      initialise(run, instance, given, span);
    });
    return instance;
  } catch (error) {
    if (run.strict || !(error instanceof InputError) || error.code === 'python_long') throw error;
    const doubt: Doubt = { code: error.code, numbers: error.numbers };
    run.seen.made.delete(instance);
    run.seen.failed.push({ of, doubt, span, name: null });
    return unknown(doubt);
  }
}

/** Where everything counts. */
export function strictly<T>(run: Run, follow: () => T): T {
  const before = { strict: run.strict, uncertain: run.uncertain, active: run.active };
  run.active = [];
  run.strict = true;
  run.uncertain = null;
  try {
    return follow();
  } finally {
    Object.assign(run, before);
  }
}

function initialise(run: Run, instance: Instance, given: CallArguments, span: Span): void {
  const init = memberOf(instance.of, '__init__');
  if (init?.kind === 'function') {
    callFunction(run, init, instance, given, span);
    return;
  }
  if (isNetworkClass(instance.of)) initialiseParts(run, instance, given, span);
  // a dataclass: its fields in their order, and their defaults
  else
    instance.of.fields.forEach((name, index) => {
      const value = given.positional[index] ?? given.named.get(name);
      if (value) instance.fields.set(name, value);
    });
}

/** What nn.Module, nn.Sequential and nn.ModuleList do with their arguments in a class that derives from them. */
export function initialiseParts(run: Run, instance: Instance, given: CallArguments, span: Span): void {
  const isList = instance.of.bases.some((base) => (base as Library).path === 'torch.nn.ModuleList');
  if (!isList && !isSequentialClass(instance)) return;
  for (const [name, value] of partsOf(run, isList ? 'ModuleList' : 'Sequential', given, span)) instance.fields.set(name, value);
}
