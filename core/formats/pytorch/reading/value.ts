/**
 * @file What an expression of Python comes to here: plain values as Python has them, modules and tensors as they stand for blocks and wires,
 * and `unknown` for all that the text alone does not tell. Evaluating never fails; whoever needs an unknown value refuses by its doubt.
 */
import type { Layer } from '../../../layers/layer.ts';
import type { Doubt, Span } from './source.ts';
import type { Body, Expression, Parameter } from './syntax.ts';

/** What can be changed after it was made. */
export interface Mutable {
  /** In the order in which they were made. */
  readonly born: number;
  /** It was changed where the text does not tell whether that runs. */
  doubt: Doubt | null;
}

export type Plain =
  | { readonly kind: 'none' | 'ellipsis' }
  | { readonly kind: 'bool'; readonly value: boolean }
  | { readonly kind: 'int' | 'float'; readonly value: number }
  | { readonly kind: 'text'; readonly value: string };

export type List = Mutable & { readonly kind: 'list'; readonly items: Value[] };
export interface Tuple {
  readonly kind: 'tuple';
  readonly items: readonly Value[];
}
/** By the text of a key and its kind: `text:fc1`. */
export type Dict = Mutable & { readonly kind: 'dict'; readonly entries: Map<string, readonly [key: Value, value: Value]> };

/** What gives values one after the other and may never end. */
export interface Series {
  readonly kind: 'series';
  readonly values: () => Iterable<Value>;
  readonly count: number | null;
}

/** Names and what they stand for, and the scope around it. */
export interface Scope {
  readonly names: Map<string, Value>;
  readonly around: Scope | null;
  /** Names that a function takes from around it. */
  readonly outer: Set<string>;
}

export interface Function {
  readonly kind: 'function';
  readonly name: string;
  readonly parameters: readonly Parameter[];
  /** Of its parameters, evaluated where it was defined. */
  readonly defaults: ReadonlyMap<string, Value>;
  readonly body: Body | Expression;
  readonly scope: Scope;
  readonly span: Span;
  /** In whose class it stands, for `super()`. */
  readonly owner: Class | null;
  readonly decorators: readonly string[];
}

export interface Class {
  readonly kind: 'class';
  readonly name: string;
  readonly bases: readonly Value[];
  readonly members: Map<string, Value>;
  readonly decorators: readonly string[];
  /** Why what is made of it may do other than its lines say. */
  readonly doubt: Doubt | null;
  /** Its annotated fields, in order: of a dataclass. */
  readonly fields: readonly string[];
  readonly span: Span;
}

export type Instance = Mutable & {
  readonly kind: 'instance';
  readonly of: Class;
  readonly fields: Map<string, Value>;
  readonly span: Span;
};

/** A torch.nn module that one block is: its settings may still be set, as its initialisation is. */
export type LayerModule = Mutable & {
  readonly kind: 'layer';
  readonly layer: Layer;
  readonly settings: Record<string, unknown>;
  readonly inplace: boolean;
  readonly span: Span;
};

/** Modules in an order, each by a name: nn.Sequential, nn.ModuleList, nn.ModuleDict. */
export type Container = Mutable & {
  readonly kind: 'container';
  readonly of: 'Sequential' | 'ModuleList' | 'ModuleDict';
  readonly modules: Map<string, Value>;
  readonly span: Span;
};

/** What a module is that has no block of its own but a meaning: nn.Identity, nn.LogSoftmax, nn.NLLLoss. */
export interface Special {
  readonly kind: 'special';
  readonly name: 'Identity' | 'LogSoftmax' | 'NLLLoss' | 'BCELoss';
  readonly span: Span;
}

export type Module = Instance | LayerModule | Container | Special;

/** The weight or the bias of a module, or a running statistic. */
export interface ParameterOf {
  readonly kind: 'parameter';
  readonly of: LayerModule;
  readonly name: string;
}

/** What flows through the network while `forward` is followed. */
export interface Tensor {
  readonly kind: 'tensor';
  /** Its place in the list of what was traced. */
  readonly from: number;
  /** Of one row. */
  readonly extents: Extents;
}

/** Of a row: known, or as many as the Input has at that place of the list of what was traced, in one line or as they come. */
export type Extents = readonly number[] | { readonly input: number; readonly flat: boolean };

/** What a network gives where it is called outside of another: read to tell which loss it gets. */
export interface Output {
  readonly kind: 'output';
  readonly network: Module;
  /** Of several things that `forward` returns, which. */
  readonly pick: number | null;
  /** Layers that it went through after the network. */
  readonly after: readonly string[];
}

/** Something of a library, by its full name: torch.nn.Linear. */
export interface Library {
  readonly kind: 'library';
  readonly path: string;
}

/** `list.append`, `x.view`, `net.parameters`: bound to what it is of. */
export interface Method {
  readonly kind: 'method';
  readonly of: Value;
  readonly name: string;
}

/** A function of the text with the object it is called on. */
export interface Bound {
  readonly kind: 'bound';
  readonly self: Value;
  readonly function: Function;
}

/** `super()`. */
export interface Super {
  readonly kind: 'super';
  readonly self: Value;
  readonly after: Class | null;
}

/** How many rows a batch has, which no network may depend on. */
export interface Batch {
  readonly kind: 'batch';
}

/** Whether the network trains: self.training. */
export interface Training {
  readonly kind: 'training';
}

export interface Unknown {
  readonly kind: 'unknown';
  readonly doubt: Doubt;
}

