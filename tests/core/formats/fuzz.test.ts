/** @file Files that were changed at random: refused with a sentence, or opened whole; nothing else may happen. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parseDocument } from '../../../core/document/parse-document.ts';
import { printDocument } from '../../../core/document/print-document.ts';
import { InputError } from '../../../core/findings/input-error.ts';
import { writeModelFile } from '../../../core/formats/model-file.ts';
import type { Opened } from '../../../core/formats/opened.ts';
import { openFile } from '../../../core/formats/open-file.ts';
import { Random } from '../../../core/tensor/random.ts';
import { elementCount } from '../../../core/tensor/shape.ts';
import { moons } from '../../helpers/networks.ts';
import { tensorsFile } from '../../helpers/tensors-file.ts';

const model = new Uint8Array(readFileSync(join(import.meta.dirname, '../../fixtures/models/version-1.safetensors')));
const headerEnd = 8 + new DataView(model.buffer).getUint32(0, true);
const plain = tensorsFile({
  '0.weight': 'F32 3 2',
  '0.bias': 'F32 3',
  '1.running_mean': 'F32 3',
  '1.running_var': 'F64 3',
  '3.weight': 'F16 1 3',
});
const unchanged = printDocument(moons());
const drawing = new TextEncoder().encode(unchanged);

/** Opens or refuses; what opens is whole: it can be printed, parsed again and saved. */
async function judge(name: string, bytes: Uint8Array): Promise<void> {
  let opened: Opened;
  try {
    opened = (await openFile(name, bytes)) as Opened;
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    if (/\{\w+\}|undefined|\[object/.test(error.message)) throw new Error(`an unfinished sentence: ${error.message}`, { cause: error });
    return;
  }
  const { document, weights } = opened;
  const printed = printDocument(document);
  if (printed !== unchanged) expect(parseDocument('x', printed)).toEqual(document);
  for (const { name: tensor, shape, values } of weights?.state ?? [])
    if (values.length !== elementCount(shape)) throw new Error(`${tensor} has ${values.length} numbers`);
  if (weights) await writeModelFile({ document, weights }).catch((error: unknown) => expect(error).toBeInstanceOf(InputError));
}

const random = new Random(7, 7);
const below = (end: number) => Math.floor(random.uniform() * end);

/** Some bytes replaced, cut out, repeated or put in. */
function mutated(bytes: Uint8Array, end: number): Uint8Array {
  let result = bytes;
  for (let change = below(3); change >= 0; change--) {
    const at = below(Math.min(end, result.length));
    const length = below(8) === 0 ? below(400) : below(4);
    const kind = below(5);
    const piece =
      kind < 2
        ? Uint8Array.from({ length }, () => (kind === 0 ? below(256) : SIGNS.charCodeAt(below(SIGNS.length))))
        : result.slice(at, at + length);
    const rest = result.subarray(kind === 3 ? at : Math.min(result.length, at + (kind === 4 ? 2 * length : length)));
    const kept = kind === 2 ? new Uint8Array() : piece;
    result = Uint8Array.from([...result.subarray(0, at), ...kept, ...rest]);
  }
  return result;
}

const SIGNS = '{}[]":,\\-0123456789.eE tfnul';

test('every byte of a header, changed to each of four others', async () => {
  for (const file of [model, plain]) {
    const end = file === model ? headerEnd : 8 + new DataView(plain.buffer).getUint32(0, true);
    for (let at = 0; at < end; at++)
      for (const bit of [0, 2, 5, 7]) {
        const flipped = file.slice();
        flipped[at]! ^= 1 << bit;
        await judge('net.safetensors', flipped);
      }
  }
});

test('cut at every byte', async () => {
  for (const [name, file] of [
    ['net.safetensors', model],
    ['net.safetensors', plain],
    ['net.gradscape.json', drawing],
  ] as const)
    for (let length = 0; length < file.length; length++) {
      const opened = await openFile(name, file.subarray(0, length)).catch((error: unknown) => error);
      // the line end at the end of a drawing is nothing that it needs
      if (file !== drawing || length < file.length - 1) expect(opened, `${length} bytes`).toBeInstanceOf(InputError);
    }
});

test('the beginning of one file with the end of another', async () => {
  const files = [model, plain, drawing];
  for (let run = 0; run < 1000; run++) {
    const [one, other] = [files[below(3)]!, files[below(3)]!];
    const spliced = Uint8Array.from([...one.subarray(0, below(one.length)), ...other.subarray(below(other.length))]);
    await judge(run % 2 ? 'net.safetensors' : 'net.json', spliced);
  }
});

test.each([
  ['a model file', 'net.safetensors', model, headerEnd],
  ['plain tensors', 'net.safetensors', plain, plain.length],
  ['a drawing', 'net.gradscape.json', drawing, drawing.length],
] as const)('%s changed at random, ten thousand times', async (_, name, file, end) => {
  for (let run = 0; run < 10_000; run++) await judge(name, mutated(file, end));
});
