/** @file `value.name`: what it is of each kind of value. */
import { hasNumbers } from './bind.ts';
import { sizesOf } from './collections.ts';
import { constantNamed } from './library.ts';
import { doubted, type Run } from './run.ts';
import type { Span } from './source.ts';
import {
  bool,
  float,
  int,
  isNetworkClass,
  memberOf,
  NONE,
  text,
  unknown,
  type Class,
  type Instance,
  type LayerModule,
  type Value,
} from './value.ts';

/** What a module may be asked for in its initialisation, and what its blocks keep. */
const STATE = ['weight', 'bias', 'running_mean', 'running_var'];

export function attributeOf(run: Run, value: Value, name: string, span: Span): Value {
  switch (value.kind) {
    case 'library':
      if (name === '__name__') return text(value.path.slice(value.path.lastIndexOf('.') + 1));
      return constantNamed(`${value.path}.${name}`) ?? { kind: 'library', path: `${value.path}.${name}` };
    case 'instance':
      return ofInstance(run, value, name, span);
    case 'class': {
      if (name === '__name__') return text(value.name);
      return memberOf(value, name) ?? { kind: 'method', of: value, name };
    }
    case 'layer':
      return ofLayer(value, name);
    case 'container':
      if (value.doubt) return unknown(value.doubt);
      return value.modules.get(name) ?? (name === 'training' ? { kind: 'training' } : { kind: 'method', of: value, name });
    case 'special':
      return name === '__class__' ? { kind: 'library', path: `torch.nn.${value.name}` } : { kind: 'method', of: value, name };
    case 'parameter':
      if (name === 'data') return value;
      if (name === 'requires_grad') return bool(true);
      if (name === 'ndim') return ranksOf(run, value, span);
      return { kind: 'method', of: value, name };
    case 'super':
      return ofSuper(value.self, value.after, name) ?? { kind: 'method', of: value, name };
    case 'tensor':
      if (name === 'data') return doubted(run, span, 'clause:py_tensor_part');
      return { kind: 'method', of: value, name };
    case 'function':
      return name === '__name__' ? text(value.name) : doubted(run, span, 'clause:py_attribute', { name });
    case 'unknown':
      return value;
    default:
      return { kind: 'method', of: value, name };
  }
}

/** How many axes: of `x.shape`. */
export function ranksOf(run: Run, value: Value, span: Span): Value {
  const sizes = sizesOf(run, { kind: 'method', of: value, name: 'shape' }, span);
  return sizes?.kind === 'tuple' ? int(sizes.items.length) : (sizes ?? doubted(run, span, 'clause:py_sizes'));
}

function ofInstance(run: Run, instance: Instance, name: string, span: Span): Value {
  if (instance.doubt && run.strict) return unknown(instance.doubt);
  const own = instance.fields.get(name);
  if (own) return own;
  const member = memberOf(instance.of, name);
  if (member) return boundTo(run, instance, member, span);
  if (name === '__class__') return instance.of;
  if (!isNetworkClass(instance.of))
    return instance.of.bases.length > 0 || instance.of.fields.length > 0
      ? { kind: 'method', of: instance, name }
      : doubted(run, span, 'clause:py_attribute', { name });
  return name === 'training' ? { kind: 'training' } : { kind: 'method', of: instance, name };
}

function boundTo(run: Run, self: Value, member: Value, span: Span): Value {
  if (member.kind !== 'function') return member;
  if (member.decorators.includes('staticmethod')) return member;
  if (member.decorators.includes('classmethod'))
    return { kind: 'bound', self: self.kind === 'instance' ? self.of : self, function: member };
  const bound: Value = { kind: 'bound', self, function: member };
  const isProperty = member.decorators.some((decorator) => /(^|\.)(cached_)?property$/.test(decorator));
  return isProperty ? run.call(bound, { positional: [], named: new Map() }, span) : bound;
}

/** What the classes before the one that says `super()` have by this name. */
function ofSuper(self: Value, after: Class | null, name: string): Value | null {
  for (const base of after?.bases ?? []) {
    const found: Value | null = base.kind === 'class' ? memberOf(base, name) : null;
    if (found?.kind === 'function') return { kind: 'bound', self, function: found };
  }
  return null;
}

function ofLayer(layer: LayerModule, name: string): Value {
  if (name === '__class__') return { kind: 'library', path: `torch.nn.${layer.layer.pytorch.module!.name}` };
  if (name === 'training') return { kind: 'training' };
  if (STATE.includes(name) && hasNumbers(layer.layer))
    return name === 'bias' && layer.settings['bias'] === false ? NONE : { kind: 'parameter', of: layer, name };
  if (!Object.hasOwn(layer.layer.settings, name)) return { kind: 'method', of: layer, name };
  const setting = Object.hasOwn(layer.settings, name) ? layer.settings[name] : layer.layer.settings[name]!.default;
  if (typeof setting === 'number') return Number.isInteger(setting) ? int(setting) : float(setting);
  if (typeof setting === 'boolean') return bool(setting);
  return setting === null ? NONE : { kind: 'method', of: layer, name };
}
