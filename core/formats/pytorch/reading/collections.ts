/** @file What is in values that hold others: by place, by name, one after the other. */
import { shapeOf } from './graph.ts';
import { doubted, MOST_ITEMS, mutable, spend, tooLong, type Run } from './run.ts';
import type { Span } from './source.ts';
import { int, keyOf, text, tuple, unknown, type Unknown, type Value } from './value.ts';

export type Subscript = Value | { readonly slice: readonly Value[] };

/** The values of one after the other, or why they are not known. */
export function iterate(run: Run, value: Value, span: Span): Iterable<Value> | Unknown {
  switch (value.kind) {
    case 'list':
      return value.doubt ? unknown(value.doubt) : value.items;
    case 'tuple':
      return value.items;
    case 'series':
      return value.values();
    case 'dict':
      return value.doubt ? unknown(value.doubt) : [...value.entries.values()].map(([key]) => key);
    case 'text':
      return [...value.value].map((letter) => text(letter));
    case 'container':
      if (value.doubt) return unknown(value.doubt);
      return value.of === 'ModuleDict' ? [...value.modules.keys()].map((name) => text(name)) : [...value.modules.values()];
    case 'instance':
      // a class of nn.Sequential or nn.ModuleList
      return value.doubt ? unknown(value.doubt) : [...value.fields].filter(([name]) => /^\d+$/.test(name)).map(([, child]) => child);
    case 'method': {
      const shape = sizesOf(run, value, span);
      return shape?.kind === 'tuple' ? shape.items : shape?.kind === 'unknown' ? shape : doubted(run, span, 'clause:py_many');
    }
    case 'unknown':
      return value;
    default:
      return doubted(run, span, 'clause:py_many');
  }
}

/** As a list, if there are not too many. */
export function itemsOf(run: Run, value: Value, span: Span, most = MOST_ITEMS): readonly Value[] | Unknown {
  const values = iterate(run, value, span);
  if (!(Symbol.iterator in values)) return values;
  const items: Value[] = [];
  for (const item of values) {
    spend(run, span);
    if (tooLong(run, 0)) return doubted(run, span, 'clause:py_loop');
    if (items.push(item) > most) return most < MOST_ITEMS ? items : doubted(run, span, 'clause:py_too_many', { most });
  }
  return items;
}

/** `x.shape` and `x.size()`: the batch and the extents of a row, as far as they are known. */
export function sizesOf(run: Run, value: Value, span: Span): Value | null {
  if (value.kind !== 'method' || value.name !== 'shape') return null;
  if (value.of.kind === 'parameter') return weightSizes(value.of.of, value.of.name) ?? doubted(run, span, 'clause:py_sizes');
  if (value.of.kind !== 'tensor' || !run.graph) return doubted(run, span, 'clause:py_sizes');
  const shape = shapeOf(run.graph, value.of.extents);
  return shape ? tuple([{ kind: 'batch' }, ...shape.map((extent) => int(extent))]) : doubted(run, span, 'clause:py_sizes');
}

/** Weight [out_features, in_features], everything else as wide as the module. */
function weightSizes({ settings }: { readonly settings: Readonly<Record<string, unknown>> }, name: string): Value | null {
  const rows = settings['out_features'] ?? settings['num_features'];
  const columns = settings['in_features'];
  if (typeof rows !== 'number') return null;
  return tuple(name === 'weight' && typeof columns === 'number' ? [int(rows), int(columns)] : [int(rows)]);
}

