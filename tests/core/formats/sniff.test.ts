import { expect, test } from 'vitest';
import { emptyDocument } from '../../../core/document/document.ts';
import { printDocument } from '../../../core/document/print-document.ts';
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
  ['onnx', bytes(0x08, 0x09, 0x12, 0x09)],
  ['onnx', bytes(0x08, 0x07, 0x3a, 0x00)],
  ['unknown', bytes(0x08, 0x09, 0x00)],
  ['html', ascii('\n<!DOCTYPE html><html>')],
  ['gitLfs', ascii('version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12\n')],
  ['python', ascii('import torch')],
  ['unknown', ascii('hello')],
  ['safetensors', bytes(3, 0, 0, 0, 0, 0, 0, 0, ...ascii('\n{}'))],
  ['unknown', bytes(0xff, 0xfe, 0x7b, 0x00)],
])('recognises %s', (kind, content) => expect(sniff(content)).toBe(kind));

test('a model file whose header length looks like a pickle is a model file', () => {
  const lookalike = [600, 601, 602, 603, 604, 605, 606, 607, 608, 609, 610, 611, 612, 613]
    .map(padded)
    .find((file) => file[0] === 0x80 && file[1] === 0x02);
  expect(sniff(lookalike!)).toBe('safetensors');
});
