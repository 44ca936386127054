/**
 * @file Settings of layers, declared as data: the checker reads them, the inspector draws a field for each, exporters
 * name them. Names are PyTorch's.
 */

interface Described {
  /** What it does, for the inspector's tooltip. */
  readonly help: { readonly en: string; readonly hi: string };
}

/** What a setting's value may be. */
export type Domain =
  | { readonly kind: 'integer'; readonly default: number; readonly min: number; readonly max: number }
  | { readonly kind: 'nullable_integer'; readonly default: number | null; readonly min: number; readonly max: number }
  | {
      readonly kind: 'number';
      readonly default: number;
      readonly min: number;
      readonly max: number;
      readonly exclusiveMin?: true;
      readonly exclusiveMax?: true;
    }
  | {
      readonly kind: 'nullable_number';
      readonly default: number | null;
      readonly min: number;
      readonly max: number;
      readonly exclusiveMin?: true;
    }
  | { readonly kind: 'boolean'; readonly default: boolean }
  | { readonly kind: 'choice'; readonly default: string; readonly choices: readonly string[] }
  | { readonly kind: 'shape'; readonly default: readonly number[] }
  | { readonly kind: 'initialisation'; readonly default: Initialisation; readonly of: 'weight' | 'bias' };

export type Setting = Described & Domain;

export type SettingTable = Readonly<Record<string, Setting>>;

/** torch.nn.init by name; `default` is what PyTorch's layer does by itself. */
export type Initialisation =
  | { readonly kind: 'default' }
  | { readonly kind: 'zeros' }
  | { readonly kind: 'constant'; readonly value: number }
  | { readonly kind: 'normal'; readonly mean: number; readonly std: number }
  | { readonly kind: 'uniform'; readonly a: number; readonly b: number }
  | { readonly kind: 'xavier_uniform'; readonly gain: number }
  | { readonly kind: 'xavier_normal'; readonly gain: number }
  | { readonly kind: 'kaiming_uniform'; readonly mode: 'fan_in' | 'fan_out'; readonly nonlinearity: Nonlinearity }
  | { readonly kind: 'kaiming_normal'; readonly mode: 'fan_in' | 'fan_out'; readonly nonlinearity: Nonlinearity };

export type Nonlinearity = 'linear' | 'sigmoid' | 'tanh' | 'relu' | 'leaky_relu' | 'selu';

export type ValueOf<S extends Domain> = S extends { kind: 'integer' | 'number' }
  ? number
  : S extends { kind: 'nullable_integer' | 'nullable_number' }
    ? number | null
    : S extends { kind: 'boolean' }
      ? boolean
      : S extends { kind: 'choice'; choices: readonly (infer C)[] }
        ? C
        : S extends { kind: 'shape' }
          ? readonly number[]
          : Initialisation;

/** What a layer's functions receive: every setting present and valid. */
export type ValuesOf<Table extends SettingTable> = { readonly [K in keyof Table]: ValueOf<Table[K]> };