/** `value[at]`. */
export function indexOf(run: Run, value: Value, at: readonly Subscript[], span: Span): Value {
  const [key] = at;
  if (value.kind === 'unknown') return value;
  if (value.kind === 'library') return value; // List[int]
  if (!key || at.length !== 1)
    return value.kind === 'tensor' ? doubted(run, span, 'clause:py_tensor_part') : doubted(run, span, 'clause:py_other');
  if (!('slice' in key) && key.kind === 'unknown') return key;
  switch (value.kind) {
    case 'method': {
      // how many rows there are is known where nothing else is
      if (value.name === 'shape' && value.of.kind === 'tensor' && 'kind' in key && key.kind === 'int' && key.value === 0)
        return { kind: 'batch' };
      const sizes = sizesOf(run, value, span);
      return sizes ? indexOf(run, sizes, at, span) : doubted(run, span, 'clause:py_other');
    }
    case 'list':
      if (value.doubt) return unknown(value.doubt);
      if ('slice' in key) return sliced(run, value.items, key.slice, span, (items) => ({ ...mutable(run), kind: 'list', items }));
      return itemAt(run, value.items, key, span);
    case 'tuple':
      if ('slice' in key) return sliced(run, value.items, key.slice, span, tuple);
      return itemAt(run, value.items, key, span);
    case 'text':
      if ('slice' in key) return sliced(run, [...value.value], key.slice, span, (letters) => text(letters.join('')));
      return itemAt(
        run,
        [...value.value].map((letter) => text(letter)),
        key,
        span,
      );
    case 'dict': {
      if (value.doubt || 'slice' in key) return value.doubt ? unknown(value.doubt) : doubted(run, span, 'clause:py_other');
      const word = keyOf(key);
      return (word !== null && value.entries.get(word)?.[1]) || doubted(run, span, 'clause:py_index');
    }
    case 'container': {
      if (value.doubt) return unknown(value.doubt);
      if (!('slice' in key) && key.kind === 'text') return value.modules.get(key.value) ?? doubted(run, span, 'clause:py_index');
      const modules = [...value.modules];
      if ('slice' in key)
        // names count anew in a part of a Sequential only where they were counted
        return sliced(run, modules, key.slice, span, (part) => ({
          ...mutable(run),
          kind: 'container',
          of: value.of,
          modules: new Map(part),
          span,
        }));
      return itemAt(
        run,
        modules.map(([, module]) => module),
        key,
        span,
      );
    }
    case 'instance':
      return 'kind' in key && key.kind === 'int'
        ? (value.fields.get(String(key.value)) ?? doubted(run, span, 'clause:py_index'))
        : doubted(run, span, 'clause:py_other');
    case 'output':
      return 'kind' in key && key.kind === 'int' && value.pick === null && value.after.length === 0
        ? { ...value, pick: key.value }
        : doubted(run, span, 'clause:py_other');
    case 'tensor':
      return doubted(run, span, 'clause:py_tensor_part');
    default:
      return doubted(run, span, 'clause:py_other');
  }
}

function itemAt(run: Run, items: readonly Value[], key: Value, span: Span): Value {
  if (key.kind !== 'int' && key.kind !== 'bool') return doubted(run, span, 'clause:py_other');
  return items.at(Number(key.value)) ?? doubted(run, span, 'clause:py_index');
}

function sliced<T>(run: Run, items: readonly T[], bounds: readonly Value[], span: Span, made: (items: T[]) => Value): Value {
  if (bounds.some(({ kind }) => kind !== 'none' && kind !== 'int'))
    return bounds.find(({ kind }) => kind === 'unknown') ?? doubted(run, span, 'clause:py_other');
  const [start, stop, step = 1] = bounds.map((bound) => (bound.kind === 'int' ? bound.value : undefined));
  spend(run, span, items.length);
  const picked: T[] = [];
  if (step > 0) {
    const [from, to] = [clamp(start ?? 0, items.length), clamp(stop ?? items.length, items.length)];
    for (let at = from; at < to; at += step) picked.push(items[at]!);
  } else if (step < 0) {
    const from = start === undefined ? items.length - 1 : Math.min(start < 0 ? start + items.length : start, items.length - 1);
    const to = stop === undefined ? -1 : stop < 0 ? Math.max(-1, stop + items.length) : stop;
    for (let at = from; at > to && at >= 0; at += step) picked.push(items[at]!);
  } else return doubted(run, span, 'clause:py_other');
  return made(picked);
}

function clamp(place: number, count: number): number {
  return Math.max(0, Math.min(count, place < 0 ? place + count : place));
}
