/**
 * @file What a data set is to Gradscape: everything about one kind of it, in one file. A built-in set draws its rows from
 * a seed; csv and idx read them from files. Adding one is adding a file and its line in sources.ts.
 */
import type { DataValues, DataSettingTable } from './setting.ts';
import type { ScaleSetting } from './scale.ts';
import type { ValidationSetting } from './split.ts';
import type { Table } from './table.ts';

export interface BothLanguages {
  readonly en: string;
  readonly hi: string;
}

/** Files that the person chose, by name. */
export type GivenFiles = ReadonlyMap<string, Uint8Array>;

/** Settings of every source: how its rows are split and scaled. */
export type SourceSettings = DataSettingTable & { readonly validation: ValidationSetting; readonly scale: ScaleSetting };

/** A source as the catalogue holds it. Each is written as a `SourceOf` its own table of settings. */
export interface Source {
  /** As documents and the command line write it: "spiral". */
  readonly name: string;
  readonly title: BothLanguages;
  /** What the data look like and what they are good for: a sentence or two for a learner. */
  readonly help: BothLanguages;
  readonly settings: SourceSettings;
  /** The settings that name files, in the order the person is asked for them; none for a built-in set. */
  readonly files: readonly string[];
  /**
   * All rows, neither split nor scaled. The same settings, files and seed give the same table.
   * @throws InputError for whatever the files have wrong; a file that a setting names is present in `files`.
   */
  read(settings: DataValues<SourceSettings>, files: GivenFiles, seed: number): Table | Promise<Table>;
}

export interface SourceOf<T extends SourceSettings> extends Omit<Source, 'settings' | 'files' | 'read'> {
  readonly settings: T;
  readonly files: readonly (keyof T & string)[];
  read(settings: DataValues<T>, files: GivenFiles, seed: number): Table | Promise<Table>;
}
