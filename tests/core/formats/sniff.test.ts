import { describe, expect, test } from 'vitest';
import { emptyDocument } from '../../../core/document/document.ts';
import { printDocument } from '../../../core/document/print-document.ts';
import { InputError } from '../../../core/findings/input-error.ts';
import { openFile } from '../../../core/formats/open-file.ts';
import { writeSafetensors } from '../../../core/formats/safetensors.ts';
import { sniff } from '../../../core/formats/sniff.ts';

const ascii = (text: string) => new TextEncoder().encode(text);
const bytes = (...values: number[]) => Uint8Array.from(values);
const document = ascii(printDocument(emptyDocument('n')));
const padded = (length: number) => writeSafetensors([], new Map([['x', ' '.repeat(length)]]));

test.each([
  ['empty', new Uint8Array()],
  ['json', document],
  ['json', bytes(0xef, 0xbb, 0xbf, ...ascii('\n {}'))],
  ['zip', ascii('PK\u0003\u0004\u0014\u0000')],
  ['pickle', bytes(0x80, 0x02, 0x8a, 0x0a, 0x6c, 0xfc)],
  ['pickle', bytes(0x80, 0x04, 0x95)],
  ['hdf5', bytes(0x89, 0x48, 0x44, 0x46, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0)],
  ['png', bytes(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0)],
  ['gzip', bytes(0x1f, 0x8b, 0x08, 0)],
  ['html', ascii('\n<!DOCTYPE html><html>')],
  ['gitLfs', ascii('version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12\n')],
  ['unknown', ascii('import torch')],
  ['unknown', bytes(0xff, 0xfe, 0x7b, 0x00)],
])('recognises %s', (kind, content) => expect(sniff(content)).toBe(kind));

test('a model file whose header length looks like a pickle is a model file', () => {
  const lookalike = [600, 601, 602, 603, 604, 605, 606, 607, 608, 609, 610, 611, 612, 613]
    .map(padded)
    .find((file) => file[0] === 0x80 && file[1] === 0x02);
  expect(sniff(lookalike!)).toBe('safetensors');
});

describe('openFile', () => {
  const refusal = (name: string, content: Uint8Array) =>
    openFile(name, content).then(
      () => 'accepted',
      (error: InputError) => (error instanceof InputError ? error.code : String(error)),
    );

  test('opens a document whatever its name', async () => {
    expect(await openFile('x.safetensors', document)).toEqual({ document: emptyDocument('n'), weights: null });
  });

  test.each([
    ['notes.txt', ascii('hello'), 'file_foreign'],
    ['cut.safetensors', bytes(1, 2, 3), 'safetensors_short'],
    ['net.gradscape.json', bytes(0xff, 0xfe, 0x7b, 0x00), 'text_encoding'],
    ['net.pt', ascii('PK\u0003\u0004'), 'file_foreign'],
    ['empty.safetensors', new Uint8Array(), 'file_foreign'],
  ])('refuses %s', async (name, content, code) => expect(await refusal(name, content)).toBe(code));

  test('says what a foreign file is and what to do', async () => {
    await expect(openFile('net.pt', ascii('PK\u0003\u0004'))).rejects.toThrow(
      'net.pt is a zip archive, as PyTorch (.pt, .pth) and NumPy (.npz) write, which Gradscape cannot open. ' +
        'In PyTorch, save the weights with safetensors.torch.save_file(model.state_dict(), "model.safetensors").',
    );
  });
});
