import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { writeModelFile } from '../../../core/formats/model-file.ts';
import { MODEL_VERSION, migrateModel, type ModelMigration } from '../../../core/formats/model-migrations.ts';
import type { Opened } from '../../../core/formats/opened.ts';
import { openFile } from '../../../core/formats/open-file.ts';
import { readSafetensors, writeSafetensors, type Dtype } from '../../../core/formats/safetensors.ts';

const fixture = (name: string) => readFileSync(join(import.meta.dirname, '../../fixtures', name));

interface Told {
  readonly tensors: readonly { readonly name: string; readonly dtype: Dtype; readonly shape: number[]; readonly bytes: string }[];
  readonly metadata: readonly (readonly [string, string])[];
}

// build/safetensors-fixtures.py
describe('what is written is what the reference writes, byte for byte, and is read back', () => {
  test.each(['empty', 'framework', 'every-type', 'names', 'shapes'])('%s', (name) => {
    const { tensors: told, metadata } = JSON.parse(fixture(`safetensors/${name}.json`).toString()) as Told;
    const tensors = told.map(({ bytes, ...tensor }) => ({ ...tensor, bytes: Uint8Array.from(Buffer.from(bytes, 'hex')) }));
    const file = new Uint8Array(fixture(`safetensors/${name}.safetensors`));
    expect(Buffer.from(writeSafetensors(tensors, new Map(metadata))).equals(file)).toBe(true);
    const read = readSafetensors('x', file);
    expect(read.metadata).toEqual(new Map(metadata));
    expect(read.tensors).toEqual(new Map(tensors.map(({ name: tensor, ...stored }) => [tensor, stored])));
  });
});

test('half a character is not written into a name, for the reference could not read it', () => {
  const tensor = { name: 'a\ud800', dtype: 'U8', shape: [0], bytes: new Uint8Array() } as const;
  expect(() => writeSafetensors([tensor], new Map())).toThrow('"a\\ud800" holds half a character');
});

describe('model files of every version', () => {
  test.each(Array.from({ length: MODEL_VERSION }, (_, index) => index + 1))('version %i opens', async (version) => {
    const opened = (await openFile('x', new Uint8Array(fixture(`models/version-${version}.safetensors`)))) as Opened;
    expect(opened.origin).toBe('model');
    expect(opened.findings).toEqual([]);
    expect(opened.document.nodes.map(({ name }) => name)).toEqual(['input', 'fc1', 'bn1', 'relu1', 'drop1', 'head', 'loss']);
    expect(opened.weights).toMatchObject({ step: 20, data: { name: 'moons', classes: ['upper', 'lower'], columns: ['x', 'y'] } });
    expect(opened.weights!.optimizer).toHaveLength(12);
  });

  test('the present one is written again as it is', async () => {
    const bytes = new Uint8Array(fixture(`models/version-${MODEL_VERSION}.safetensors`));
    const { document, weights } = (await openFile('x', bytes)) as Opened;
    expect(Buffer.from(await writeModelFile({ document, weights: weights! })).equals(bytes)).toBe(true);
  });

  test('steps are taken from the version of the file on, in order', () => {
    const steps: ModelMigration[] = ['two', 'three'].map((name) => (older) => ({
      ...older,
      metadata: new Map([...older.metadata, [name, name]]),
    }));
    const draft = { tensors: new Map(), metadata: new Map() };
    expect([...migrateModel(draft, 1, steps).metadata.keys()]).toEqual(['two', 'three']);
    expect([...migrateModel(draft, 2, steps).metadata.keys()]).toEqual(['three']);
    expect(migrateModel(draft, 3, steps)).toBe(draft);
  });
});
