/** @file From the data set a document names to tables that a network can train on. */
import { InputError } from '../findings/input-error.ts';
import { givenFile } from './files.ts';
import { resolveDataSettings } from './resolve-settings.ts';
import { applyScaling, fitScaling } from './scale.ts';
import type { GivenFiles } from './source.ts';
import { sourceOf, type DatasetSettings } from './spec.ts';
import { splitRows, takeRows } from './split.ts';
import type { Data } from './table.ts';

/**
 * Reads or draws the rows, splits them into training and validation, and scales both by what the training rows show.
 * The same settings, files and seed give the same data.
 * @throws InputError for an unknown data set, a bad setting, a file that is missing or has something wrong.
 */
export async function loadData(spec: DatasetSettings, files: GivenFiles, seed: number): Promise<Data> {
  const source = sourceOf(spec);
  const settings = resolveDataSettings(source.settings, spec);
  for (const setting of source.files) {
    const path = settings[setting] as string;
    if (path === '') throw new InputError('data_file_unnamed', { setting, source: source.name });
    if (givenFile(files, path) === undefined) throw new InputError('data_file_missing', { data: path });
  }

  const table = await source.read(settings, files, seed);
  const split = splitRows(table, settings.validation, seed);
  const train = takeRows(table, split.train);
  const validation = takeRows(table, split.validation);
  const scaling = fitScaling(train, settings.scale);
  if (scaling) {
    applyScaling(train.features, scaling);
    applyScaling(validation.features, scaling);
  }
  return { train, validation, scaling };
}