export type Value =
  | Plain
  | List
  | Tuple
  | Dict
  | Series
  | Function
  | Class
  | Instance
  | LayerModule
  | Container
  | Special
  | ParameterOf
  | Tensor
  | Output
  | Library
  | Method
  | Bound
  | Super
  | Batch
  | Training
  | Unknown;

export const NONE: Plain = { kind: 'none' };
export const bool = (value: boolean): Plain => ({ kind: 'bool', value });
export const text = (value: string): Plain => ({ kind: 'text', value });
export const float = (value: number): Plain => ({ kind: 'float', value });
export const int = (value: number): Plain => ({ kind: 'int', value });
export const tuple = (items: readonly Value[]): Tuple => ({ kind: 'tuple', items });
export const unknown = (doubt: Doubt): Unknown => ({ kind: 'unknown', doubt });

export function isNumber(value: Value): value is Extract<Plain, { kind: 'int' | 'float' }> {
  return value.kind === 'int' || value.kind === 'float';
}

/** True and False count as 1 and 0. */
export function numberOf(value: Value): number | null {
  if (isNumber(value)) return value.value;
  return value.kind === 'bool' ? Number(value.value) : null;
}

/** As a literal; undefined for what is none. */
export function plainOf(value: Value): number | boolean | string | null | undefined {
  if (value.kind === 'none') return null;
  return isNumber(value) || value.kind === 'bool' || value.kind === 'text' ? value.value : undefined;
}

export function isModule(value: Value): value is Module {
  return (
    value.kind === 'layer' ||
    value.kind === 'container' ||
    value.kind === 'special' ||
    (value.kind === 'instance' && isNetworkClass(value.of))
  );
}

const BASES: ReadonlySet<string> = new Set([
  'torch.nn.Module',
  'torch.nn.Sequential',
  'torch.nn.ModuleList',
  'torch.jit.ScriptModule',
  'pytorch_lightning.LightningModule',
  'lightning.LightningModule',
  'lightning.pytorch.LightningModule',
]);

/** A class whose instances are modules. */
export function isNetworkClass({ bases }: Class): boolean {
  return bases.some((base) => (base.kind === 'class' && isNetworkClass(base)) || (base.kind === 'library' && BASES.has(base.path)));
}

/** A member of a class or of those that it derives from. */
export function memberOf(of: Class, name: string): Value | null {
  const own = of.members.get(name);
  if (own) return own;
  for (const base of of.bases) {
    const found = base.kind === 'class' ? memberOf(base, name) : null;
    if (found) return found;
  }
  return null;
}

/** The modules directly in a module, by their names, in order. */
export function childrenOf(module: Value): ReadonlyMap<string, Value> {
  if (module.kind === 'container') return module.modules;
  if (module.kind !== 'instance') return new Map();
  return new Map([...module.fields].filter(([, value]) => isModule(value)));
}

/** A module and all in it, each once, with PyTorch's names for them: '' for itself, 'net.0'. Those in it come after what holds them. */
export function modulesIn(module: Value): Map<Value, string> {
  const found = new Map<Value, string>();
  const waiting: [Value, string][] = [[module, '']];
  while (waiting.length > 0) {
    const [next, path] = waiting.pop()!;
    if (found.has(next)) continue;
    found.set(next, path);
    waiting.push(
      ...[...childrenOf(next)].map(([name, child]): [Value, string] => [child, path === '' ? name : `${path}.${name}`]).reverse(),
    );
  }
  return found;
}

/** By which a dictionary finds it; null for what Python cannot find either, or is not compared here. */
export function keyOf(value: Value): string | null {
  switch (value.kind) {
    case 'none':
      return 'none:';
    case 'bool':
    case 'int':
    case 'float':
      return `number:${Number(value.value)}`;
    case 'text':
      return `text:${value.value}`;
    case 'tuple': {
      const keys = value.items.map(keyOf);
      return keys.includes(null) ? null : `tuple:${JSON.stringify(keys)}`;
    }
    case 'library':
      return `library:${value.path}`;
    default:
      return null;
  }
}

/** Whether two are the same as far as it is known; null if that is not known. */
export function isSame(a: Value, b: Value): boolean | null {
  if (a === b) return a.kind === 'unknown' ? null : true;
  if (a.kind === 'unknown' || b.kind === 'unknown' || a.kind === 'training' || b.kind === 'training') return null;
  const [left, right] = [keyOf(a), keyOf(b)];
  if (left !== null && right !== null) return left === right;
  if ((a.kind === 'list' || a.kind === 'tuple') && a.kind === b.kind) {
    if (a.items.length !== b.items.length) return false;
    const parts = a.items.map((item, index) => isSame(item, b.items[index]!));
    return parts.includes(false) ? false : parts.includes(null) ? null : true;
  }
  if (a.kind === 'batch' || b.kind === 'batch') return null;
  return false;
}

/** Whether Python takes it for true; null if that is not known. */
export function truth(value: Value): boolean | null {
  switch (value.kind) {
    case 'none':
      return false;
    case 'bool':
      return value.value;
    case 'int':
    case 'float':
      return value.value !== 0;
    case 'text':
      return value.value !== '';
    case 'list':
      return value.doubt ? null : value.items.length > 0;
    case 'tuple':
      return value.items.length > 0;
    case 'dict':
      return value.doubt ? null : value.entries.size > 0;
    case 'container':
      return value.doubt ? null : value.modules.size > 0;
    case 'series':
      return value.count === null ? null : value.count > 0;
    // followed as it is in training
    case 'training':
      return true;
    case 'unknown':
    case 'tensor':
    case 'output':
    case 'batch':
    case 'parameter':
      return null;
    default:
      return true;
  }
}
