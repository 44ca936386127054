/** @file Which data a run learns from: the `dataset` of a document, or `--data` of the command line. */
import type { Document } from '../document/document.ts';
import { InputError } from '../findings/input-error.ts';
import { baseName, givenFile } from './files.ts';
import type { DataSetting } from './setting.ts';
import type { GivenFiles, Source } from './source.ts';
import { BUILT_IN, findSource } from './sources.ts';
import { accepts, expectation } from './resolve-settings.ts';

/** The settings of a source beside its name, as written: what is left out takes the default. */
export type DatasetSettings = NonNullable<Document['dataset']>;

const TABLE_FILE = /\.(csv|tsv|txt|data)$/i;

/**
 * Reads `spiral`, `spiral?noise=0.1&rows=300`, `iris.csv`, `data/iris.csv?target=species`, or the pair
 * `train-images-idx3-ubyte.gz,train-labels-idx1-ubyte.gz`.
 * @throws InputError for a name that is none of these, and for a setting that the data set does not have or allow.
 */
export function parseSpec(text: string): DatasetSettings {
  const [name, query] = splitQuery(text);
  if (TABLE_FILE.test(name)) return withQuery({ source: 'csv', path: name }, query);
  const builtIn = BUILT_IN.find((source) => source.name === name);
  if (builtIn) return withQuery({ source: builtIn.name }, query);
  const pair = name.split(',');
  if (pair.length === 2) return withQuery({ source: 'idx', images: pair[0]!.trim(), labels: pair[1]!.trim() }, query);
  if (/idx[13]-ubyte/.test(baseName(name))) throw new InputError('data_idx_alone', { got: name });
  throw new InputError('data_source_unknown', { got: name, known: BUILT_IN.map((source) => source.name).join(', ') });
}

function splitQuery(text: string): [name: string, query: string] {
  const mark = text.lastIndexOf('?');
  return mark < 0 ? [text, ''] : [text.slice(0, mark), text.slice(mark + 1)];
}

function withQuery(spec: DatasetSettings, query: string): DatasetSettings {
  const { settings } = findSource(spec.source)!;
  const given: Record<string, unknown> = {};
  for (const [name, text] of new URLSearchParams(query)) {
    const setting = Object.hasOwn(settings, name) ? settings[name] : undefined;
    if (setting === undefined)
      throw new InputError('data_setting_unknown', { source: spec.source, setting: name, known: Object.keys(settings).join(', ') });
    const value = valueIn(setting, text);
    if (!accepts(setting, value))
      throw new InputError('data_setting_invalid', { setting: name, got: JSON.stringify(text), ...expectation(setting) });
    given[name] = value;
  }
  return { ...spec, ...given };
}

/** What the text of a query says for a setting. */
function valueIn(setting: DataSetting, text: string): string | number {
  switch (setting.kind) {
    case 'integer':
    case 'number':
      return text.trim() === '' ? text : Number(text);
    case 'column':
      return /^\d+$/.test(text) ? Number(text) : text;
    case 'choice':
    case 'file':
      return text;
    default:
      return setting satisfies never;
  }
}

/** The source of a document's `dataset`. @throws InputError if this version does not know it. */
export function sourceOf(spec: DatasetSettings): Source {
  const source = findSource(spec.source);
  if (source === undefined)
    throw new InputError('data_source_unknown', { got: spec.source, known: BUILT_IN.map(({ name }) => name).join(', ') });
  return source;
}

/** The files that the data set names, in the order of its settings; names that are not text or empty name none. */
export function namedFiles(spec: DatasetSettings): string[] {
  const source = findSource(spec.source);
  return (source?.files ?? []).map((setting) => spec[setting]).filter((path): path is string => typeof path === 'string' && path !== '');
}

/** Of those, the ones that were not given. */
export function missingFiles(spec: DatasetSettings, files: GivenFiles): string[] {
  return namedFiles(spec).filter((path) => givenFile(files, path) === undefined);
}
