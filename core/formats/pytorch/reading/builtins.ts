/** @file Python's own functions. */
import {
  memberOf,
  bool,
  float,
  int,
  isNetworkClass,
  isSame,
  keyOf,
  NONE,
  numberOf,
  text,
  tuple,
  type Series,
  type Value,
} from './value.ts';
import { attributeOf } from './attributes.ts';
import { iterate, itemsOf, sizesOf } from './collections.ts';
import { setAttribute } from './evaluate.ts';
import { binary, compare, wordOf } from './operators.ts';
import { doubted, lose, mutable, spend, type CallArguments, type Run } from './run.ts';
import type { Span } from './source.ts';

type Builtin = (run: Run, given: readonly Value[], span: Span, named: ReadonlyMap<string, Value>) => Value;

const other = (run: Run, span: Span) => doubted(run, span, 'clause:py_other');

const BUILTINS: Readonly<Record<string, Builtin>> = {
  range(run, given, span) {
    const numbers = given.map(numberOf);
    if (numbers.includes(null) || numbers.length === 0) return given.find(({ kind }) => kind === 'unknown') ?? other(run, span);
    const [start, stop, step] = numbers.length === 1 ? [0, numbers[0]!, 1] : [numbers[0]!, numbers[1]!, numbers[2] ?? 1];
    if (step === 0) return other(run, span);
    const count = Math.max(0, Math.ceil((stop - start) / step));
    return {
      kind: 'series',
      count,
      *values() {
        for (let index = 0; index < count; index++) yield int(start + index * step);
      },
    };
  },
  len(run, [of], span) {
    if (!of) return other(run, span);
    if (of.kind === 'unknown') return of;
    if (of.kind === 'tensor') return { kind: 'batch' };
    if (of.kind === 'text') return int(of.value.length);
    if (of.kind === 'series') return of.count === null ? other(run, span) : int(of.count);
    if (of.kind === 'dict') return of.doubt ? { kind: 'unknown', doubt: of.doubt } : int(of.entries.size);
    const items = itemsOf(run, sizesOf(run, of, span) ?? of, span);
    return !('kind' in items) ? int(items.length) : items;
  },
  enumerate(run, [of, start], span, named) {
    const values = of ? iterate(run, of, span) : other(run, span);
    if (!(Symbol.iterator in values)) return values;
    const first = numberOf(start ?? named.get('start') ?? int(0)) ?? 0;
    return series(countOf(of!), function* () {
      let index = first;
      for (const value of values) yield tuple([int(index++), value]);
    });
  },
  zip(run, given, span) {
    const all = given.map((of) => iterate(run, of, span));
    const stopped = all.find((values) => !(Symbol.iterator in values));
    if (stopped) return stopped as Value;
    return series(null, function* () {
      const iterators = all.map((values) => (values as Iterable<Value>)[Symbol.iterator]());
      if (iterators.length === 0) return;
      for (;;) {
        const next = iterators.map((iterator) => iterator.next());
        if (next.some(({ done }) => done)) return;
        yield tuple(next.map(({ value }) => value as Value));
      }
    });
  },
  reversed: (run, [of], span) => listOf(run, of, span, (items) => items.toReversed()),
  sorted(run, [of], span, named) {
    const reverse = named.get('reverse');
    if ((named.get('key') ?? NONE) !== NONE || (reverse && reverse.kind !== 'bool')) return other(run, span);
    const down = reverse?.kind === 'bool' && reverse.value;
    const order = (a: Value, b: Value) => (compare('<', a, b) ? -1 : compare('>', a, b) ? 1 : 0);
    return listOf(run, of, span, (items) => items.toSorted(down ? (a, b) => order(b, a) : order));
  },
  list: (run, [of], span) => listOf(run, of ?? tuple([]), span, (items) => [...items]),
  /** In what order a set gives more than one, nobody can tell. */
  set(run, [of], span) {
    const items = itemsOf(run, of ?? tuple([]), span);
    return 'kind' in items ? items : items.length > 1 ? other(run, span) : listOf(run, tuple([...items]), span, (each) => [...each]);
  },
  iter: (run, [of], span) => listOf(run, of, span, (items) => [...items]),
  tuple(run, [of], span) {
    const items = itemsOf(run, of ?? tuple([]), span);
    return !('kind' in items) ? tuple(items) : items;
  },
  dict(run, [of], span, named) {
    const entries = new Map<string, readonly [Value, Value]>();
    if (of?.kind === 'dict') for (const [key, entry] of of.entries) entries.set(key, entry);
    else if (of) {
      const items = itemsOf(run, of, span);
      if ('kind' in items) return items;
      for (const item of items) {
        const [key, value] = item.kind === 'tuple' || item.kind === 'list' ? item.items : [];
        const word = key && keyOf(key);
        if (!word || !value) return item.kind === 'unknown' ? item : other(run, span);
        entries.set(word, [key, value]);
      }
    }
    for (const [name, value] of named) entries.set(`text:${name}`, [text(name), value]);
    return { ...mutable(run), kind: 'dict', entries, doubt: of?.kind === 'dict' ? of.doubt : null };
  },
  int(run, [of], span) {
    const number = of?.kind === 'text' && /^\s*[+-]?\d+\s*$/.test(of.value) ? Number(of.value) : of ? numberOf(of) : 0;
    return number === null || !Number.isSafeInteger(Math.trunc(number))
      ? of!.kind === 'unknown'
        ? of
        : other(run, span)
      : int(Math.trunc(number));
  },
  float(run, [of], span) {
    const number = of?.kind === 'text' && /^\s*[+-]?[\d.]+(e[+-]?\d+)?\s*$/i.test(of.value) ? Number(of.value) : of ? numberOf(of) : 0;
    return number === null || !Number.isFinite(number) ? (of!.kind === 'unknown' ? of : other(run, span)) : float(number);
  },
  str(run, [of], span) {
    const word = of ? wordOf(of) : '';
    return word === null ? (of!.kind === 'unknown' ? of : other(run, span)) : text(word);
  },
  bool: (run, [of], span) => (of ? bool(of.kind === 'bool' ? of.value : (numberOf(of) ?? 1) !== 0) : other(run, span)),
  abs(run, [of], span) {
    const number = of ? numberOf(of) : null;
    return number === null ? other(run, span) : of!.kind === 'float' ? float(Math.abs(number)) : int(Math.abs(number));
  },
  round(run, [of, digits], span) {
    const number = of ? numberOf(of) : null;
    if (number === null || digits) return other(run, span);
    // to the even one of two that are as near, as Python does
    const nearest = Math.round(number);
    return int(Math.abs(number % 1) === 0.5 && nearest % 2 !== 0 ? nearest - 1 : nearest);
  },
  sum(run, [of, start], span) {
    const items = itemsOf(run, of ?? tuple([]), span);
    if ('kind' in items) return items;
    return items.reduce((total, item) => (total ? binary(run, '+', total, item, span) : item), start) ?? int(0);
  },
  min: (run, given, span) => extreme(run, given, span, '<'),
  max: (run, given, span) => extreme(run, given, span, '>'),
  isinstance: (run, [value, of], span) => isInstance(run, value, of, span),
  type(run, [of], span) {
    return of ? attributeOf(run, of, '__class__', span) : other(run, span);
  },
  hasattr(run, [of, name], span) {
    if (of?.kind !== 'instance' || name?.kind !== 'text')
      return of?.kind === 'layer' && name?.kind === 'text'
        ? bool(attributeOf(run, of, name.value, span).kind !== 'method')
        : other(run, span);
    return bool(of.fields.has(name.value) || memberOf(of.of, name.value) !== null);
  },
  getattr(run, [of, name, usual], span) {
    if (!of || name?.kind !== 'text') return name?.kind === 'unknown' ? name : other(run, span);
    const has = of.kind !== 'instance' || of.fields.has(name.value) || memberOf(of.of, name.value) !== null;
    return !has && usual ? usual : attributeOf(run, of, name.value, span);
  },
  setattr(run, [of, name, value], span) {
    if (of && name?.kind === 'text' && value) setAttribute(run, of, name.value, value, span);
    else if (of?.kind === 'instance') of.doubt ??= name?.kind === 'unknown' ? name.doubt : other(run, span).doubt;
    return NONE;
  },
  delattr(run, [of], span) {
    if (of) lose(run, of, span);
    return NONE;
  },
  map(run, [by, ...of], span) {
    const items = of.length === 1 ? itemsOf(run, of[0]!, span) : other(run, span);
    if ('kind' in items) return items;
    return {
      ...mutable(run),
      kind: 'list',
      items: items.map((item) => run.call(by!, { positional: [item], named: new Map() }, span)),
    };
  },
  callable: (run, [of], span) =>
    of && ['function', 'bound', 'class', 'layer', 'container', 'library'].includes(of.kind) ? bool(true) : other(run, span),
  print: () => NONE,
  vars(run, [of], span) {
    if (of?.kind !== 'instance') return other(run, span);
    return {
      ...mutable(run),
      kind: 'dict',
      entries: new Map([...of.fields].map(([name, value]) => [`text:${name}`, [text(name), value] as const])),
    };
  },
};

