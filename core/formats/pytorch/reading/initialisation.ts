/** @file torch.nn.init: from a call on the weights of a module to how its block draws them. */
import { GAINS } from '../../../layers/initialise.ts';
import type { Initialisation } from '../../../layers/setting.ts';
import { accept } from '../../../layers/accept.ts';
import { change, type CallArguments, type Run } from './run.ts';
import type { Span } from './source.ts';
import { float, numberOf, plainOf, type LayerModule, type ParameterOf, type Value } from './value.ts';

/** Arguments after the tensor, in PyTorch's order and with its defaults. */
const ARGUMENTS: Readonly<Record<string, Readonly<Record<string, number | string | null>>>> = {
  zeros: {},
  ones: {},
  constant: { val: null },
  normal: { mean: 0, std: 1 },
  uniform: { a: 0, b: 1 },
  xavier_uniform: { gain: 1 },
  xavier_normal: { gain: 1 },
  kaiming_uniform: { a: 0, mode: 'fan_in', nonlinearity: 'leaky_relu' },
  kaiming_normal: { a: 0, mode: 'fan_in', nonlinearity: 'leaky_relu' },
};

/** The methods of a tensor that draw it anew, by the function that does the same, with the names of their arguments there. */
const METHODS: Readonly<Record<string, readonly [kind: string, Readonly<Record<string, string>>]>> = {
  zero_: ['zeros', {}],
  fill_: ['constant', { value: 'val' }],
  normal_: ['normal', {}],
  uniform_: ['uniform', { from: 'a', to: 'b' }],
};

export function isInitialisation(name: string): boolean {
  return Object.hasOwn(ARGUMENTS, name.replace(/_$/, ''));
}

/** `weight.data.normal_(0, 0.02)`; false if the method draws nothing. */
export function drawByMethod(run: Run, parameter: ParameterOf, method: string, { positional, named }: CallArguments, span: Span): boolean {
  const drawn = METHODS[method];
  if (!drawn) return false;
  const [kind, names] = drawn;
  draw(
    run,
    kind,
    { positional: [parameter, ...positional], named: new Map([...named].map(([name, value]) => [names[name] ?? name, value])) },
    span,
  );
  return true;
}

/** `nn.init.kaiming_normal_(fc1.weight, nonlinearity='relu')`. What no block can be drawn as is passed over and told of. */
export function draw(run: Run, name: string, { positional, named }: CallArguments, span: Span): void {
  const kind = name.replace(/_$/, '');
  const parameter = positional[0] ?? named.get('tensor');
  if (parameter?.kind === 'none') return;
  const known = parameter?.kind === 'parameter' ? initialisationOf(kind, parameter, positional.slice(1), named) : null;
  const setting = parameter?.kind === 'parameter' ? settingOf(parameter) : null;
  if (known && setting && parameter?.kind === 'parameter') {
    change(run, parameter.of);
    const answer = accept(parameter.of.layer.settings[setting]!, known);
    if (answer.accepted) {
      parameter.of.settings[setting] = known;
      return;
    }
  }
  if (known && parameter?.kind === 'parameter' && isAsItIs(parameter, known)) return;
  run.seen.passedOver.push({ what: 'init', span, construct: run.source.shown(span) });
}

function settingOf({ of, name }: ParameterOf): string | null {
  return Object.entries(of.layer.settings).find(([, domain]) => domain.kind === 'initialisation' && domain.of === name)?.[0] ?? null;
}

/** A normalisation begins with weights of one and biases of zero. */
function isAsItIs({ name }: ParameterOf, init: Initialisation): boolean {
  const value = init.kind === 'zeros' ? 0 : init.kind === 'constant' ? init.value : null;
  return value === (name === 'weight' || name === 'running_var' ? 1 : 0);
}

function initialisationOf(
  kind: string,
  { of }: ParameterOf,
  positional: readonly Value[],
  named: ReadonlyMap<string, Value>,
): Initialisation | null {
  const usual = ARGUMENTS[kind];
  if (!usual || positional.length > Object.keys(usual).length) return null;
  const values: Record<string, number | string | null> = { ...usual };
  for (const [index, name] of Object.keys(usual).entries()) {
    const value = positional[index] ?? named.get(name);
    if (value) values[name] = plain(value);
    if (values[name] === null) return null;
  }
  if (kind === 'ones') return { kind: 'constant', value: 1 };
  if (kind === 'constant') return values['val'] === 0 ? { kind: 'zeros' } : { kind: 'constant', value: values['val'] as number };
  if (kind.startsWith('kaiming')) return kaiming(kind as 'kaiming_normal' | 'kaiming_uniform', values, of);
  const { kind: _, ...numbers } = { ...values, kind };
  return { kind, ...numbers } as unknown as Initialisation;
}

function plain(value: Value): number | string | null {
  const known = plainOf(value);
  return typeof known === 'number' || typeof known === 'string' ? known : null;
}

/** With a slope `a` of its own it is a normal or uniform distribution like others: gain √(2 / (1 + a²)). */
function kaiming(
  kind: 'kaiming_normal' | 'kaiming_uniform',
  { a, mode, nonlinearity: given }: Record<string, number | string | null>,
  { settings }: LayerModule,
): Initialisation | null {
  const nonlinearity = String(given).startsWith('conv') ? 'linear' : given;
  if (typeof nonlinearity !== 'string' || !Object.hasOwn(GAINS, nonlinearity) || (mode !== 'fan_in' && mode !== 'fan_out')) return null;
  if (nonlinearity !== 'leaky_relu' || a === 0) return { kind, mode, nonlinearity: nonlinearity as keyof typeof GAINS };
  // what torch.nn.Linear does by itself
  if (kind === 'kaiming_uniform' && mode === 'fan_in' && Math.abs(Number(a) - Math.sqrt(5)) < 1e-9) return { kind: 'default' };
  const fan = settings[mode === 'fan_in' ? 'in_features' : 'out_features'];
  if (typeof fan !== 'number' || typeof a !== 'number') return null;
  const std = Math.sqrt(2 / (1 + a ** 2)) / Math.sqrt(fan);
  return kind === 'kaiming_normal' ? { kind: 'normal', mean: 0, std } : { kind: 'uniform', a: -Math.sqrt(3) * std, b: Math.sqrt(3) * std };
}

/** torch.nn.init.calculate_gain: by the name of an activation and, of leaky_relu, its slope. */
export function gainOf({ positional, named }: CallArguments): Value | null {
  const [name = named.get('nonlinearity'), slope = named.get('param')] = positional;
  if (name?.kind !== 'text') return null;
  if (name.value === 'leaky_relu') return float(Math.sqrt(2 / (1 + ((slope && numberOf(slope)) ?? 0.01) ** 2)));
  const nonlinearity = name.value.startsWith('conv') ? 'linear' : name.value;
  return Object.hasOwn(GAINS, nonlinearity) ? float(GAINS[nonlinearity as keyof typeof GAINS]) : null;
}
