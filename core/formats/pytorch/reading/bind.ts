/** @file From the arguments of a call to the settings of a block, by the table in which the layer says how PyTorch writes it. */
import { LAYERS } from '../../../layers/index.ts';
import { accept } from '../../../layers/accept.ts';
import type { Expectation } from '../../../findings/expectation.ts';
import type { Argument, Callable, Literal } from '../../../layers/in-pytorch.ts';
import type { Layer } from '../../../layers/layer.ts';
import type { CallArguments, Run } from './run.ts';
import type { Doubt, Span } from './source.ts';
import { isNumber, plainOf, truth, type Value } from './value.ts';

/** A function or a method of PyTorch and the layer that does the same. */
export interface Called {
  readonly layer: Layer;
  readonly callable: Callable;
}

const MODULES = new Map(
  LAYERS.flatMap((layer) => (layer.pytorch.module ? [[layer.pytorch.module.name, { layer, callable: layer.pytorch.module }]] : [])),
);
const FUNCTIONS = new Map(
  LAYERS.flatMap((layer) => layer.pytorch.functions.map((callable) => [callable.name, { layer, callable }] as const)),
);
const METHODS = new Map(LAYERS.flatMap((layer) => layer.pytorch.methods.map((callable) => [callable.name, { layer, callable }] as const)));

export const moduleNamed = (name: string): Called | undefined => MODULES.get(name);
export const functionNamed = (name: string): Called | undefined => FUNCTIONS.get(name);
export const methodNamed = (name: string): Called | undefined => METHODS.get(name);

/** The modules that blocks are made for, for a sentence. */
export const KNOWN_MODULES = [...MODULES.keys()].join(', ');

/** A module with numbers of its own, which are no longer its own if it is called twice. */
export function hasNumbers(layer: Layer): boolean {
  return layer.pytorch.module?.arguments.some(({ name }) => name === 'device') ?? false;
}

export interface BoundArguments {
  readonly settings: Record<string, unknown>;
  /** What was given or left out of an argument that says whether the network trains. */
  readonly training: Value | null;
  /** What it reads is written over. */
  readonly inplace: boolean;
}

/** The settings that the arguments say, or why there is no block with them. */
export function bind(run: Run, { layer, callable }: Called, given: CallArguments, span: Span): BoundArguments | Doubt {
  const { positional, named } = given;
  const declared = callable.arguments;
  const argument = (name: string, got: string, expected: string | Expectation): Doubt => ({
    code: 'python_argument',
    numbers: {
      file: run.source.file,
      line: span.line,
      layer: callable.name,
      argument: name,
      got,
      ...(typeof expected === 'string' ? { expected } : expected),
    },
  });
  const values = new Map<Argument, Value>();
  if (positional.length > declared.length)
    return argument('clause:py_argument_count', String(positional.length), { expected: 'clause:py_at_most', most: declared.length });
  positional.forEach((value, index) => values.set(declared[index]!, value));
  for (const [name, value] of named) {
    const known = declared.find((other) => other.name === name);
    if (!known) return argument(name, 'clause:py_given', 'clause:py_no_such');
    values.set(known, value);
  }
  const settings: Record<string, unknown> = {};
  let training: Value | null = null;
  let inplace = false;
  for (const known of declared) {
    const value = values.get(known);
    if (known.means !== undefined && known.means !== 'any' && known.means.includes('self.training')) {
      training = value ?? { kind: 'bool', value: known.default === true };
      continue;
    }
    if (known.name === 'inplace') inplace = value !== undefined && truth(value) !== false;
    if (value?.kind === 'unknown' && known.means !== 'any') return value.doubt;
    if (known.setting !== undefined) {
      if (!value) {
        if (known.default === undefined) return argument(known.name, 'clause:nothing', 'clause:py_a_value');
        continue;
      }
      const setting = plainOf(value);
      const domain = layer.settings[known.setting]!;
      const plain = setting === undefined || (setting === null && known.default === undefined);
      // of a number that is no whole one in Python the answer is that to a fraction
      const answer = plain ? null : accept(domain, isFraction(domain.kind, value) ? 0.5 : setting);
      if (!answer?.accepted) return argument(known.name, shownOf(run, value, span), expectedBy(answer));
      settings[known.setting] = answer.value;
    } else if (Array.isArray(known.means)) {
      const literal = value ? literalOf(value) : known.default;
      if (literal === undefined || !known.means.some((one) => one === literal))
        return argument(known.name, value ? shownOf(run, value, span) : 'clause:nothing', known.means.map(written).join(' | '));
    }
  }
  return { settings, training, inplace };
}

/** 392.0 is no number of units, in PyTorch as well. */
function isFraction(kind: string, value: Value): boolean {
  return value.kind === 'float' && kind.endsWith('integer');
}

function expectedBy(answer: ReturnType<typeof accept> | null): string | Expectation {
  return answer && !answer.accepted ? answer.expectation : 'clause:py_a_value';
}

/** float32 is what is computed in here, so it is as good as none given. */
function literalOf(value: Value): Literal | undefined {
  if (value.kind === 'library') return ['torch.float32', 'torch.float', 'torch.FloatTensor'].includes(value.path) ? null : undefined;
  return plainOf(value);
}

/** As Python writes it. */
function written(literal: Literal): string {
  if (literal === null) return 'None';
  if (typeof literal === 'boolean') return literal ? 'True' : 'False';
  return typeof literal === 'string' ? `'${literal}'` : String(literal);
}

function shownOf(run: Run, value: Value, span: Span): string {
  if (value.kind === 'none') return 'None';
  if (value.kind === 'bool') return value.value ? 'True' : 'False';
  if (value.kind === 'float' && Number.isInteger(value.value)) return value.value.toFixed(1);
  if (isNumber(value)) return String(value.value);
  if (value.kind === 'text') return JSON.stringify(value.value.slice(0, 40));
  if (value.kind === 'library') return value.path;
  return run.source.shown(span);
}