/** Names that Python knows by itself; those that nothing is known of are something that cannot be followed. */
const NAMES = new Set([
  ...Object.keys(BUILTINS),
  ...'super object property staticmethod classmethod any all next open input filter Exception ValueError TypeError RuntimeError NotImplementedError AssertionError ImportError StopIteration KeyboardInterrupt globals locals id hash dir repr format complex bytes slice divmod pow exec eval __import__ help exit quit'.split(
    ' ',
  ),
]);

export function builtinNamed(name: string): Value | null {
  return NAMES.has(name) ? { kind: 'library', path: `builtins.${name}` } : null;
}

export function callBuiltin(run: Run, name: string, { positional, named }: CallArguments, span: Span): Value {
  const builtin = Object.hasOwn(BUILTINS, name) ? BUILTINS[name]! : null;
  return builtin ? builtin(run, positional, span, named) : doubted(run, span, 'clause:py_library', { path: name });
}

function series(count: number | null, values: () => Iterable<Value>): Series {
  return { kind: 'series', count, values };
}

function countOf(value: Value): number | null {
  if (value.kind === 'series') return value.count;
  return value.kind === 'list' || value.kind === 'tuple' ? value.items.length : null;
}

function listOf(run: Run, of: Value | undefined, span: Span, made: (items: readonly Value[]) => Value[]): Value {
  const items = of ? itemsOf(run, of, span) : other(run, span);
  return !('kind' in items) ? { ...mutable(run), kind: 'list', items: made(items) } : items;
}

