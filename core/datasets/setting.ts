/**
 * @file Settings of data sets, declared as data like those of layers: the reader checks by them, a panel draws a field
 * for each. The kinds that both have are alike, so that one field serves both.
 */
import type { BothLanguages } from './source.ts';

export type DataSetting = { readonly help: BothLanguages } & (
  | { readonly kind: 'integer'; readonly default: number; readonly min: number; readonly max: number }
  | {
      readonly kind: 'number';
      readonly default: number;
      readonly min: number;
      readonly max: number;
      readonly exclusiveMin?: true;
      readonly exclusiveMax?: true;
    }
  | { readonly kind: 'choice'; readonly default: string; readonly choices: readonly string[] }
  /** The name of a file that the person gives; `accept` lists the endings a chooser should offer, none for any. */
  | { readonly kind: 'file'; readonly default: string; readonly accept: readonly string[] }
  /** A column of a table by its name, or by its number counted from 1; null stands for the last one. */
  | { readonly kind: 'column'; readonly default: null }
);

type ValueOf<S extends DataSetting> = S extends { kind: 'integer' | 'number' }
  ? number
  : S extends { kind: 'choice'; choices: readonly (infer C)[] }
    ? C
    : S extends { kind: 'column' }
      ? string | number | null
      : string;

export type DataSettingTable = Readonly<Record<string, DataSetting>>;

/** What a source's functions receive: every setting present and valid. */
export type DataValues<T extends DataSettingTable> = { readonly [K in keyof T]: ValueOf<T[K]> };