function extreme(run: Run, given: readonly Value[], span: Span, operator: '<' | '>'): Value {
  const items = given.length === 1 ? itemsOf(run, given[0]!, span) : given;
  if ('kind' in items) return items;
  spend(run, span, items.length);
  let best: Value | null = null;
  for (const item of items) {
    if (item.kind === 'unknown') return item;
    const better: boolean | null = best ? compare(operator, item, best) : true;
    if (better === null) return other(run, span);
    if (better) best = item;
  }
  return best ?? other(run, span);
}

/** Whether a module is of a class, or of one of several. */
function isInstance(run: Run, value: Value | undefined, of: Value | undefined, span: Span): Value {
  if (!value || !of || value.kind === 'unknown') return value ?? other(run, span);
  const classes = of.kind === 'tuple' ? of.items : [of];
  const answers = classes.map((one) => isOf(value, one));
  return answers.includes(true) ? bool(true) : answers.includes(null) ? other(run, span) : bool(false);
}

const PLAIN: Readonly<Record<string, string>> = {
  int: 'int',
  float: 'float',
  str: 'text',
  bool: 'bool',
  list: 'list',
  tuple: 'tuple',
  dict: 'dict',
};

function isOf(value: Value, of: Value): boolean | null {
  if (of.kind === 'class') return value.kind === 'instance' && derives(value.of, of);
  if (of.kind !== 'library') return null;
  const name = of.path.slice(of.path.lastIndexOf('.') + 1);
  if (of.path.startsWith('builtins.')) return Object.hasOwn(PLAIN, name) ? value.kind === PLAIN[name] : null;
  if (name === 'Module')
    return ['layer', 'container', 'special'].includes(value.kind) || (value.kind === 'instance' && isNetworkClass(value.of));
  switch (value.kind) {
    case 'layer':
      return value.layer.pytorch.module?.name === name;
    case 'container':
      return value.of === name;
    case 'special':
      return value.name === name;
    case 'instance':
      return value.of.bases.some((base) => isSame(base, of) === true);
    case 'tensor':
      return name === 'Tensor';
    default:
      return false;
  }
}

function derives(one: Extract<Value, { kind: 'class' }>, from: Value): boolean {
  return one === from || one.bases.some((base) => base.kind === 'class' && derives(base, from));
}
